using System.Net;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Serve;

public class FaultOrderTests
{
    [Test]
    public async Task The_faults_of_the_page_meet_calls_in_their_order()
    {
        using var folder = new Folder();
        var orders = (JArray)JToken.Parse(Repository.PageBlocks("json")[1]);
        await using var serve = await ServeRun.StartAsync("--faults", folder.Write("faults.json", orders.ToString()));

        var statuses = new[] { await serve.TrackAsync(), await serve.TrackAsync(), await serve.TrackAsync() };

        Assert.That(statuses.Select(answer => (int)answer.StatusCode), Is.EqualTo(new[] { 500, 500, 429 }));
        Assert.That(statuses[2].Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(serve.TrackAsync, Throws.InstanceOf<HttpRequestException>(), "its answer is lost");
        Assert.That((await serve.TrackAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((int?)(await serve.ControlAsync(HttpMethod.Get, "faults"))["pending"], Is.EqualTo(2));
    }

    [TestCase("""{"fault": "respond", "status": 418, "body": "tea", "contentType": "text/plain"}""", 418, "tea")]
    [TestCase("""{"fault": "respondError", "status": 400, "code": "BadParams", "message": "no", "params": {"a": 1}}""", 400, "BadParams")]
    [TestCase("""{"fault": "respondHtml", "status": 502, "title": "Oops"}""", 502, "Oops")]
    [TestCase("""{"fault": "rateLimited", "rateLimitReset": 30}""", 429, "rateLimitReset")]
    [TestCase("""{"fault": "respondExpiredLink"}""", 403, "Request has expired")]
    [TestCase("""{"fault": "delay", "seconds": 0}""", 200, "Success")]
    [TestCase("""{"fault": "stallBody", "afterBytes": 3, "seconds": 0}""", 200, "Success")]
    [TestCase("""{"fault": "endBody", "afterBytes": 0, "ending": "half"}""", 200, "half")]
    public async Task A_fault_is_ordered_over_the_control_address(string order, int status, string body)
    {
        await using var serve = await ServeRun.StartAsync();

        await serve.ControlAsync(HttpMethod.Post, "faults", order);
        var answer = await serve.TrackAsync();

        Assert.That(((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((status, "")).Using<(int Status, string Body)>((actual, _) => actual.Status == status && actual.Body.Contains(body, StringComparison.Ordinal)));
    }

    [TestCase("cutConnection")]
    [TestCase("loseAnswer")]
    [TestCase("cutBody")]
    public async Task A_connection_that_is_cut_is_seen_as_that(string fault)
    {
        await using var serve = await ServeRun.StartAsync();

        await serve.ControlAsync(HttpMethod.Post, "faults", $$"""{"for": "trackEvent", "fault": "{{fault}}"}""");

        Assert.That(serve.TrackAsync, Throws.InstanceOf<HttpRequestException>());
    }

    [TestCase("""[{"fault": "loseAnswer"}, {"fault": "explode"}]""", "[1].fault is explode. It can be respond,")]
    [TestCase("""{"fault": "loseAnswer", "for": "trackEvnt"}""", ".for is trackEvnt, which is no operation.")]
    [TestCase("""{"fault": "loseAnswer", "tims": 2}""", " has tims, which means nothing here.")]
    [TestCase("""{"fault": "loseAnswer", "times": 0}""", ".times has to be at least 1.")]
    [TestCase("""{"fault": "loseAnswer", "after": -1}""", ".after cannot be negative.")]
    [TestCase("""{"fault": "loseAnswer", "after": 99999999999999999999}""", ".after is a number, and should be a whole number of at most 64 bits.")]
    [TestCase("""{"fault": "respond"}""", " has no status.")]
    [TestCase("""{"fault": "respond", "status": 99}""", ".status has to be from 200 to 599.")]
    [TestCase("""{"fault": "delay"}""", " has no seconds.")]
    [TestCase("""{"fault": "delay", "seconds": -1}""", "should be a number of seconds.")]
    [TestCase("""{"fault": "cutBody", "afterBytes": -1}""", ".afterBytes cannot be negative.")]
    [TestCase("""{}""", " has no fault.")]
    [TestCase("""7""", " is a number, and should be an object.")]
    public async Task An_order_that_cannot_be_is_refused_and_none_of_its_list_is_placed(string orders, string message)
    {
        using var folder = new Folder();
        await using var serve = await ServeRun.StartAsync();

        var refusal = await serve.ControlAsync(HttpMethod.Post, "faults", orders, status: 400);
        var (exitCode, _, errors) = await ToolRun.ToEndAsync("serve", "--port", "0", "--files-port", "0", "--control-port", "0", "--faults", folder.Write("faults.json", orders));

        Assert.That((string?)refusal["error"], Does.Contain($"The body{message}").Or.Contain(message));
        Assert.That((int?)(await serve.ControlAsync(HttpMethod.Get, "faults"))["pending"], Is.Zero);
        Assert.That(errors, Does.Contain(message).And.Contain("faults.json"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
    }
}
