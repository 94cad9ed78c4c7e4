namespace Iterable.Generated.Tests;

public class BurstTests
{
    /// <summary>On the clock of the machine, since network and timers are what it is about; it takes the 19 seconds that the limit does.</summary>
    [Test]
    [Explicit("On a loaded machine late answers bunch up; RateLimitTests hold the same in virtual time.")]
    public async Task A_burst_of_a_hundred_gets_no_refusal_and_takes_the_time_the_limit_allows()
    {
        await using var server = await IterableTestServer.StartAsync(new IterableTestServerOptions { EnforceRateLimits = true });
        var options = server.Project.CreateClientOptions();
        options.RateLimit.Enabled = true;
        using var client = new IterableClient(options);
        var once = client.With(new IterableCallOptions { Retries = false });
        var startedAt = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => once.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest([new UserUpdateRequest { Email = $"u{i}@example.com" }]))));

        var seconds = TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;
        Assert.That(server.Requests.To(IterableOperations.BulkUpdateUsers).Select(request => request.Status), Is.All.EqualTo(200));
        Assert.That(seconds, Is.InRange(18.9, 19 * 1.1));
    }
}
