namespace Iterable.Generated.Testing.Tests.Recorded;

public class RecordedLimitTests : ServerTests
{
    protected override IterableTestServerOptions Options => new() { EnforceRateLimits = true };

    [TestCase("export/data.json?dataTypeName=emailOpen", 4, "4.0 per minute")]
    [TestCase("users/getFields", 3, "3.0 per second")]
    public async Task A_call_above_its_limit_is_told_the_limit(string path, int permits, string limit)
    {
        Server.Clock.Stop();
        for (var i = 0; i < permits; i++)
            await Http.GetAsync(path);

        var error = await ErrorAsync(await Http.GetAsync(path), HttpStatusCode.TooManyRequests, "RateLimitExceeded");

        Assert.That(
            (string?)error["msg"],
            Is.EqualTo($"Exceeded rate limit of {limit} for endpoint: /api/{path.Split('?')[0]}, project: {Server.Project.Id} "));
    }
}
