using System.Text;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Records;

public class InterruptionTests
{
    private const string Ndjson = "{\"email\":\"a\",\"dataFields\":{\"x\":\"1,2\"}}\n\n{\"email\":\"b😀\"}\n{\"email\":\"c\"}\n";
    private const string Csv = "email,eventName\na,\"x,\n\"\"y\"\"\"\n\nb😀,z\nc,\"\"\n";

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task A_body_that_just_ends_gives_whole_records_or_an_exception_at_every_byte(ExportFormat format)
    {
        var whole = Encoding.UTF8.GetBytes(format == ExportFormat.Csv ? Csv : Ndjson);
        var boundaries = 0;
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            var emails = new List<string?>();
            ExportInterruptedException? failure = null;
            try
            {
                await foreach (var read in Read<ExportedEvent>(new ChunkedStream(whole[..cut], chunk: 3), format))
                    emails.Add(read.Email);
            }
            catch (ExportInterruptedException e)
            {
                failure = e;
            }

            Assert.That(emails, Is.EqualTo(new[] { "a", "b😀", "c" }.Take(emails.Count)), $"cut at {cut}");
            if (failure is not null)
            {
                Assert.That((failure.Reason, failure.RecordsRead, failure.BytesRead), Is.EqualTo((ExportInterruption.IncompleteRecord, (long)emails.Count, (long)cut)));
                continue;
            }

            // Without an exception the cut was where a record ends: nothing of the next one was there.
            boundaries++;
            Assert.That(EndsBetweenRecords(whole[..cut], format), $"cut at {cut}");
        }

        Assert.That(boundaries, Is.InRange(4, 12));
    }

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task A_connection_that_breaks_is_an_exception_at_every_byte(ExportFormat format)
    {
        var whole = Encoding.UTF8.GetBytes(format == ExportFormat.Csv ? Csv : Ndjson);
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            var stream = new ChunkedStream(whole[..cut], chunk: 5, breaksWith: new HttpRequestException("ada@example.com"));
            var failure = await FailureAsync<ExportInterruptedException>(() => ListAsync(Read<ExportedEvent>(stream, format)));

            Assert.Multiple(() =>
            {
                Assert.That(failure.Reason, Is.EqualTo(ExportInterruption.ConnectionBroken));
                Assert.That(failure.BytesRead, Is.EqualTo(cut));
                Assert.That(failure.ToString(), Does.Not.Contain("example.com"));
            });
        }
    }

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task A_body_that_stalls_is_given_up(ExportFormat format)
    {
        var clock = new ManualClock();
        var stream = new ChunkedStream(Encoding.UTF8.GetBytes(format == ExportFormat.Csv ? Csv : Ndjson), hangs: true);
        var emails = new List<string?>();
        var reading = Task.Run(async () =>
        {
            await foreach (var read in Read<ExportedEvent>(stream, format, new ExportReadOptions { TimeProvider = clock }))
                emails.Add(read.Email);
        });

        await stream.Waiting;
        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.That(stream.IsClosed, Is.False);

        clock.Advance(TimeSpan.FromSeconds(1));
        var failure = await FailureAsync<ExportInterruptedException>(() => reading);
        Assert.Multiple(() =>
        {
            Assert.That(failure.Reason, Is.EqualTo(ExportInterruption.Stalled));
            Assert.That(failure.RecordsRead, Is.EqualTo(emails.Count));
            if (format == ExportFormat.Ndjson)
                Assert.That(emails, Is.EqualTo(new[] { "a", "b😀", "c" }));
        });
    }

    [Test]
    public async Task Time_between_reads_is_the_callers_and_not_the_services()
    {
        var clock = new ManualClock();
        var read = 0;
        await foreach (var _ in Read<ExportedEvent>(new ChunkedStream(Encoding.UTF8.GetBytes(Ndjson), chunk: 10), ExportFormat.Ndjson, new ExportReadOptions { TimeProvider = clock }))
        {
            read++;
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(read, Is.EqualTo(3));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_answer_is_closed_when_its_reading_ends_or_is_left(bool isLeft)
    {
        var content = new ChunkedStream(Encoding.UTF8.GetBytes(Ndjson), chunk: 10);
        using var api = new FakeApi().Answers(() => new HttpResponseMessage { Content = new StreamContent(content) });

        await foreach (var _ in ExportQueryTests.Client(api).Export.ReadAsync(new ExportQuery("user") { Range = ExportRange.All }))
        {
            Assert.That(content.IsClosed, Is.False);
            if (isLeft)
                break;
        }

        Assert.That(content.IsClosed);
    }

    [Test]
    public async Task A_stream_whose_read_goes_on_when_it_is_closed_does_not_hold_its_reader()
    {
        var clock = new ManualClock();
        var stream = new Deaf();
        var reading = ListAsync(ExportReader.ReadNdjsonAsync<JObject>(stream, new ExportReadOptions { TimeProvider = clock }));

        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That((await FailureAsync<ExportInterruptedException>(() => reading)).Reason, Is.EqualTo(ExportInterruption.Stalled));
    }

    [TestCase(ExportFormat.Ndjson, "{\"email\":\"a\"}\n{\"msg\":\"ada@example.com failed\",\"code\":\"GenericError\",\"params\":null}\n")]
    [TestCase(ExportFormat.Ndjson, "{\"email\":\"a\"}\n{ \"code\":\"GenericError\", \"msg\":\"ada@example.com failed\"}")]
    [TestCase(ExportFormat.Csv, "email,eventName\na,x\n{\"msg\":\"ada@example.com failed\",\"code\":\"GenericError\",\"params\":null}\n")]
    [TestCase(ExportFormat.Csv, "email,eventName\na,x\n{\"msg\":\"ada@example.com failed\",\"code\":\"GenericError\"}")]
    public async Task An_error_in_the_body_is_that_error(ExportFormat format, string body)
    {
        var refused = new List<UnreadableExportRecord>();
        var options = new ExportReadOptions { OnUnreadableRecord = refused.Add };
        var failure = await FailureAsync<ExportInterruptedException>(() => ListAsync(Read<ExportedEvent>(Stream(body), format, options)));

        Assert.Multiple(() =>
        {
            Assert.That(failure.Reason, Is.EqualTo(ExportInterruption.ErrorInBody));
            Assert.That(failure.Code?.Value, Is.EqualTo("GenericError"));
            Assert.That(failure.ApiMessage, Is.EqualTo("ada@example.com failed"));
            Assert.That(failure.RecordsRead, Is.EqualTo(1));
            Assert.That(failure.ToString(), Does.Not.Contain("example.com"));
            Assert.That(refused, Is.Empty);
        });
    }

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task An_error_alone_is_that_error(ExportFormat format) =>
        Assert.That(
            (await FailureAsync<ExportInterruptedException>(() => ListAsync(Read<JObject>(Stream("{\"msg\":\"no\",\"code\":\"DatabaseError\",\"params\":{}}"), format)))).Code?.Value,
            Is.EqualTo("DatabaseError"));

    [Test]
    public async Task A_record_that_has_more_than_an_error_is_a_record() =>
        Assert.That(await NdjsonAsync<JObject>("{\"msg\":\"x\",\"code\":\"y\",\"email\":\"z\"}\n{\"msg\":\"x\"}\n"), Has.Count.EqualTo(2));

    [TestCase("{\"msg\":\"x\",\"code\":1e400}")]
    [TestCase("{\"params\":{\"n\":[-1E999]},\"msg\":\"x\"}")]
    public async Task A_record_that_begins_as_an_error_does_and_has_a_number_too_large_is_unreadable_like_any_other(string line)
    {
        var refused = new List<UnreadableExportRecord>();
        var records = await NdjsonAsync<JObject>($"{{\"email\":\"a\"}}\n{line}\n{{\"email\":\"b\"}}\n", new ExportReadOptions { OnUnreadableRecord = refused.Add });

        Assert.That(records.Select(record => (string?)record["email"]), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(refused.Single().Problem, Does.Contain("beyond a double"));
    }

    [Test]
    public async Task A_last_row_without_a_line_end_can_be_accepted() =>
        Assert.That(
            (await CsvAsync<ExportedEvent>("email,eventName\na,x\nb,y", new ExportReadOptions { AcceptUnterminatedLastRow = true })).Select(read => read.EventName),
            Is.EqualTo(new[] { "x", "y" }));

    [TestCase("{\"events\":[{\"email\":\"a\"}", 0)]
    [TestCase("{\"events\":[{\"email\":\"a\"},{\"em", 1)]
    [TestCase("{\"events\":[{\"email\":\"a\"}]", 1)]
    [TestCase("{\"events\":[", 0)]
    [TestCase("{\"even", 0)]
    public async Task Half_a_list_of_events_is_not_a_short_one(string body, int records) =>
        Assert.That((await FailureAsync<ExportInterruptedException>(() => ListAsync(ExportReader.ReadUserEventsAsync<ExportedEvent>(Stream(body))))).RecordsRead, Is.EqualTo(records));

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task Cancelling_ends_a_wait_and_closes_the_stream(ExportFormat format)
    {
        var stream = new ChunkedStream(Encoding.UTF8.GetBytes(format == ExportFormat.Csv ? Csv : Ndjson), hangs: true);
        using var cancelling = new CancellationTokenSource();
        var reading = Task.Run(() => ListAsync(Read<ExportedEvent>(stream, format, cancellationToken: cancelling.Token)));

        await stream.Waiting;
        cancelling.Cancel();

        await FailureAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.That(stream.IsClosed);
    }

    [TestCase(ExportFormat.Ndjson)]
    [TestCase(ExportFormat.Csv)]
    public async Task Cancelling_ends_the_reading_of_what_is_there(ExportFormat format)
    {
        using var cancelling = new CancellationTokenSource();
        var read = 0;

        await FailureAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Read<ExportedEvent>(Stream(format == ExportFormat.Csv ? Csv : Ndjson), format, cancellationToken: cancelling.Token))
            {
                read++;
                cancelling.Cancel();
            }
        });

        Assert.That(read, Is.EqualTo(1));
    }

    private sealed class Deaf : MemoryStream
    {
        private readonly TaskCompletionSource<int> _forEver = new();

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _forEver.Task;
    }

    private static IAsyncEnumerable<T> Read<T>(Stream stream, ExportFormat format, ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class => format == ExportFormat.Csv
        ? CsvExportReader.ReadAsync<T>(stream, options, cancellationToken: cancellationToken)
        : ExportReader.ReadNdjsonAsync<T>(stream, options, cancellationToken);

    private static bool EndsBetweenRecords(byte[] start, ExportFormat format)
    {
        var text = Encoding.UTF8.GetString(start).TrimEnd('\n');
        return text.Length == 0 || (format == ExportFormat.Csv
            ? start[^1] == '\n' && text.Count(c => c == '"') % 2 == 0
            : text.EndsWith('}'));
    }
}
