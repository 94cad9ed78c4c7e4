using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Benchmarks;

/// <summary>
/// One small POST (about 400 bytes of body, 130 of answer) on kept connections, by this client with everything switched on and by a hand-written
/// one, in turns in one process. CPU time is that of the whole process, which does nothing else; the server is another process.
/// </summary>
internal static class SmallPostBenchmark
{
    private const string Key = "4d2f1c0b9a8e7d6c5b4a39281706f5e4";
    private const string Id = "1f0c2d3e-4b5a-6978-8796-a5b4c3d2e1f0";

    private static readonly JObject Fields = new()
    {
        ["plan"] = "annual", ["seats"] = 12, ["trial"] = false, ["source"] = "newsletter 2026-01", ["amount"] = 1249.5,
        ["tags"] = new JArray("a", "b", "c"), ["address"] = new JObject { ["city"] = "London", ["zip"] = "W1T 4JE", ["country"] = "GB" },
    };

    public static async Task<int> RunAsync(BenchmarkSettings settings)
    {
        using var server = await LoopbackServer.StartAsync();
        using var plain = new HandWrittenClient(server.Address, Key);

        // The limiter counts every call, on a clock so fast that it never has to wait: waiting is not what is measured.
        using var limiter = new IterableRateLimiter(timeProvider: new FastClock());
        using var client = new IterableClient(new IterableClientOptions { ApiKey = Key, BaseAddress = server.Address, RateLimit = { Limiter = limiter } });
        using var cancellation = new CancellationTokenSource();

        Func<Task>[] calls = [() => CallPlainAsync(plain, cancellation.Token), () => CallAsync(client, cancellation.Token)];
        Console.WriteLine($"{settings.Warmup:N0} calls of each to warm up, then {settings.Rounds} rounds of {settings.Calls:N0}");
        foreach (var concurrency in new[] { 1, 64 })
            await CompareAsync(calls, concurrency, settings);

        return 0;
    }

    private static async Task CompareAsync(Func<Task>[] calls, int concurrency, BenchmarkSettings settings)
    {
        foreach (var call in calls)
            await Measurement.TakeAsync(call, settings.Warmup, concurrency);

        var rounds = calls.Select(_ => new List<Measurement>()).ToArray();
        for (var round = 0; round < settings.Rounds; round++)
        {
            for (var i = 0; i < calls.Length; i++)
            {
                var which = (i + round) % calls.Length;
                rounds[which].Add(await Measurement.TakeAsync(calls[which], settings.Calls, concurrency));
            }
        }

        var (hand, ours) = (Measurement.Median(rounds[0]), Measurement.Median(rounds[1]));
        var ratio = Measurement.Median([.. rounds[0].Zip(rounds[1], (h, o) => o.Over(h))]);
        Console.WriteLine($"""

            {concurrency} at a time       wall us   CPU us   allocated B
            hand-written      {hand}
            Iterable.Generated{ours}
            ratio of CPU {ratio.CpuMicroseconds:0.00}, of wall time {ratio.WallMicroseconds:0.00}, of allocation {ratio.AllocatedBytes:0.00}
            """);
    }

    private static Task CallPlainAsync(HandWrittenClient client, CancellationToken cancellationToken) =>
        client.PostAsync<PlainAnswer>("events/track", new PlainEvent
        {
            Email = "ada.lovelace@example.com", EventName = "subscriptionStarted", Id = Id, CreatedAt = 1_767_225_600, CampaignId = 123456, DataFields = Fields,
        }, cancellationToken);

    private static Task CallAsync(IterableClient client, CancellationToken cancellationToken) =>
        client.Events.TrackEventAsync(new TrackEventRequest("subscriptionStarted")
        {
            Email = "ada.lovelace@example.com",
            Id = Id,
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600),
            CampaignId = 123456,
            DataFields = Fields,
        }, cancellationToken);

    private sealed class FastClock : TimeProvider
    {
        private const int Times = 1000;

        public override long GetTimestamp() => System.GetTimestamp() * Times;
    }
}
