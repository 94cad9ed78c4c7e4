namespace Iterable.Generated.Testing.Tests;

public class RateLimitTests : ServerTests
{
    protected override IterableTestServerOptions Options => new() { EnforceRateLimits = true };

    [SetUp]
    public void StopTime() => Server.Clock.Stop();

    [Test]
    public async Task Calls_above_the_published_limit_get_429_until_the_bucket_refills()
    {
        const string Export = "export/data.json?dataTypeName=customEvent";
        for (var i = 0; i < 4; i++)
            Assert.That((await Http.GetAsync(Export)).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        var error = await ErrorAsync(await Http.GetAsync(Export), HttpStatusCode.TooManyRequests, "RateLimitExceeded");
        Server.Clock.Advance(TimeSpan.FromSeconds(14));
        var early = await Http.GetAsync(Export);
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await Http.GetAsync(Export);

        Assert.Multiple(() =>
        {
            Assert.That((string?)error["msg"], Is.EqualTo($"Exceeded rate limit of 4.0 per minute for endpoint: /api/export/data.json, project: {Server.Project.Id} "));
            Assert.That(error["params"], Is.EqualTo(new JObject()));
            Assert.That(early.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task Updates_say_how_long_to_wait()
    {
        const string Body = """{"users":[{"email":"ada@example.com"}]}""";
        for (var i = 0; i < 5; i++)
            await PostAsync("users/bulkUpdate", Body);

        var error = await ErrorAsync(await PostAsync("users/bulkUpdate", Body), HttpStatusCode.TooManyRequests, "RateLimitExceeded");

        Assert.Multiple(() =>
        {
            Assert.That((int?)error["params"]!["rateLimitLimit"], Is.EqualTo(5));
            Assert.That((int?)error["params"]!["rateLimitRemaining"], Is.Zero);
            Assert.That((double?)error["params"]!["rateLimitReset"], Is.EqualTo(0.2).Within(0.001));
        });
    }

    [Test]
    public async Task Projects_have_buckets_of_their_own()
    {
        const string Export = "export/data.json?dataTypeName=customEvent";
        for (var i = 0; i < 5; i++)
            await Http.GetAsync(Export);
        Http.DefaultRequestHeaders.Remove("Api-Key");
        Http.DefaultRequestHeaders.Add("Api-Key", Server.UnitedStates.AddProject().ServerKey.Value);

        Assert.That((await Http.GetAsync(Export)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
