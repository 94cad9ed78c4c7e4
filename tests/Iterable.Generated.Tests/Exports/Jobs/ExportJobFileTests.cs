using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Jobs;

/// <summary>How the files of a job are fetched: over which link, how often, and what is left of it.</summary>
public sealed class ExportJobFileTests : IDisposable
{
    private const string Body = "{\"email\":\"a\"}\n{\"email\":\"b\"}\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("job").FullName;
    private FakeApi _api = null!;
    private ManualClock _clock = null!;
    private List<ChunkedStream> _sent = null!;
    private int _questions;

    [SetUp]
    public void SetUp() => (_api, _clock, _sent, _questions) = (new FakeApi(), new ManualClock(jumps: true), [], 0);

    [TearDown]
    public void TearDown() => _api.Dispose();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_link_that_has_expired_is_asked_for_anew_and_used()
    {
        Serves((link, _) => link.EndsWith("s=1", StringComparison.Ordinal) ? Refusal(403) : Answer(Body));

        Assert.That(await ReadAsync(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Links, Is.EqualTo(new[] { "https://files.example/1?s=1", "https://files.example/1?s=2" }));
    }

    [Test]
    public async Task Files_come_through_the_proxy_of_the_client()
    {
        Serves((_, _) => Answer(Body));
        var proxy = new Proxy();
        using var handlers = new IterableMessageHandlers(new IterableClientOptions { ApiKey = FakeApi.Key, Proxy = proxy });
        var chain = new List<DelegatingHandler>();
        handlers.Surround(chain);
        using var client = new IterableClient(handlers, () => _api.HttpClient);
        using var job = client.Export.ResumeJob(new ExportJobCheckpoint(7, ExportFormat.Ndjson), new ExportJobOptions { MaxAttempts = 1 });

        await FailureAsync<IterableException>(() => ListAsync(job.ReadAsync()));

        Assert.That(proxy.Asked, Has.Some.EqualTo("https://files.example/1?s=1"));
        Assert.That(Links, Is.Empty);
    }

    [Test]
    public async Task A_link_that_is_not_renewed_is_tried_again_as_it_is()
    {
        Serves((_, attempt) => attempt == 1 ? Refusal(403) : Answer(Body), lists: question => question != 2);

        Assert.That(await ReadAsync(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Links, Is.EqualTo(new[] { "https://files.example/1?s=1", "https://files.example/1?s=1" }));
    }

    [Test]
    public async Task A_file_says_where_to_go_on_when_it_has_been_dealt_with()
    {
        Serves((_, _) => Answer(Body));

        await WithFileAsync(file =>
        {
            Assert.That((file.Name, file.Checkpoint.ToString()), Is.EqualTo(("1", "7/Ndjson/0/1")));
            return Task.CompletedTask;
        });
    }

    [Test]
    public async Task A_link_that_is_refused_again_and_again_is_an_exception()
    {
        Serves((_, _) => Refusal(403));

        var failure = await FailureAsync<IterableException>(ReadAsync);

        Assert.That((failure.StatusCode, failure.Attempts, Links.Count()), Is.EqualTo(((HttpStatusCode?)HttpStatusCode.Forbidden, 3, 3)));
    }

    [TestCase(503, 3, 1)]
    [TestCase(429, 3, 1)]
    [TestCase(408, 3, 1)]
    [TestCase(404, 1, 1)]
    [TestCase(400, 1, 1)]
    public async Task A_file_that_is_refused_is_fetched_again_where_that_may_help_and_over_the_link_there_is(int status, int requests, int questions)
    {
        Serves((_, _) => Refusal(status));

        var failure = await FailureAsync<IterableException>(ReadAsync);

        Assert.That((failure.Attempts, Links.Count(), _questions), Is.EqualTo((requests, requests, questions)));
    }

    [Test]
    public async Task The_waits_between_attempts_at_a_file_grow()
    {
        Serves((_, attempt) => attempt < 3 ? Refusal(503) : Answer(Body));

        await ReadAsync();

        Assert.That(_clock.Waits.Take(2).Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 1, 2.0 }));
    }

    [Test]
    public async Task A_file_may_come_byte_by_byte()
    {
        Serves((_, _) => Answer(Body, chunk: 1));

        Assert.That(await ReadAsync(), Is.EqualTo(new[] { "a", "b" }));
    }

    [TestCase(-1, false)]
    [TestCase(1, false)]
    [TestCase(0, true)]
    public async Task A_file_whose_length_is_not_the_one_that_was_said_did_not_arrive_whole(int more, bool isWhole)
    {
        Serves((_, _) => Answer(Body, length: Body.Length + more));

        if (isWhole)
            Assert.That(await ReadAsync(), Has.Count.EqualTo(2));
        else
            Assert.That((await FailureAsync<ExportInterruptedException>(ReadAsync)).Reason, Is.EqualTo(ExportInterruption.ConnectionBroken));
    }

    [Test]
    public async Task The_length_of_a_file_that_comes_compressed_is_not_that_of_its_content()
    {
        Serves((_, _) => Answer(Body, Form.Compressed));

        Assert.That(await ReadAsync(), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Records_that_cannot_be_read_are_told_once_when_the_file_is_read()
    {
        Serves((_, attempt) => attempt == 1 ? Answer("nonsense\n{") : Answer("nonsense\n" + Body));
        var refused = new List<UnreadableExportRecord>();

        Assert.That(await ReadAsync(options => options.OnUnreadableRecord = refused.Add), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(refused.Select(record => record.LineNumber), Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public async Task Records_that_cannot_be_read_are_saved_as_they_came_and_told_once([Values] Form form, [Values] bool handles)
    {
        const string odd = "nonsense\n" + Body + "{\"email\":\n";
        Serves((_, _) => Answer(odd, form));
        var refused = new List<string>();
        using var written = new MemoryStream();

        await WithFileAsync(file => file.DownloadAsync(written), options => options.OnUnreadableRecord = handles ? record => refused.Add(record.ToString()) : null);

        Assert.That(Encoding.UTF8.GetString(written.ToArray()), Is.EqualTo(odd));
        Assert.That(refused, Is.EqualTo(handles ? new[] { "line 1: it is no JSON object in UTF-8", "line 4: it is no JSON object in UTF-8" } : []));
        Assert.That(Links.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_told_of_records_when_their_destination_reads_them([Values] Form form)
    {
        Serves((_, _) => Answer("nonsense\n" + Body, form));
        var told = 0;

        await WithFileAsync(
            file => file.DownloadAsync(System.IO.Stream.Null, new ExportDownloadOptions { CheckRecords = false }),
            options => options.OnUnreadableRecord = _ => told++);

        Assert.That(told, Is.Zero);
    }

    [Test]
    public async Task A_file_with_an_error_in_the_place_of_a_record_is_not_saved([Values] Form form, [Values] bool checks)
    {
        Serves((_, _) => Answer(Body + "{\"msg\":\"no\",\"code\":\"GenericError\"}\n", form));
        using var written = new MemoryStream();

        var failure = await FailureAsync<ExportInterruptedException>(() => WithFileAsync(file => file.DownloadAsync(written, new ExportDownloadOptions { CheckRecords = checks })));

        Assert.That((failure.Reason, failure.Code?.Value, written.Length), Is.EqualTo((ExportInterruption.ErrorInBody, "GenericError", 0L)));
        Assert.That((failure.Attempts, Links.Count()), Is.EqualTo((3, 3)));
    }

    [Test]
    public async Task A_file_that_ends_inside_of_a_record_is_fetched_again_however_it_travels([Values] Form form, [Values] bool saves)
    {
        Serves((_, attempt) => Answer(attempt == 1 ? "nonsense\n" + Body + "{" : "nonsense\n" + Body, form));
        var (refused, read) = (new List<long>(), 0);

        await WithFileAsync(
            async file =>
            {
                if (saves)
                    await file.DownloadAsync(System.IO.Stream.Null);
                else
                    read = (await ListAsync(file.ReadAsync())).Count;
            },
            options => options.OnUnreadableRecord = record => refused.Add(record.LineNumber));

        Assert.That((Links.Count(), read), Is.EqualTo((2, saves ? 0 : 2)));
        Assert.That(refused, Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public async Task A_handler_that_throws_ends_the_download_before_anything_is_written()
    {
        Serves((_, _) => Answer("nonsense\n" + Body, length: Body.Length + 9));
        using var written = new MemoryStream();

        var failure = await FailureAsync<InvalidDataException>(() => WithFileAsync(file => file.DownloadAsync(written), options => options.OnUnreadableRecord = _ => throw new InvalidDataException("enough")));

        Assert.That((failure.Message, written.Length), Is.EqualTo(("enough", 0L)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_length_proves_a_table_whole_though_its_last_row_has_no_line_end(bool handles)
    {
        const string table = "email,city\na,b\n1,2,3\nc,d";
        Serves((_, _) => Answer(table, Form.WithLength));
        var refused = new List<long>();
        using var written = new MemoryStream();

        await WithFileAsync(file => file.DownloadAsync(written), options => options.OnUnreadableRecord = handles ? record => refused.Add(record.LineNumber) : null, ExportFormat.Csv);

        Assert.That(Encoding.UTF8.GetString(written.ToArray()), Is.EqualTo(table));
        Assert.That(refused, Is.EqualTo(handles ? new[] { 3L } : []));
    }

    [Test]
    public async Task The_progress_of_a_file_is_told_while_its_records_are_handed_out_and_once_at_its_end([Values] Form form)
    {
        Serves((_, _) => Answer(Body, form));
        var told = new List<(long Records, long Bytes)>();
        var handedOut = 0;

        await WithFileAsync(
            async file =>
            {
                await foreach (var _ in file.ReadAsync())
                    Assert.That(told, Is.Empty, $"after {handedOut++} records");
            },
            options => options.Progress = new Told(told));

        Assert.That(told, Is.EqualTo(new[] { (2L, (long)Body.Length) }));
    }

    [Test]
    public async Task The_progress_of_a_file_that_is_saved_is_told_once_at_its_end([Values] Form form, [Values] bool handles)
    {
        Serves((_, _) => Answer(Body, form));
        var told = new List<(long Records, long Bytes)>();

        await WithFileAsync(
            file => file.DownloadAsync(System.IO.Stream.Null),
            options => (options.Progress, options.OnUnreadableRecord) = (new Told(told), handles ? _ => { } : null));

        Assert.That(told, Is.EqualTo(new[] { (2L, (long)Body.Length) }));
    }

    [Test]
    public async Task Nothing_is_saved_over_a_file_that_is_there_unless_that_is_asked_for()
    {
        Serves((_, _) => Answer(Body));
        var path = Path.Combine(_folder, "there");
        await File.WriteAllTextAsync(path, "mine");

        await FailureAsync<IOException>(() => WithFileAsync(file => file.DownloadAsync(path)));
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo("mine"));

        await WithFileAsync(file => file.DownloadAsync(path, new ExportDownloadOptions { Overwrite = true }));
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo(Body));
    }

    [Test]
    public async Task What_is_written_to_a_stream_is_there_when_the_download_ends()
    {
        Serves((_, _) => Answer(Body));
        using var written = new MemoryStream();
        await using var buffered = new BufferedStream(written);

        await WithFileAsync(file => file.DownloadAsync(buffered));

        Assert.That(Encoding.UTF8.GetString(written.ToArray()), Is.EqualTo(Body));
        await FailureAsync<ArgumentNullException>(() => WithFileAsync(file => file.DownloadAsync((Stream)null!)));
    }

    [TestCase(Body, 200, "text/plain")]
    [TestCase("{\"email\":\"a\"}\n{", 200, "text/plain")]
    [TestCase("<!DOCTYPE html>", 200, "text/html")]
    [TestCase("<!DOCTYPE html>", 200, "text/plain")]
    [TestCase("<Error/>", 404, "application/xml")]
    [TestCase("<Error/>", 503, "application/xml")]
    public async Task The_connection_of_a_file_is_given_back_whether_it_arrived_or_not(string body, int status, string mediaType)
    {
        Serves((_, _) =>
        {
            var answer = Answer(body);
            (answer.StatusCode, answer.Content.Headers.ContentType) = ((HttpStatusCode)status, new MediaTypeHeaderValue(mediaType));
            return answer;
        });

        try
        {
            await ReadAsync();
        }
        catch (IterableException)
        {
        }

        Assert.That(_sent.Select(stream => stream.IsClosed), Is.Not.Empty.And.All.True);
    }

    [TestCase(Body)]
    [TestCase("{\"email\":\"a\"}\n{")]
    [Platform("Linux")]
    public async Task No_temporary_file_is_left_open(string body)
    {
        Serves((_, _) => Answer(body));
        foreach (var use in new Func<ExportJobFile, Task>[] { file => ListAsync(file.ReadAsync()), file => file.DownloadAsync(System.IO.Stream.Null) })
        {
            try
            {
                await WithFileAsync(use, Spills);
            }
            catch (ExportInterruptedException)
            {
            }

            Assert.That(OpenFiles(), Is.Empty);
        }
    }

    [Test]
    [Platform("Linux")]
    public async Task No_temporary_file_is_left_open_by_a_download_that_was_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var hangs = new ChunkedStream(Encoding.UTF8.GetBytes(Body), hangs: true);
        Serves((_, _) => new HttpResponseMessage { Content = new StreamContent(hangs) });

        var download = WithFileAsync(file => file.DownloadAsync(System.IO.Stream.Null, cancellationToken: stop.Token), Spills);
        await hangs.Waiting;
        Assert.That(OpenFiles(), Is.Not.Empty);
        await stop.CancelAsync();
        await FailureAsync<OperationCanceledException>(() => download);

        Assert.That(OpenFiles(), Is.Empty);
    }

    [Test]
    public async Task A_token_that_lives_long_does_not_hold_on_to_the_files_that_were_read()
    {
        using var stop = new CancellationTokenSource();
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"email\":\"" + new string('a', 1000) + "\"}\n", 2000)));
        Serves((_, _) => new HttpResponseMessage { Content = new StreamContent(new ChunkedStream(body)) });
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await WithFileAsync(async file =>
        {
            for (var i = 0; i < 8; i++)
            {
                await foreach (var _ in file.ReadAsync(stop.Token))
                {
                }
            }
        });

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(4 * body.Length));
    }

    /// <summary>A proxy at which nobody listens.</summary>
    private sealed class Proxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public ConcurrentQueue<string> Asked { get; } = new();

        public Uri? GetProxy(Uri destination)
        {
            Asked.Enqueue(destination.AbsoluteUri);
            return new Uri("http://127.0.0.1:1");
        }

        public bool IsBypassed(Uri host) => false;
    }

    private IEnumerable<string> Links => _api.Addresses.Where(address => address.StartsWith("https://files.example/", StringComparison.Ordinal));

    private static HttpResponseMessage Refusal(int status) => new((HttpStatusCode)status) { Content = new StringContent("<Error/>") };

    private HttpResponseMessage Answer(string body, int chunk = int.MaxValue, long? length = null)
    {
        _sent.Add(Stream(body, chunk));
        var content = new StreamContent(_sent[^1]);
        content.Headers.ContentLength = length;
        return new HttpResponseMessage { Content = content };
    }

    private HttpResponseMessage Answer(string body, Form form)
    {
        if (form != Form.Compressed)
            return Answer(body, length: form == Form.WithLength ? body.Length : null);

        using var compressed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(compressed, System.IO.Compression.CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(body));
        var content = new ByteArrayContent(compressed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        return new HttpResponseMessage { Content = content };
    }

    private void Spills(ExportJobOptions options) => (options.MemoryLimit, options.SpillFolder) = (0, _folder);

    private IEnumerable<string> OpenFiles() =>
        Directory.EnumerateFiles("/proc/self/fd").Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName).OfType<string>().Where(target => target.StartsWith(_folder, StringComparison.Ordinal));

    /// <summary>A job with one file, which each question lists under another link.</summary>
    private void Serves(Func<string, int, HttpResponseMessage> file, Func<int, bool>? lists = null) => _api.Answers((message, _) =>
    {
        if (message.RequestUri!.Host == "files.example")
            return Task.FromResult(file(message.RequestUri.AbsoluteUri, Links.Count()));

        _questions++;
        var entry = lists?.Invoke(_questions) ?? true ? $$"""{"file":"1","url":"https://files.example/1?s={{_questions}}"}""" : "";
        return Task.FromResult(new HttpResponseMessage { Content = new StringContent($$"""{"jobId":7,"jobState":"completed","files":[{{entry}}]}""") });
    });

    private async Task<List<string?>> ReadAsync() => await ReadAsync(_ => { });

    private async Task<List<string?>> ReadAsync(Action<ExportJobOptions> change)
    {
        var read = new List<string?>();
        await WithFileAsync(async file => read.AddRange((await ListAsync(file.ReadAsync())).Select(record => record.Email)), change);
        return read;
    }

    private async Task WithFileAsync(Func<ExportJobFile, Task> use, Action<ExportJobOptions>? change = null, ExportFormat format = ExportFormat.Ndjson)
    {
        using var client = ExportQueryTests.Client(_api);
        var options = new ExportJobOptions { HttpClient = _api.HttpClient, TimeProvider = _clock, IdleTimeout = Timeout.InfiniteTimeSpan, MaxAttempts = 3 };
        change?.Invoke(options);
        using var job = client.Export.ResumeJob(new ExportJobCheckpoint(7, format), options);
        await foreach (var file in job.ReadFilesAsync())
        {
            await use(file);
            return;
        }
    }

    /// <summary>How a file travels, and so what tells that it is whole.</summary>
    public enum Form
    {
        WithLength,
        WithoutLength,
        Compressed,
    }

    private sealed class Told(List<(long Records, long Bytes)> told) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value) => told.Add((value.Records, value.Bytes));
    }
}
