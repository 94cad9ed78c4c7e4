using System.Diagnostics;
using Iterable.Generated.Testing;

namespace Iterable.Generated.BulkBenchmarks;

/// <summary>Users through a server that holds to Iterable's limit of five bulk updates a second, over HTTP and in real time.</summary>
internal static class PaceBenchmark
{
    private const int Calls = 5;

    public static async Task RunAsync(int seconds)
    {
        await using var server = await IterableTestServer.StartAsync(new() { EnforceRateLimits = true });
        var options = server.Project.CreateClientOptions();
        options.RateLimit.Enabled = true;
        using var client = new IterableClient(options);

        var users = seconds * Calls * Users1000.Count;
        Console.WriteLine(FormattableString.Invariant($"{users:N0} users to a server that takes {Calls} calls a second"));
        var clock = Stopwatch.StartNew();
        var accepted = 0;
        await foreach (var outcome in client.Bulk.UserUpdates().SendAsync(Users1000.Of(users)))
            accepted += outcome.Kind == BulkOutcomeKind.Accepted ? 1 : 0;

        var refusals = server.Requests.Count(request => request.Status == 429);
        Console.WriteLine(FormattableString.Invariant($"{accepted:N0} accepted, {accepted / clock.Elapsed.TotalSeconds:N0} a second (wanted: 5,000), {refusals} answers of 429 (wanted: 0)"));
    }
}
