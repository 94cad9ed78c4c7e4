namespace Iterable.Generated.BulkBenchmarks;

/// <summary>What a lane keeps in memory over many users that are made one by one: what is on its way, however many came before.</summary>
internal static class MemoryBenchmark
{
    private const int Samples = 10;

    public static async Task RunAsync(int users)
    {
        using var transport = new AcceptingTransport();
        using var http = new HttpClient(transport, disposeHandler: false);
        using var client = new IterableClient(new IterableClientOptions { ApiKey = "key", BaseAddress = new Uri("http://localhost/api"), RateLimit = { Enabled = false } }, http);

        users = users / Users1000.Count * Users1000.Count;
        Console.WriteLine(FormattableString.Invariant($"{users:N0} users from a generator; live memory after each tenth, in MB"));
        var every = Math.Max(1, users / Samples);
        var live = new List<double>();
        var told = 0;
        await foreach (var outcome in client.Bulk.UserUpdates().SendAsync(Users1000.Of(users)))
        {
            if (outcome.Kind != BulkOutcomeKind.Accepted)
                throw new InvalidOperationException($"A user was not accepted: {outcome}.");
            if (++told % every == 0)
                live.Add(GC.GetTotalMemory(forceFullCollection: true) / 1e6);
        }

        Console.WriteLine(FormattableString.Invariant($"  {string.Join("  ", live.Select(megabytes => megabytes.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)))}"));
        Console.WriteLine(FormattableString.Invariant($"the last is {live[^1] / live[0]:0.00} times the first (wanted: about 1)\n"));
    }
}
