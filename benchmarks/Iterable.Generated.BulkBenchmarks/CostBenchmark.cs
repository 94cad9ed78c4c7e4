using System.Diagnostics;

namespace Iterable.Generated.BulkBenchmarks;

/// <summary>
/// Users through a lane, with an outcome for each; by a loop that is written by hand over <see cref="HttpClient" /> and Newtonsoft.Json; and by a loop over this client's own bulk call. Both
/// loops send a thousand at a time, and look at the counters and nothing else. They take turns on one core.
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
        Func<Task<long>>[] ways = [() => hand.SendAsync(settings.Users), () => SendAsync(client, settings.Users), () => SendByCallsAsync(client, settings.Users)];

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
        double Ratio(int way, int other, Func<Cost, double> what) => Cost.Middle(rounds[way].Zip(rounds[other], (one, two) => what(one) / what(two)));
        Console.WriteLine(FormattableString.Invariant($"""

            a user              CPU us   allocated B   sent B
            loop by hand        {Cost.Median(rounds[0])}
            lane                {Cost.Median(rounds[1])}
            loop of bulk calls  {Cost.Median(rounds[2])}
            loop by hand: HttpClient and Newtonsoft.Json with the client's settings (nulls left out, texts as they are), one serializer, buffers that are used again; it reads the counters, no outcomes
            loop of bulk calls: BulkUpdateUsersAsync of this client, whose serializer the lane has too; it reads the counters, no outcomes
            the lane is {Ratio(0, 1, cost => cost.Microseconds):0.00} times as fast as the loop by hand (wanted: at least 1.00), and allocates {Ratio(1, 0, cost => cost.Allocated):0.00} times as much (wanted: at most 1.30)
            the lane is {Ratio(2, 1, cost => cost.Microseconds):0.00} times as fast as the loop of bulk calls, and allocates {Ratio(1, 2, cost => cost.Allocated):0.00} times as much

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
