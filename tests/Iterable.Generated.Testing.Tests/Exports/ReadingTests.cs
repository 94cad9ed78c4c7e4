namespace Iterable.Generated.Testing.Tests;

// The server has a query of its own by that name.
using ExportQuery = global::Iterable.Generated.ExportQuery;

/// <summary>The reading side of the library against bodies that break on a real connection.</summary>
public sealed class ReadingTests : ServerTests
{
    private IterableClient _client = null!;

    private static readonly DateTimeOffset Day = new(2026, 1, 14, 0, 0, 0, TimeSpan.Zero);

    [SetUp]
    public void MakeClient()
    {
        var options = Server.Project.CreateClientOptions();
        options.RateLimit.Enabled = false;
        options.Retry.MaxRetries = 0;
        _client = new IterableClient(options);
    }

    [TearDown]
    public void DisposeClient() => _client.Dispose();

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task A_connection_cut_at_every_byte_neither_loses_nor_repeats_a_record(ExportFormat format)
    {
        Seed(4);
        var query = Query(format);
        using var whole = new MemoryStream();
        await _client.Export.DownloadAsync(query, whole);
        var operation = format == ExportFormat.Csv ? IterableOperations.ExportDataCsv : IterableOperations.ExportDataJson;

        for (var cut = 0; cut < whole.Length; cut++)
        {
            Server.Faults.For(operation).CutBody(cut);
            var read = new List<string?>();
            await foreach (var window in _client.Export.ReadWindowedAsync(query, new WindowedExportOptions { TimeProvider = new Impatient(), IdleTimeout = Timeout.InfiniteTimeSpan }))
            {
                await foreach (var record in window.ReadAsync())
                    read.Add(record.Email);
            }

            Assert.That(read.Order(), Is.EqualTo(Enumerable.Range(0, 4).Select(i => $"user{i}@example.com")), $"cut at {cut}");
        }
    }

    [TestCase(HttpStatusCode.BadGateway)]
    [TestCase(HttpStatusCode.GatewayTimeout)]
    [TestCase(HttpStatusCode.InternalServerError)]
    public async Task A_window_that_the_service_cannot_deliver_is_made_shorter_and_never_repeated_as_it_was(HttpStatusCode status)
    {
        // Retries of single calls are on.
        using var client = Server.CreateClient();
        Seed(4);
        Server.Faults.For(IterableOperations.ExportDataJson).Times(3).RespondHtml(status);

        var read = new List<string?>();
        await foreach (var window in client.Export.ReadWindowedAsync(Query(ExportFormat.Ndjson), new WindowedExportOptions { TimeProvider = new Impatient(), IdleTimeout = Timeout.InfiniteTimeSpan }))
        {
            await foreach (var record in window.ReadAsync())
                read.Add(record.Email);
        }

        Assert.That(read.Order(), Is.EqualTo(Enumerable.Range(0, 4).Select(i => $"user{i}@example.com")));
        Assert.That(
            Server.Requests.To(IterableOperations.ExportDataJson).Take(4).Select(request => request.Query["endDateTime"].Single()),
            Is.EqualTo(new[] { "2026-01-15 00:00:00 +00:00", "2026-01-14 12:00:00 +00:00", "2026-01-14 06:00:00 +00:00", "2026-01-14 03:00:00 +00:00" }));
    }

    [Test]
    public async Task A_window_that_was_refused_because_of_too_many_calls_waits_as_long_as_the_service_says_and_stays_as_it_is()
    {
        var options = Server.Project.CreateClientOptions();
        options.TimeProvider = new Impatient(patience: TimeSpan.FromMinutes(1));
        using var client = new IterableClient(options);
        Seed(4);
        Server.Faults.For(IterableOperations.ExportDataJson).RateLimited(retryAfter: TimeSpan.Zero);
        var progress = new List<WindowedExportProgress>();

        await foreach (var _ in client.Export.ReadWindowedAsync(Query(ExportFormat.Ndjson), new WindowedExportOptions { TimeProvider = new Impatient(), IdleTimeout = Timeout.InfiniteTimeSpan, WindowProgress = new Told(progress) }))
        {
        }

        Assert.That(progress.Select(one => (one.Windows, one.Interruptions)), Is.EqualTo(new[] { (0L, 1L), (1L, 1L) }));
        var asked = Server.Requests.To(IterableOperations.ExportDataJson).Select(request => (request.Query["startDateTime"].Single(), request.Query["endDateTime"].Single()));
        Assert.That((asked.Count(), asked.Distinct().Count()), Is.EqualTo((2, 1)), "the same window, not a shorter one");
    }

    [Test]
    public async Task Members_of_a_list_are_lines_and_a_number()
    {
        var list = Server.Lists.Add("Readers", "ada@example.com", "grace@example.com");
        using var answer = await _client.Lists.GetListUsersAsync(list);
        var members = new List<string>();
        await foreach (var member in answer.ReadLinesAsync())
            members.Add(member);

        Assert.That(members, Is.EquivalentTo(new[] { "ada@example.com", "grace@example.com" }));
        Assert.That(await _client.Lists.GetListSizeAsync(list), Is.EqualTo(2));
    }

    [Test]
    public async Task Half_a_line_on_a_connection_that_ends_well_is_not_a_short_result()
    {
        Seed(4);
        Server.Faults.For(IterableOperations.ExportDataJson).EndBody(250);

        var failure = await Assert.CatchAsync<ExportInterruptedException>(() => CountAsync());

        Assert.That((failure!.Reason, failure.BytesRead), Is.EqualTo((ExportInterruption.IncompleteRecord, 250L)));
    }

    private void Seed(int count)
    {
        for (var i = 0; i < count; i++)
            Server.Exports.Add("emailOpen", Day.AddHours(i), new { email = $"user{i}@example.com", campaignId = 7 });
    }

    private static ExportQuery Query(ExportFormat format) => new("emailOpen") { Start = Day, End = Day.AddDays(1), Format = format };

    private async Task<int> CountAsync()
    {
        var count = 0;
        await foreach (var _ in _client.Export.ReadAsync(Query(ExportFormat.Ndjson)))
            count++;

        return count;
    }

    private sealed class Told(List<WindowedExportProgress> told) : IProgress<WindowedExportProgress>
    {
        public void Report(WindowedExportProgress value) => told.Add(value);
    }
}
