using System.Diagnostics;
using System.Globalization;

namespace Iterable.Generated.Benchmarks;

/// <summary>
/// The CPU time of a whole console program that makes two calls, a POST and a GET, and ends: by this client as it comes, and by a hand-written one.
/// The programs are started in pairs, one after the other, and the ratio is that of each pair.
/// </summary>
internal static class ColdStartBenchmark
{
    public const string Command = "cold-start";

    private const string Key = "4d2f1c0b9a8e7d6c5b4a39281706f5e4";
    private const string Email = "ada.lovelace@example.com";
    private const string Ours = "ours";

    public static async Task<int> RunAsync(int pairs)
    {
        using var server = await LoopbackServer.StartAsync();
        Console.WriteLine($"{pairs} pairs of processes, each making its first two calls");
        string[] programs = ["by-hand", Ours];

        // The files of both are in memory then.
        foreach (var program in programs)
            await StartAsync(program, server.Address);

        var times = programs.Select(_ => new List<double>()).ToArray();
        for (var pair = 0; pair < pairs; pair++)
        {
            foreach (var which in pair % 2 == 0 ? new[] { 0, 1 } : [1, 0])
                times[which].Add(await StartAsync(programs[which], server.Address));
        }

        Console.WriteLine(FormattableString.Invariant($"""

            cold start           CPU ms
            hand-written        {Median(times[0]),7:0.0}
            Iterable.Generated  {Median(times[1]),7:0.0}
            ratio of CPU {Median(times[0].Zip(times[1], (hand, own) => own / hand)):0.00}
            """));
        return 0;
    }

    /// <summary>One of the programs: its two calls, and then its CPU time.</summary>
    public static async Task<int> MakeCallsAsync(string program, Uri server)
    {
        if (program == Ours)
            await CallAsync(server);
        else
            await CallByHandAsync(server);

        Console.WriteLine(Environment.CpuUsage.TotalTime.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task CallAsync(Uri server)
    {
        using var client = new IterableClient(new IterableClientOptions { ApiKey = Key, BaseAddress = server });
        await client.Events.TrackEventAsync(new TrackEventRequest("subscriptionStarted") { Email = Email, CampaignId = 123456 });
        await client.Users.FindUserByEmailAsync(Email);
    }

    private static async Task CallByHandAsync(Uri server)
    {
        using var client = new HandWrittenClient(server, Key);
        await client.PostAsync<PlainAnswer>("events/track", new PlainEvent { Email = Email, EventName = "subscriptionStarted", CampaignId = 123456 }, default);
        await client.GetAsync<PlainUserAnswer>("users/getByEmail?email=" + Uri.EscapeDataString(Email), default);
    }

    private static async Task<double> StartAsync(string program, Uri server)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Command, program, server.AbsoluteUri]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The program {program} ended with {process.ExitCode}.");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
