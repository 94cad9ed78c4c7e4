using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Calls;

public class CheckTests : CommandTests
{
    [Test]
    public async Task A_server_side_key_works_and_may_call_what_its_type_may()
    {
        var (exitCode, output, errors) = await RunAsync("check", "--operations");

        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.Success, "")));
        Assert.That(output, Does.Contain($"Address     {Server.BaseAddress}").And.Contain("from ITERABLE_API_KEY: works").And.Contain("Type        server").And.Contain("agrees with"));
        Assert.That(output, Does.Match(@"exportDataJson +4 calls in 60 s"));
        Assert.That(output, Does.Not.Contain(Server.ApiKey));
        Assert.That(Server.Requests.Select(request => request.Method), Is.All.EqualTo("GET"), "it changes nothing");
    }

    [TestCase("read-only")]
    [TestCase("mobile")]
    [TestCase("web")]
    [TestCase("javascript")]
    public async Task A_key_of_another_type_is_told_by_how_it_is_refused(string type)
    {
        var key = Server.Project.CreateApiKey(new IterableKeyType(type));
        await using var run = NewRun();
        run.Environment["ITERABLE_API_KEY"] = key.Value;

        var exitCode = await run.RunAsync("check", "--json");

        var found = JObject.Parse(run.Output);
        Assert.That((exitCode, (bool?)found["works"], (string?)found["keyType"]), Is.EqualTo((ExitCode.Success, true, type)));
        Assert.That(found["operations"]!.Count(), Is.EqualTo(IterableOperations.All.Count(operation => operation.KeyTypes.Contains(new IterableKeyType(type)))));
    }

    [Test]
    public async Task A_key_that_is_not_known_fails_with_what_to_do()
    {
        await using var run = NewRun();
        run.Environment["ITERABLE_API_KEY"] = "no-such-key";

        var exitCode = await run.RunAsync("check");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(run.Output, Does.Contain("does not work").And.Contain("BadApiKey").And.Not.Contain("no-such-key"));
    }

    [Test]
    public async Task Clocks_that_differ_are_told()
    {
        await using var run = NewRun();
        run.Time = new Ahead(TimeSpan.FromMinutes(3));

        await run.RunAsync("check");

        Assert.That(run.Output, Does.Match(@"Clock       (179|18[01]) s ahead of that of the service"));
    }

    [Test]
    public async Task The_fields_of_users_are_listed_with_their_types()
    {
        Server.Users.Add("ada@example.com", new { plan = "pro", age = 36 });

        var lines = await RunAsync("fields");
        var json = await RunAsync("fields", "--json");

        Assert.That(lines.Output, Does.Contain("age\tlong").And.Contain("plan\tstring"));
        Assert.That((string?)JObject.Parse(json.Output)["age"], Is.EqualTo("long"));
    }

    private sealed class Ahead(TimeSpan time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + time;
    }
}
