using System.Diagnostics;

namespace Iterable.Generated.BulkBenchmarks;

/// <summary>
/// Users through a lane, with an outcome for each; by a loop over this client's own bulk call, a thousand at a time, which looks at the counters and nothing else; and by a loop over a bare
/// <see cref="HttpClient" />. They take turns on one core.
/// </summary>
internal static class CostBenchmark
{
    public static async Task RunAsync(BulkSettings settings)
    {
        using var process = Process.GetCurrentProcess();
        var cores = OperatingSystem.IsLinux() || OperatingSystem.IsWindows() ? process.ProcessorAffinity : 0;
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            process.ProcessorAffinity = 1;

        using var transport = new AcceptingTransport();
        using var hand = new HandWrittenLoop(transport);
        using var http = new HttpClient(transport, disposeHandler: false);
        using var client = new IterableClient(new IterableClientOptions { ApiKey = "key", BaseAddress = new Uri("http://localhost/api"), RateLimit = { Enabled = false } }, http);
        Func<Task<long>>[] ways = [() => SendByCallsAsync(client, settings.Users), () => SendAsync(client, settings.Users), () => hand.SendAsync(settings.Users)];

        Console.WriteLine(FormattableString.Invariant($"{settings.Users:N0} users in calls of {Users1000.Count:N0}, {settings.Rounds} rounds after two to warm up, one core"));
        var rounds = ways.Select(_ => new List<Cost>()).ToArray();
        for (var round = -2; round < settings.Rounds; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                var which = (i + Math.Abs(round)) % ways.Length;
                var before = transport.Bytes;
                var cost = await Cost.OfAsync(ways[which], settings.Users, process);
                if (round >= 0)
                    rounds[which].Add(cost with { Bytes = (transport.Bytes - before) / (double)settings.Users });
            }
        }

        if (cores != 0 && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
            process.ProcessorAffinity = cores;
        var speed = Cost.Middle(rounds[0].Zip(rounds[1], (one, other) => one.Microseconds / other.Microseconds));
        var allocation = Cost.Middle(rounds[0].Zip(rounds[1], (one, other) => other.Allocated / one.Allocated));
        Console.WriteLine(FormattableString.Invariant($"""

            a user              CPU us   allocated B   sent B
            loop of bulk calls  {Cost.Median(rounds[0])}
            lane                {Cost.Median(rounds[1])}
            loop without client {Cost.Median(rounds[2])}
            the lane is {speed:0.00} times as fast (wanted: 1.00), and allocates {allocation:0.00} times as much (wanted: at most 1.30) as the loop of bulk calls
            and {Cost.Middle(rounds[2].Zip(rounds[1], (one, other) => one.Microseconds / other.Microseconds)):0.00} times as fast as the loop without the client

            """));
    }

    private static async Task<long> SendByCallsAsync(IterableClient client, int users)
    {
        var updated = 0L;
        var batch = new List<UserUpdateRequest>(Users1000.Count);
        foreach (var user in Users1000.Of(users))
        {
            batch.Add(user);
            if (batch.Count < Users1000.Count)
                continue;

            updated += (await client.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest(batch))).SuccessCount ?? 0;
            batch.Clear();
        }

        return updated;
    }

    private static async Task<long> SendAsync(IterableClient client, int users)
    {
        var accepted = 0L;
        await foreach (var outcome in client.Bulk.UserUpdates().SendAsync(Users1000.Of(users)))
        {
            if (outcome.Kind == BulkOutcomeKind.Accepted)
                accepted++;
        }

        return accepted;
    }

    private readonly record struct Cost(double Microseconds, double Allocated, double Bytes)
    {
        public static async Task<Cost> OfAsync(Func<Task<long>> way, int users, Process process)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            process.Refresh();
            var cpu = process.TotalProcessorTime;
            if (await way() != users)
                throw new InvalidOperationException("Not all users were accepted.");

            process.Refresh();
            return new Cost((process.TotalProcessorTime - cpu).TotalMicroseconds / users, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)users, 0);
        }

        public static Cost Median(IReadOnlyCollection<Cost> rounds) =>
            new(Middle(rounds.Select(cost => cost.Microseconds)), Middle(rounds.Select(cost => cost.Allocated)), Middle(rounds.Select(cost => cost.Bytes)));

        public static double Middle(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

        public override string ToString() => FormattableString.Invariant($"{Microseconds,6:0.00}   {Allocated,11:N0}   {Bytes,6:N0}");
    }
}
