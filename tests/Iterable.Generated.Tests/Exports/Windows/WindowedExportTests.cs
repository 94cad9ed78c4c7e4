using System.Globalization;
using System.Text;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Windows;

public class WindowedExportTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Start.AddHours(10);

    [TestCase(ExportFormat.Ndjson, 1_000_000)]
    [TestCase(ExportFormat.Csv, 1_000_000)]
    [TestCase(ExportFormat.Ndjson, 0)]
    [TestCase(ExportFormat.Csv, 0)]
    public async Task A_cut_at_every_byte_neither_loses_nor_repeats_a_record(ExportFormat format, int memoryLimit)
    {
        var query = Query(format);
        query.End = Start.AddHours(2);
        var length = Body(format, Start, query.End.Value).Length;
        for (var cut = 0; cut < length; cut++)
        {
            using var api = new FakeApi();
            var requests = 0;
            api.Answers((message, _) => Task.FromResult(Answer(message, format, cutAt: requests++ == 0 ? cut : null)));
            var options = Options(memoryLimit);

            var (records, windows) = await ReadAsync(ExportQueryTests.Client(api), query, options);

            Assert.That(records, Is.EqualTo(Enumerable.Range(0, 4).Select(i => $"u{i}@example.com")), $"cut at {cut}");
            Assert.That(windows.Zip(windows.Skip(1)).All(pair => pair.First.End == pair.Second.Start), "windows meet");
            Assert.That((windows[0].Start, windows[^1].End), Is.EqualTo((Start, query.End)));
            Assert.That(windows, Has.Count.GreaterThan(1), "the broken window was cut in two");
        }
    }

    [Test]
    public async Task Windows_shrink_when_they_break_and_grow_when_they_do_not()
    {
        using var api = new FakeApi();
        var asked = new List<TimeSpan>();
        var clock = new ManualClock(jumps: true);
        api.Answers((message, _) =>
        {
            var (start, end) = WindowOf(message);
            asked.Add(end - start);
            return Task.FromResult(Answer(message, ExportFormat.Ndjson, cutAt: end - start > TimeSpan.FromHours(2) && asked.Count < 6 ? 3 : null));
        });

        await ReadAsync(ExportQueryTests.Client(api), Query(ExportFormat.Ndjson), Options(clock: clock));

        Assert.Multiple(() =>
        {
            Assert.That(asked.Select(window => window.TotalMinutes), Is.EqualTo(new[] { 600, 300, 150, 75, 150, 75.0, 150, 300 }));
            Assert.That(clock.Waits.Where(wait => wait < TimeSpan.FromMinutes(5)).Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 1, 2, 4, 1.0 }));
        });
    }

    [Test]
    public async Task A_last_window_that_is_short_because_the_period_ends_says_nothing_of_longer_ones()
    {
        using var api = new FakeApi();
        api.Answers((message, _) => Task.FromResult(Answer(message, ExportFormat.Ndjson)));
        var options = Options();
        options.InitialWindow = TimeSpan.FromHours(6);
        options.LargestWindow = TimeSpan.FromHours(48);

        var (_, windows) = await ReadAsync(ExportQueryTests.Client(api), Query(ExportFormat.Ndjson), options);

        Assert.That(windows.Select(window => window.Checkpoint), Is.EqualTo(new[] { new ExportCheckpoint(Start.AddHours(6), TimeSpan.FromHours(12)), new ExportCheckpoint(End, TimeSpan.FromHours(12)) }));
    }

    [Test]
    public async Task A_checkpoint_goes_on_where_the_read_was_left()
    {
        using var api = new FakeApi();
        api.Answers((message, _) => Task.FromResult(Answer(message, ExportFormat.Ndjson)));
        var client = ExportQueryTests.Client(api);
        var options = Options();
        options.InitialWindow = options.LargestWindow = TimeSpan.FromMinutes(90);
        var records = new List<string?>();

        string? stored = null;
        await foreach (var window in client.Export.ReadWindowedAsync(Query(ExportFormat.Ndjson), options))
        {
            records.AddRange((await ListAsync(window.ReadAsync())).Select(read => read.Email));
            stored = window.Checkpoint.ToString();
            if (records.Count >= 6)
                break;
        }

        Assert.That(stored, Is.EqualTo("2026-01-01T03:00:00Z/5400"));
        options.ResumeFrom = ExportCheckpoint.Parse(stored!);
        records.AddRange((await ReadAsync(client, Query(ExportFormat.Ndjson), options)).Records);
        options.ResumeFrom = new ExportCheckpoint(End, TimeSpan.FromHours(1));

        Assert.That(records, Is.EqualTo(Enumerable.Range(0, 20).Select(i => $"u{i}@example.com")));
        Assert.That((await ReadAsync(client, Query(ExportFormat.Ndjson), options)).Windows, Is.Empty);
    }

    [Test]
    public async Task A_checkpoint_goes_on_with_the_length_that_the_service_was_last_seen_to_deliver()
    {
        using var api = new FakeApi();
        api.Answers((message, _) => Task.FromResult(Answer(message, ExportFormat.Ndjson)));
        var options = Options();
        options.ResumeFrom = new ExportCheckpoint(Start.AddHours(1), TimeSpan.FromMinutes(30));

        var (_, windows) = await ReadAsync(ExportQueryTests.Client(api), Query(ExportFormat.Ndjson), options);

        Assert.That(windows.Take(2).Select(window => (window.End - window.Start).TotalMinutes), Is.EqualTo(new[] { 30, 60.0 }));
    }

    [Test]
    public async Task Attempts_are_limited_and_the_last_failure_is_thrown()
    {
        using var api = new FakeApi();
        api.Answers((message, _) => Task.FromResult(Answer(message, ExportFormat.Ndjson, cutAt: 10)));
        var options = Options();
        options.MaxAttempts = 3;

        var failure = await FailureAsync<ExportInterruptedException>(() => ReadAsync(ExportQueryTests.Client(api), Query(ExportFormat.Ndjson), options));

        Assert.That((api.Addresses.Count, failure.Operation!.Id), Is.EqualTo((3, "exportDataJson")));
    }

    [TestCase(HttpStatusCode.BadGateway, 300)]
    [TestCase(HttpStatusCode.GatewayTimeout, 300)]
    [TestCase((HttpStatusCode)429, 600)]
    public async Task A_refusal_that_may_pass_is_tried_again(HttpStatusCode status, double minutes)
    {
        using var api = new FakeApi();
        var asked = new List<double>();
        api.Answers((message, _) =>
        {
            var (start, end) = WindowOf(message);
            asked.Add((end - start).TotalMinutes);
            return Task.FromResult(asked.Count == 1 ? new HttpResponseMessage(status) : Answer(message, ExportFormat.Ndjson));
        });

        Assert.That((await ReadAsync(ExportQueryTests.Client(api), Query(ExportFormat.Ndjson), Options())).Records, Has.Count.EqualTo(20));
        Assert.That(asked[1], Is.EqualTo(minutes));
    }

    [Test]
    public async Task A_refusal_that_stays_is_thrown_at_once()
    {
        using var api = new FakeApi().Answers("{}", HttpStatusCode.Unauthorized);

        await FailureAsync<IterableException>(() => ReadAsync(ExportQueryTests.Client(api), Query(ExportFormat.Ndjson), Options()));

        Assert.That(api.Addresses, Has.Count.EqualTo(1));
    }

    [TestCase(1_000_000)]
    [TestCase(0)]
    public async Task Unreadable_records_are_told_once_for_a_window_that_broke_first(int memoryLimit)
    {
        using var api = new FakeApi();
        var requests = 0;
        api.Answers((_, _) =>
        {
            var body = "{\"email\":\"a\"}\nnonsense\n{\"email\":\"b\"}\n";
            return Task.FromResult(Content(Encoding.UTF8.GetBytes(requests++ == 0 ? body + "{" : requests == 2 ? body : "")));
        });
        var refused = new List<UnreadableExportRecord>();
        var options = Options(memoryLimit);
        options.OnUnreadableRecord = refused.Add;

        var (records, windows) = await ReadAsync(ExportQueryTests.Client(api), Query(ExportFormat.Ndjson), options);

        Assert.Multiple(() =>
        {
            Assert.That(records, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(refused.Select(one => one.LineNumber), Is.EqualTo(new[] { 2L }));
            Assert.That(windows[0].RecordCount, Is.EqualTo(2));
        });
    }

    [TestCase(100_000, 0)]
    [TestCase(20_000, 0)]
    [TestCase(20_000, 1)]
    [TestCase(1_000, 1)]
    public async Task Unreadable_records_count_against_the_memory_of_a_window(int memoryLimit, int readable)
    {
        const int count = 200;
        var body = string.Concat(Enumerable.Repeat("nonsense\n", count)) + string.Concat(Enumerable.Repeat("{\"email\":\"a\"}\n", readable));
        using var api = new FakeApi();
        api.Answers((_, _) => Task.FromResult(Content(Encoding.UTF8.GetBytes(body))));
        var refused = new List<UnreadableExportRecord>();
        var options = Options(memoryLimit);
        options.OnUnreadableRecord = refused.Add;

        await foreach (var window in ExportQueryTests.Client(api).Export.ReadWindowedAsync(Query(ExportFormat.Ndjson), options))
        {
            Assert.That(refused, Is.Empty, "a window tells when it is read");
            Assert.That(await ListAsync(window.ReadAsync()), Has.Count.EqualTo(readable));
        }

        Assert.That(refused.Select(one => one.LineNumber), Is.EqualTo(Enumerable.Range(1, count)));
    }

    [TestCase(100_000, 100, true)]
    [TestCase(20_000, 200, false)]
    [TestCase(100, 1, false)]
    [TestCase(120 + 10 + 128, 1, true)]
    [TestCase(120 + 10 + 127, 1, false)]
    public async Task Records_are_kept_while_there_is_room_beside_the_bytes(int memoryLimit, int unreadable, bool areKept)
    {
        using var spool = new WindowSpool(memoryLimit, folder: null);
        await spool.WriteAsync(new byte[120], 0, 120, default);
        var kept = new KeptRecords<JObject>(spool, memoryLimit);
        kept.Add([]);
        for (var i = 0; i < unreadable; i++)
            kept.Add(new UnreadableExportRecord(i, new byte[10], "nonsense"));
        kept.Add([]);

        Assert.That((kept.Records?.Count, kept.Unreadable.Count), Is.EqualTo(areKept ? ((int?)2, unreadable) : (null, 0)));
    }

    [Test]
    [Platform("Linux")]
    public async Task The_file_of_a_window_is_closed_with_it()
    {
        using var api = new FakeApi();
        api.Answers((message, _) => Task.FromResult(Answer(message, ExportFormat.Csv)));
        var options = Options(memoryLimit: 10);
        options.SpillFolder = Directory.CreateTempSubdirectory("spill").FullName;

        await foreach (var window in ExportQueryTests.Client(api).Export.ReadWindowedAsync(Query(ExportFormat.Csv), options))
        {
            Assert.That(await ListAsync(window.ReadAsync()), Has.Count.EqualTo(20));
            Assert.That(OpenFiles(options.SpillFolder), Is.Not.Empty);
        }

        Assert.That(OpenFiles(options.SpillFolder), Is.Empty);
        Directory.Delete(options.SpillFolder);
    }

    [TestCase("{\"email\":\"a\"}\n")]
    [TestCase("{\"email\":\"a\"}\n{\"ema")]
    [TestCase("nonsense\n")]
    public async Task The_connection_of_a_window_is_given_back_whether_it_arrived_or_not(string body)
    {
        using var api = new FakeApi();
        var answers = new List<ChunkedStream>();
        api.Answers((_, _) =>
        {
            answers.Add(Stream(body));
            return Task.FromResult(new HttpResponseMessage { Content = new StreamContent(answers[^1]) });
        });
        var options = Options();
        options.MaxAttempts = 2;

        try
        {
            await foreach (var window in ExportQueryTests.Client(api).Export.ReadWindowedAsync(Query(ExportFormat.Ndjson), options))
                Assert.That(answers[^1].IsClosed);
        }
        catch (IterableException)
        {
        }

        Assert.That(answers.Select(answer => answer.IsClosed), Is.Not.Empty.And.All.True);
    }

    [Test]
    public async Task Without_a_handler_the_window_of_an_unreadable_record_is_not_handed_out()
    {
        using var api = new FakeApi();
        api.Answers((_, _) => Task.FromResult(Content("{\"email\":\"a\"}\nnonsense\n"u8.ToArray())));
        var windows = 0;

        await FailureAsync<UnreadableExportRecordException>(async () =>
        {
            await foreach (var _ in ExportQueryTests.Client(api).Export.ReadWindowedAsync(Query(ExportFormat.Ndjson), Options()))
                windows++;
        });

        Assert.That(windows, Is.Zero);
    }

    [Test]
    public async Task A_large_window_goes_to_a_file_that_is_not_left_behind()
    {
        var folder = Directory.CreateTempSubdirectory("spill").FullName;
        using var api = new FakeApi();
        api.Answers((message, _) => Task.FromResult(Answer(message, ExportFormat.Csv)));
        var options = Options(memoryLimit: 100);
        options.SpillFolder = folder;

        ExportWindow<ExportedEvent>? last = null;
        await foreach (var window in ExportQueryTests.Client(api).Export.ReadWindowedAsync(Query(ExportFormat.Csv), options))
        {
            Assert.That(await ListAsync(window.ReadAsync()), Has.Count.EqualTo(20));
            Assert.That(await ListAsync(window.ReadAsync()), Has.Count.EqualTo(20), "again");
            last = window;
        }

        Assert.That(Directory.EnumerateFiles(folder), Is.Empty);
        await FailureAsync<ObjectDisposedException>(() => ListAsync(last!.ReadAsync()));
        Directory.Delete(folder);
    }

    [Test]
    public async Task Progress_tells_windows_and_what_is_left()
    {
        using var api = new FakeApi();
        var requests = 0;
        api.Answers((message, _) => Task.FromResult(Answer(message, ExportFormat.Ndjson, cutAt: requests++ == 0 ? 5 : null)));
        var told = new List<WindowedExportProgress>();
        var options = Options();
        options.WindowProgress = new Told(told);

        await ReadAsync(ExportQueryTests.Client(api), Query(ExportFormat.Ndjson), options);

        Assert.That(
            told.Select(one => (one.Windows, one.Interruptions, one.Records, one.Fraction)),
            Is.EqualTo(new[] { (0L, 1L, 0L, 0.0), (1, 1, 10, 0.5), (2, 1, 20, 1.0) }));
        Assert.That(told.Select(one => one.Bytes), Is.EqualTo(new long[] { 0, Body(ExportFormat.Ndjson, Start, Start.AddHours(5)).Length, Body(ExportFormat.Ndjson, Start, End).Length }));
    }

    [Test]
    public async Task Progress_carries_no_checkpoint_past_a_window_that_was_not_dealt_with()
    {
        using var api = new FakeApi();
        api.Answers((message, _) => Task.FromResult(Answer(message, ExportFormat.Ndjson)));
        var told = new List<WindowedExportProgress>();
        var options = Options();
        options.InitialWindow = options.LargestWindow = TimeSpan.FromHours(4);
        options.WindowProgress = new Told(told);

        await foreach (var window in ExportQueryTests.Client(api).Export.ReadWindowedAsync(Query(ExportFormat.Ndjson), options))
        {
            Assert.That(told.Select(one => one.Checkpoint.Next), Has.All.LessThanOrEqualTo(window.Start));
            if (window.End == End)
                break;
        }

        Assert.That(told.Select(one => (one.Windows, one.Checkpoint.Next)), Is.EqualTo(new[] { (1L, Start.AddHours(4)), (2, Start.AddHours(8)) }), "the last one was left");
    }

    [Test]
    public void What_cannot_be_windowed_is_refused_before_anything_is_sent()
    {
        using var api = new FakeApi();
        var export = ExportQueryTests.Client(api).Export;
        var query = Query(ExportFormat.Ndjson);

        Assert.Multiple(() =>
        {
            Assert.That(() => export.ReadWindowedAsync(new ExportQuery("user") { Range = ExportRange.All }), Throws.ArgumentException);
            Assert.That(() => export.ReadWindowedAsync(query, new WindowedExportOptions { InitialWindow = TimeSpan.FromSeconds(1) }), Throws.ArgumentException);
            Assert.That(() => export.ReadWindowedAsync(query, new WindowedExportOptions { SmallestWindow = TimeSpan.FromSeconds(1.5) }), Throws.ArgumentException);
            Assert.That(() => export.ReadWindowedAsync(query, new WindowedExportOptions { ResumeFrom = new ExportCheckpoint(End.AddSeconds(1), TimeSpan.FromDays(1)) }), Throws.ArgumentException);
            Assert.That(() => ExportCheckpoint.Parse("yesterday"), Throws.TypeOf<FormatException>());
        });
    }

    [Test]
    public void Progress_that_a_test_makes_says_what_it_was_given()
    {
        var progress = new WindowedExportProgress(new ExportCheckpoint(Start.AddHours(4), TimeSpan.FromHours(1)), Start, End, 1, 2, 3, 4);

        Assert.That((progress.Start, progress.End, progress.Windows, progress.Interruptions, progress.Records, progress.Bytes, progress.Fraction), Is.EqualTo((Start, End, 1L, 2L, 3L, 4L, 0.4)));
        Assert.That(() => new WindowedExportProgress(null!, Start, End), Throws.ArgumentNullException);
    }

    private static IEnumerable<string> OpenFiles(string folder) =>
        Directory.EnumerateFiles("/proc/self/fd").Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName).OfType<string>().Where(target => target.StartsWith(folder, StringComparison.Ordinal));

    private static ExportQuery Query(ExportFormat format) => new("emailSend") { Start = Start, End = End, Format = format };

    private static WindowedExportOptions Options(int memoryLimit = 1_000_000, ManualClock? clock = null) => new()
    {
        MemoryLimit = memoryLimit,
        TimeProvider = clock ?? new ManualClock(jumps: true),
        IdleTimeout = Timeout.InfiniteTimeSpan,
    };

    private static async Task<(List<string?> Records, List<ExportWindow<ExportedEvent>> Windows)> ReadAsync(IterableClient client, ExportQuery query, WindowedExportOptions options)
    {
        var records = new List<string?>();
        var windows = new List<ExportWindow<ExportedEvent>>();
        await foreach (var window in client.Export.ReadWindowedAsync(query, options))
        {
            windows.Add(window);
            await foreach (var record in window.ReadAsync())
                records.Add(record.Email);
        }

        return (records, windows);
    }

    /// <summary>Twenty records, one each half hour.</summary>
    private static byte[] Body(ExportFormat format, DateTimeOffset start, DateTimeOffset end)
    {
        var body = new StringBuilder(format == ExportFormat.Csv ? "email,createdAt,dataFields\r\n" : "");
        for (var i = 0; i < 20; i++)
        {
            var time = Start.AddMinutes(30 * i);
            if (time < start || time >= end)
                continue;

            var text = time.ToString("yyyy-MM-dd HH:mm:ss '+00:00'", CultureInfo.InvariantCulture);
            body.Append(format == ExportFormat.Csv
                ? $"u{i}@example.com,{text},\"{{\"\"a\"\":\n{i}}}\"\r\n"
                : $"{{\"email\":\"u{i}@example.com\",\"createdAt\":\"{text}\",\"dataFields\":{{\"a\":{i}}}}}\n");
        }

        return Encoding.UTF8.GetBytes(body.ToString());
    }

    private static HttpResponseMessage Answer(HttpRequestMessage message, ExportFormat format, int? cutAt = null)
    {
        var (start, end) = WindowOf(message);
        var body = Body(format, start, end);
        return cutAt is { } cut
            ? Content(body[..Math.Min(cut, body.Length)], new HttpRequestException("cut"))
            : Content(body);
    }

    private static HttpResponseMessage Content(byte[] body, Exception? breaksWith = null) =>
        new() { Content = new StreamContent(new ChunkedStream(body, chunk: 100, breaksWith)) };

    private static (DateTimeOffset Start, DateTimeOffset End) WindowOf(HttpRequestMessage message)
    {
        var query = message.RequestUri!.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        return (Time(query["startDateTime"]), Time(query["endDateTime"]));

        static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
    }

    private sealed class Told(List<WindowedExportProgress> told) : IProgress<WindowedExportProgress>
    {
        public void Report(WindowedExportProgress value) => told.Add(value);
    }
}
