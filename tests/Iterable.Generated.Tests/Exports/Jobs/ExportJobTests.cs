using System.Text;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Jobs;

public class ExportJobTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task A_job_is_started_with_what_the_query_says()
    {
        using var service = new FakeJobs(files: 0);
        using var job = await service.Export.StartJobAsync(
            new ExportQuery("emailSend") { Start = Start, End = Start.AddDays(1), Range = new ExportRange(""), Format = ExportFormat.Csv, Delimiter = ';', OnlyFields = { "a", "b" } });

        Assert.That((job.Id, job.Start, job.End), Is.EqualTo((3562L, (DateTimeOffset?)Start, (DateTimeOffset?)Start.AddDays(1))));
        Assert.That(job.Checkpoint.ToString(), Is.EqualTo("3562/Csv/59/"));
        Assert.That(service.Api.Body, Is.EqualTo(
            """{"dataTypeName":"emailSend","outputFormat":"text/csv","startDateTime":"2026-01-01 00:00:00 +00:00","endDateTime":"2026-01-02 00:00:00 +00:00","onlyFields":"a,b","delimiter":";"}"""));
    }

    [TestCase(ExportFormat.Ndjson, true)]
    [TestCase(ExportFormat.Csv, true)]
    [TestCase(ExportFormat.Ndjson, false)]
    [TestCase(ExportFormat.Csv, false)]
    public async Task A_cut_at_every_byte_of_a_file_neither_loses_nor_repeats_a_record(ExportFormat format, bool saysLength)
    {
        for (var cut = 0; cut < FakeJobs.Content(format, 1).Length; cut++)
        {
            using var service = new FakeJobs(files: 3, format) { CutFileAt = cut, SaysLength = saysLength };
            using var job = await service.StartAsync(format);

            Assert.That((await ListAsync(job.ReadAsync<ExportedEvent>())).Select(read => read.Email), Is.EqualTo(FakeJobs.Emails(3)), $"cut at {cut}");
        }
    }

    [Test]
    public async Task Files_are_read_while_the_job_runs_each_once_in_order()
    {
        // Files appear one by one; in between the job waits again, as when the service restarts it.
        using var service = new FakeJobs(files: 23) { NewFilesAtEachQuestion = 1, States = ["enqueued", "running", "enqueued", "Running"] };
        using var job = await service.StartAsync();

        var names = new List<string>();
        await foreach (var file in job.ReadFilesAsync())
        {
            names.Add(file.Name);
            Assert.That(await ListAsync(file.ReadAsync<JObject>()), Has.Count.EqualTo(2));
        }

        Assert.That(names, Is.EqualTo(Enumerable.Range(1, 23).Select(FakeJobs.NameOf)));
        Assert.That(job.Checkpoint.LastFile, Is.EqualTo(FakeJobs.NameOf(23)));
    }

    [Test]
    public async Task The_service_is_asked_once_a_second_at_most_and_less_often_in_vain()
    {
        using var service = new FakeJobs(files: 1) { CompletesAtQuestion = 12, NewFilesAtEachQuestion = 0 };
        using var job = await service.StartAsync(pause: TimeSpan.FromMinutes(1));

        await ListAsync(job.ReadAsync<JObject>());

        var distances = service.Asked.Zip(service.Asked.Skip(1), (one, next) => (next - one).TotalSeconds).ToList();
        Assert.That(distances.Take(9), Is.EqualTo(new[] { 1, 2, 4, 8, 16, 32, 60, 60, 60.0 }));
        Assert.That(distances, Is.All.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task Who_waits_for_a_job_asks_less_and_less_often()
    {
        using var service = new FakeJobs(files: 1) { CompletesAtQuestion = 6 };
        using var job = await service.StartAsync(pause: TimeSpan.FromSeconds(5));

        await job.WaitAsync();

        Assert.That(service.Asked.Zip(service.Asked.Skip(1), (one, next) => (next - one).TotalSeconds), Is.EqualTo(new[] { 1, 2, 4, 5, 5.0 }));
    }

    [Test]
    public async Task A_link_that_expired_is_renewed_and_links_never_see_the_key()
    {
        using var service = new FakeJobs(files: 12) { ExpiredLinks = 5 };
        using var job = await service.StartAsync();

        Assert.That((await ListAsync(job.ReadAsync<ExportedEvent>())).Select(read => read.Email), Is.EqualTo(FakeJobs.Emails(12)));
        Assert.That(service.Renewed, Is.EqualTo(5));
        Assert.That(service.Files.Addresses, Is.Not.Empty);
        Assert.That(service.Files.Headers.SelectMany(headers => headers).Select(header => header.Key), Has.None.EqualTo("Api-Key"));
        Assert.That(service.Api.Addresses, Has.All.StartsWith("https://api.iterable.com/api/export/"));
    }

    [Test]
    public async Task A_job_can_be_taken_up_after_its_last_file()
    {
        using var service = new FakeJobs(files: 12);
        string stored;
        using (var job = await service.StartAsync())
        {
            await foreach (var file in job.ReadFilesAsync())
            {
                if (file.Name == FakeJobs.NameOf(4))
                    break;
            }

            stored = job.Checkpoint.ToString();
        }

        // The fourth file was not dealt with: nobody asked for the fifth.
        Assert.That(stored, Is.EqualTo("3562/Ndjson/0/" + FakeJobs.NameOf(3)));
        using var resumed = service.Export.ResumeJob(ExportJobCheckpoint.Parse(stored), service.Options());
        Assert.That((await ListAsync(resumed.ReadAsync<ExportedEvent>())).Select(read => read.Email), Is.EqualTo(FakeJobs.Emails(12).Skip(6)));
    }

    [Test]
    public async Task A_job_that_was_cut_at_its_limit_is_not_a_short_result()
    {
        using var service = new FakeJobs(files: 2) { IsTruncated = true };
        using var job = await service.StartAsync();
        var records = 0;

        var failure = await FailureAsync<ExportTruncatedException>(async () =>
        {
            await foreach (var _ in job.ReadAsync<JObject>())
                records++;
        });

        Assert.That((records, failure.JobId), Is.EqualTo((4, 3562L)));
    }

    [TestCase("failed")]
    [TestCase("Cancelled")]
    public async Task A_job_that_failed_is_an_exception_after_the_files_it_made(string state)
    {
        using var service = new FakeJobs(files: 2) { LastState = state };
        using var job = await service.StartAsync();

        var failure = await FailureAsync<ExportJobFailedException>(() => ListAsync(job.ReadAsync<JObject>()));
        await FailureAsync<ExportJobFailedException>(() => job.WaitAsync());

        Assert.That(failure.State.Value, Is.EqualTo(state));
        Assert.That(service.Files.Addresses, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_job_can_be_waited_for_and_cancelled()
    {
        using var service = new FakeJobs(files: 1) { CompletesAtQuestion = 4 };
        using var job = await service.StartAsync();

        Assert.That((await job.WaitAsync()).IsCompleted);
        await job.CancelAsync();
        Assert.That(service.Api.Addresses[^1], Is.EqualTo("https://api.iterable.com/api/export/3562"));
    }

    [Test]
    public async Task A_file_that_stays_broken_is_an_exception()
    {
        using var service = new FakeJobs(files: 2) { CutFileAt = 5, CutsEveryTime = true };
        using var job = await service.StartAsync();

        await FailureAsync<ExportInterruptedException>(() => ListAsync(job.ReadAsync<JObject>()));

        Assert.That(service.Files.Addresses, Has.Count.EqualTo(6));
    }

    [TestCase("http://files.example/a")]
    [TestCase("file:///etc/passwd")]
    [TestCase("nonsense")]
    public async Task A_link_that_is_not_encrypted_is_not_followed(string link)
    {
        using var service = new FakeJobs(files: 1) { Link = link };
        using var job = await service.StartAsync();

        await FailureAsync<IterableException>(() => ListAsync(job.ReadAsync<JObject>()));

        Assert.That(service.Files.Addresses, Is.Empty);
    }

    [Test]
    public void What_no_job_can_do_is_refused_before_anything_is_sent()
    {
        using var service = new FakeJobs(files: 0);

        Assert.Multiple(() =>
        {
            Assert.That(async () => await service.Export.StartJobAsync(new ExportQuery("user") { Range = ExportRange.All }), Throws.ArgumentException);
            Assert.That(() => service.Export.ResumeJob(new ExportJobCheckpoint(1, ExportFormat.Csv), new ExportJobOptions { FirstPause = TimeSpan.Zero }), Throws.ArgumentException);
            Assert.That(() => service.Export.ResumeJob(null!), Throws.ArgumentNullException);
            Assert.That(service.Api.Addresses, Is.Empty);
        });
    }

    /// <summary>The service and its storage, as far as a job sees them. Time jumps.</summary>
    private sealed class FakeJobs : IDisposable
    {
        private readonly ExportFormat _format;
        private readonly int _files;
        private readonly ManualClock _clock = new(jumps: true);
        private readonly IterableClient _client;
        private readonly HashSet<string> _cut = [];
        private int _questions;
        private int _visible;
        private int _version;

        public FakeJobs(int files, ExportFormat format = ExportFormat.Ndjson)
        {
            _files = files;
            _format = format;
            _client = ExportQueryTests.Client(Api);
            Api.Answers((message, _) => Task.FromResult(new HttpResponseMessage { Content = new StringContent(Answer(message)) }));
            Files.Answers((message, _) => Task.FromResult(File(message)));
        }

        public FakeApi Api { get; } = new();

        public FakeApi Files { get; } = new();

        public IExportClient Export => _client.Export;

        public int? CutFileAt { get; init; }

        public bool CutsEveryTime { get; init; }

        public bool SaysLength { get; init; }

        public int NewFilesAtEachQuestion { get; init; } = int.MaxValue;

        public int CompletesAtQuestion { get; init; }

        public string[] States { get; init; } = ["running"];

        public string LastState { get; init; } = "completed";

        public bool IsTruncated { get; init; }

        public int ExpiredLinks { get; set; }

        public string? Link { get; init; }

        public int Renewed { get; private set; }

        public List<DateTimeOffset> Asked { get; } = [];

        public static string NameOf(int file) => $"file-{1679086247000 + file}.csv";

        public static IEnumerable<string> Emails(int files) => Enumerable.Range(1, files).SelectMany(file => new[] { $"a{file}", $"b{file}" });

        public static byte[] Content(ExportFormat format, int file) => Encoding.UTF8.GetBytes(format == ExportFormat.Csv
            ? $"email,eventName\na{file},\"x\ny\"\nb{file},\n"
            : $"{{\"email\":\"a{file}\"}}\n{{\"email\":\"b{file}\"}}\n");

        public ExportJobOptions Options(TimeSpan? pause = null) => new()
        {
            HttpClient = Files.HttpClient,
            TimeProvider = _clock,
            IdleTimeout = Timeout.InfiniteTimeSpan,
            LongestPause = pause ?? TimeSpan.FromSeconds(2),
        };

        public Task<ExportJob> StartAsync(ExportFormat format = ExportFormat.Ndjson, TimeSpan? pause = null) =>
            Export.StartJobAsync(new ExportQuery("emailSend") { Start = Start, End = Start.AddDays(1), Format = format }, Options(pause));

        public void Dispose()
        {
            _client.Dispose();
            Api.Dispose();
            Files.Dispose();
        }

        private string Answer(HttpRequestMessage message)
        {
            if (message.Method == HttpMethod.Post)
                return """{"jobId":3562}""";
            if (message.Method == HttpMethod.Delete)
                return "{}";

            Asked.Add(_clock.GetUtcNow());
            _questions++;
            _version++;
            _visible = NewFilesAtEachQuestion == int.MaxValue || (NewFilesAtEachQuestion == 0 && _questions >= CompletesAtQuestion) ? _files : Math.Min(_files, _visible + NewFilesAtEachQuestion);
            var isDone = _visible == _files && _questions >= CompletesAtQuestion;
            var after = message.RequestUri!.Query is { Length: > 0 } query ? Uri.UnescapeDataString(query["?startAfter=".Length..]) : "";
            var page = Enumerable.Range(1, _visible).Where(file => string.CompareOrdinal(NameOf(file), after) > 0).Take(10);
            return new JObject
            {
                ["jobId"] = 3562,
                ["jobState"] = isDone ? LastState : States[_questions % States.Length],
                ["exportTruncated"] = IsTruncated && isDone,
                ["files"] = new JArray(page.Select(file => new JObject { ["file"] = NameOf(file), ["url"] = Link ?? $"https://files.example/{file}?signature={_version}" })),
            }.ToString();
        }

        private HttpResponseMessage File(HttpRequestMessage message)
        {
            var address = message.RequestUri!.AbsolutePath;
            if (ExpiredLinks > 0)
            {
                ExpiredLinks--;
                Renewed++;
                return new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("<Error><Message>Request has expired</Message></Error>") };
            }

            var body = Content(_format, int.Parse(address[1..]));
            if (CutFileAt is not { } cut || !(_cut.Add(address) || CutsEveryTime))
                return new HttpResponseMessage { Content = new StreamContent(new ChunkedStream(body, chunk: 10)) };

            // With a length the body just ends; without one the transport notices.
            var content = new StreamContent(new ChunkedStream(body[..cut], chunk: 10, SaysLength ? null : new HttpRequestException("cut")));
            if (SaysLength)
                content.Headers.ContentLength = body.Length;
            return new HttpResponseMessage { Content = content };
        }
    }
}
