namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>How fast a lane is under Iterable's limits, in a time of its own.</summary>
public sealed class PaceTests
{
    [Test]
    public async Task Five_thousand_users_a_second_go_through_a_limit_of_five_calls_a_second_without_a_refusal()
    {
        const int users = 60_000;
        await using var server = await IterableTestServer.StartAsync(new() { EnforceRateLimits = true });
        server.Clock.Stop();
        var clock = new SettlingClock(server.Clock.Advance);
        using var http = new HttpClient(new DirectTransport(server)) { Timeout = Timeout.InfiniteTimeSpan };
        var options = server.Project.CreateClientOptions();
        (options.TimeProvider, options.AttemptTimeout, options.RateLimit.Enabled) = (clock, Timeout.InfiniteTimeSpan, true);
        using var client = new IterableClient(options, http);

        var started = clock.GetUtcNow();
        var accepted = 0;
        clock.Run(async () =>
        {
            await foreach (var outcome in client.Bulk.UserUpdates().SendAsync(Enumerable.Range(0, users).Select(number => new UserUpdateRequest { Email = $"user{number}@example.com" })))
                accepted += outcome.Kind == BulkOutcomeKind.Accepted ? 1 : 0;
        });
        var perSecond = accepted / (clock.GetUtcNow() - started).TotalSeconds;

        Assert.Multiple(() =>
        {
            Assert.That(accepted, Is.EqualTo(users));
            Assert.That(server.Requests.Select(request => request.Status), Is.All.EqualTo(200));
            Assert.That(perSecond, Is.GreaterThanOrEqualTo(5000));
        });
    }
}
