using System.Diagnostics;
using Iterable.Generated.Testing;

namespace Iterable.Generated.ToolBenchmarks;

/// <summary>
/// Exports by jobs at a server that keeps Iterable's limits, with the real clock: an organization may ask for files once a second, so the time that a number of questions
/// takes at least is known.
/// </summary>
internal static class JobRuns
{
    private const int Files = 25;
    private static readonly string[] Types = ["emailSend", "emailOpen", "emailClick", "customEvent"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task CompareAsync()
    {
        var even = await RunAsync(isFirstSlow: false);
        var uneven = await RunAsync(isFirstSlow: true);
        Console.WriteLine($"{Types.Length} types with {Files} files each by jobs: {even.Elapsed.TotalSeconds:0.0} s for {even.Questions} questions about files, {even.Elapsed.TotalSeconds / even.Questions:0.00} times what one a second allows, at most 1.1 wanted");
        Console.WriteLine($"With a job whose files come slowly: {uneven.Elapsed.TotalSeconds:0.0} s, and the others have theirs in {uneven.Others / even.Others:0.00} times the time");
    }

    private static async Task<(TimeSpan Elapsed, TimeSpan Others, int Questions)> RunAsync(bool isFirstSlow)
    {
        await using var server = await IterableTestServer.StartAsync(new IterableTestServerOptions { EnforceRateLimits = true });
        foreach (var type in Types)
            server.Exports.AddGenerated(type, Files, Start, Start.AddDays(1));
        // A record that is larger is a file of its own.
        server.Exports.Jobs.MaxFileSize = 1;
        if (isFirstSlow)
            server.Exports.Jobs.RestartNext(afterFiles: 5, times: 6);

        var folder = Directory.CreateTempSubdirectory("itbl-jobs-");
        try
        {
            var watch = Stopwatch.StartNew();
            var began = DateTime.UtcNow;
            await Works.ToolAsync(server.BaseAddress.ToString(), server.ApiKey, ["export", .. Types, "--from", "2026-01-01", "--to", "2026-01-02", "--how", "jobs", "--out", folder.FullName]);
            var elapsed = watch.Elapsed;
            var slow = server.Exports.Jobs.First().DataTypeName;
            var others = Types.Where(type => type != slow).Max(type => folder.GetFiles($"{type}/*").Max(file => file.LastWriteTimeUtc)) - began;
            return (elapsed, others, server.Requests.Count(request => request.OperationId == IterableOperations.GetExportFiles.Id));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
