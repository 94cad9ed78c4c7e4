using System.Diagnostics;
using System.Net.NetworkInformation;

namespace Iterable.Generated.Testing.Tests;

// The server has a query of its own by that name.
using ExportQuery = global::Iterable.Generated.ExportQuery;

/// <summary>Reads that are cancelled while nothing comes, on a real connection: they end at once, and nothing of them stays.</summary>
public sealed class CancellationTests : ServerTests
{
    private const int Attempts = 10;

    private static readonly DateTimeOffset Day = new(2026, 1, 14, 0, 0, 0, TimeSpan.Zero);

    private string _folder = "";

    [SetUp]
    public void Stall()
    {
        // Nothing but cancelling can end a read: the body goes on after a day, on a clock that stands still.
        Server.Clock.Stop();
        Server.Exports.AddGenerated("emailOpen", 100, Day, Day.AddDays(1));
        foreach (var operation in new[] { IterableOperations.ExportDataJson, IterableOperations.ExportDataCsv })
            Server.Faults.For(operation).Always().StallBody(5000, TimeSpan.FromDays(1));
        Server.Faults.ForExportFiles().Always().StallBody(5000, TimeSpan.FromDays(1));
        _folder = Directory.CreateTempSubdirectory("cancelled").FullName;
    }

    [TearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public Task A_read(ExportFormat format) => CancelAsync(stopping => DrainAsync(Client.Export.ReadAsync(Query(format), cancellationToken: stopping)));

    [TestCase(ExportFormat.Ndjson, 1_000_000)]
    [TestCase(ExportFormat.Ndjson, 0)]
    [TestCase(ExportFormat.Csv, 0)]
    public Task A_read_by_windows(ExportFormat format, int memoryLimit) => CancelAsync(stopping => DrainAsync(
        Client.Export.ReadWindowedAsync(Query(format), new WindowedExportOptions { MemoryLimit = memoryLimit, SpillFolder = _folder }, stopping)));

    [TestCase(false)]
    [TestCase(true)]
    public Task A_download(bool compress) => CancelAsync(stopping => Client.Export.DownloadAsync(
        Query(ExportFormat.Ndjson), Path.Combine(_folder, "export"), new ExportDownloadOptions { Compress = compress }, stopping));

    [TestCase(1_000_000)]
    [TestCase(0)]
    public Task A_file_of_a_job(int memoryLimit) => CancelAsync(async stopping =>
    {
        using var job = await Client.Export.StartJobAsync(
            Query(ExportFormat.Csv), new ExportJobOptions { TimeProvider = new Impatient(), IdleTimeout = Timeout.InfiniteTimeSpan, MemoryLimit = memoryLimit, SpillFolder = _folder });
        await DrainAsync(job.ReadAsync<ExportedEvent>(stopping));
    });

    private async Task CancelAsync(Func<CancellationToken, Task> read)
    {
        var fastest = TimeSpan.MaxValue;
        var ports = new HashSet<int>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            Server.Requests.Clear();
            using var cancelling = new CancellationTokenSource();
            var reading = read(cancelling.Token);
            while (!Server.Requests.Any(IsStalled) && !reading.IsCompleted)
                await Task.Delay(1);
            ports.Add(new Uri("http://" + Server.Requests.First(IsStalled).Headers["Host"]).Port);

            var clock = Stopwatch.StartNew();
            await cancelling.CancelAsync();
            await Assert.CatchAsync<OperationCanceledException>(() => reading);
            fastest = clock.Elapsed < fastest ? clock.Elapsed : fastest;
            Assert.That(Directory.EnumerateFileSystemEntries(_folder), Is.Empty, "files left behind");
            Assert.That(Handles(), Is.Zero, "files still open");

            // A job that nobody asks about ends with the clock, and makes room for the next: four run at a time.
            Server.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        // A busy machine delays some of them, not all.
        Assert.That(fastest, Is.LessThan(TimeSpan.FromMilliseconds(100)));
        var patience = Stopwatch.StartNew();
        while (Connections(ports) > 0 && patience.Elapsed < TimeSpan.FromSeconds(30))
            await Task.Delay(1);
        Assert.That(Connections(ports), Is.Zero, "connections still open");
    }

    private static bool IsStalled(IterableTestRequest request) => request.Status == 200 && (request.IsForExportFile || request.OperationId is "exportDataJson" or "exportDataCsv");

    private static int Connections(HashSet<int> ports) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(connection => connection.State == TcpState.Established && ports.Contains(connection.RemoteEndPoint.Port));

    /// <summary>Open files of the folder, also those without a name; where the system tells.</summary>
    private int Handles() => OperatingSystem.IsLinux()
        ? new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Count(handle => handle.LinkTarget?.StartsWith(_folder, StringComparison.Ordinal) == true)
        : 0;

    private static ExportQuery Query(ExportFormat format) => new("emailOpen") { Start = Day, End = Day.AddDays(1), Format = format };

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
        }
    }
}
