using System.Text;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Jobs;

/// <summary>Answers about a job, and files of one, that are not what they should be.</summary>
public class ExportJobAnswerTests
{
    [TestCase("""{"url":"https://files.example/1?signature=s"}""")]
    [TestCase("""{"file":"","url":"https://files.example/1?signature=s"}""")]
    [TestCase("""{"file":null}""")]
    public async Task A_file_without_a_name_is_an_error_and_not_a_file_less(string entry)
    {
        using var api = Answering("""{"file":"a","url":"https://files.example/a"},""" + entry, "{\"email\":\"a\"}\n", "text/plain");
        var read = new List<JObject>();

        var failure = await FailureAsync<IterableException>(async () =>
        {
            await foreach (var record in Job(api).ReadAsync<JObject>())
                read.Add(record);
        });

        Assert.That(read, Has.Count.EqualTo(1));
        Assert.That(failure.Operation!.Id, Is.EqualTo("getExportFiles"));
        Assert.That(failure.Message, Does.Contain("without a name").And.Not.Contain("signature"));
    }

    [Test]
    public async Task A_service_that_lists_all_files_each_time_does_not_make_a_record_come_twice()
    {
        using var api = Answering(string.Join(",", "abc".Select(name => $$"""{"file":"{{name}}","url":"https://files.example/{{name}}"}""")), "{\"email\":\"x\"}\n", "text/plain");

        Assert.That(await ListAsync(Job(api, lastFile: "a").ReadAsync<JObject>()), Has.Count.EqualTo(2));
        Assert.That(api.Addresses.Where(address => address.StartsWith("https://files.example/", StringComparison.Ordinal)), Is.EqualTo(new[] { "https://files.example/b", "https://files.example/c" }));
    }

    [Test]
    public async Task A_new_file_makes_the_job_be_asked_often_again()
    {
        using var api = new FakeApi();
        var clock = new ManualClock(jumps: true);
        var asked = new List<DateTimeOffset>();
        api.Answers(() =>
        {
            asked.Add(clock.GetUtcNow());
            var files = asked.Count == 3 ? """{"file":"a","url":"https://files.example/a"}""" : "";
            return new HttpResponseMessage { Content = new StringContent($$"""{"jobId":7,"jobState":"{{(asked.Count == 6 ? "completed" : "running")}}","files":[{{files}}]}""") };
        });

        await ListAsync(Job(api, clock: clock).ReadFilesAsync());

        Assert.That(asked.Zip(asked.Skip(1), (one, next) => (next - one).TotalSeconds), Is.EqualTo(new[] { 1, 2, 1, 1, 2.0 }));
    }

    [Test]
    public async Task A_question_that_failed_is_asked_again_later_each_time()
    {
        using var api = new FakeApi();
        var clock = new ManualClock(jumps: true);
        var asked = new List<DateTimeOffset>();
        api.Answers(() =>
        {
            asked.Add(clock.GetUtcNow());
            return asked.Count < 4 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : new HttpResponseMessage { Content = new StringContent("""{"jobState":"completed"}""") };
        });

        await Job(api, maxAttempts: 4, clock: clock).GetStatusAsync();

        Assert.That(asked.Zip(asked.Skip(1), (one, next) => (next - one).TotalSeconds), Is.EqualTo(new[] { 1, 2, 4.0 }));
    }

    [Test]
    public async Task A_job_closes_the_connections_it_made_and_not_those_it_was_given()
    {
        using var api = Answering("""{"file":"a","url":"http://127.0.0.1:9/a"}""", "{\"email\":\"x\"}\n", "text/plain", host: "127.0.0.1");
        var (own, given) = (Job(api, hasOwnClient: true), Job(api));
        own.Dispose();
        given.Dispose();

        await FailureAsync<ObjectDisposedException>(() => ListAsync(own.ReadAsync<JObject>()));
        Assert.That(await ListAsync(given.ReadAsync<JObject>()), Has.Count.EqualTo(1));
    }

    [TestCase("failed", "the service says failed.")]
    [TestCase("x@example.com", "the service says something else.")]
    public void The_state_of_a_job_that_failed_is_told_where_it_is_a_word(string state, string told)
    {
        var failure = new ExportJobFailedException(7, new ExportJobState(state));

        Assert.That((failure.JobId, failure.State.Value), Is.EqualTo((7L, state)));
        Assert.That(failure.Message, Is.EqualTo($"Export job 7 did not complete: {told}"));
    }

    [Test]
    public void A_status_that_came_with_no_call_tells_of_none() =>
        Assert.That(ExportJobStatus.Of(new ExportFilesResponse { JobState = new ExportJobState("Cancelled") }), Has.Property("Attempts").Zero.And.Property("HasFailed").True);

    [TestCase("{}", "jobState")]
    [TestCase("""{"jobId":7,"files":[]}""", "jobState")]
    [TestCase("""{"jobId":7,"jobState":"","files":[]}""", "jobState")]
    [TestCase("""{"jobId":7,"jobState":"completed"}""", "files")]
    public async Task An_answer_that_does_not_say_where_a_job_is_is_no_job_that_goes_on_or_has_no_files(string answer, string lacking)
    {
        using var api = new FakeApi().Answers(answer);

        var failure = await FailureAsync<IterableUnreadableResponseException>(() => ListAsync(Job(api).ReadAsync<JObject>()));

        Assert.That((failure.Operation!.Id, api.Addresses.Count), Is.EqualTo(("getExportFiles", 1)));
        Assert.That(failure.Message, Does.Contain("export job 7").And.EndWith($"without its {lacking}."));
    }

    [Test]
    public async Task Who_waits_for_a_job_without_a_state_does_not_wait_for_ever()
    {
        using var api = new FakeApi().Answers("""{"jobId":7,"files":[]}""");

        await FailureAsync<IterableUnreadableResponseException>(() => Job(api).WaitAsync());

        Assert.That(api.Addresses, Has.Count.EqualTo(1));
    }

    [TestCase("text/html")]
    [TestCase("text/csv")]
    [TestCase("application/octet-stream")]
    public async Task A_file_that_is_a_page_is_no_file(string mediaType)
    {
        var folder = Directory.CreateTempSubdirectory("job").FullName;
        using var api = Answering("""{"file":"a","url":"https://files.example/a"}""", "<!DOCTYPE html><html>ada@example.com</html>", mediaType);

        await foreach (var file in Job(api).ReadFilesAsync())
        {
            var failure = await FailureAsync<IterableUnreadableResponseException>(() => file.DownloadAsync(Path.Combine(folder, "a")));
            Assert.That(failure.Message, Does.Contain("page of HTML").And.Not.Contain("example.com"));
            await FailureAsync<IterableUnreadableResponseException>(() => ListAsync(file.ReadAsync<JObject>()));
            break;
        }

        Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
        Directory.Delete(folder);
    }

    [Test]
    public async Task A_file_can_be_saved_compressed()
    {
        var path = Path.GetTempFileName();
        using var api = Answering("""{"file":"a","url":"https://files.example/a"}""", "{\"email\":\"a\"}\n", "text/plain");

        await foreach (var file in Job(api).ReadFilesAsync())
        {
            await file.DownloadAsync(path, new ExportDownloadOptions { Compress = true, Overwrite = true });
            break;
        }

        using (var reader = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress)))
            Assert.That(await reader.ReadToEndAsync(), Is.EqualTo("{\"email\":\"a\"}\n"));
        File.Delete(path);
    }

    [Test]
    public async Task A_file_can_be_written_to_a_stream_and_nothing_of_one_that_is_none()
    {
        using var whole = Answering("""{"file":"a","url":"https://files.example/a"}""", "{\"email\":\"a\"}\n", "text/plain");
        using var page = Answering("""{"file":"a","url":"https://files.example/a"}""", "<!DOCTYPE html><html></html>", "text/html");
        using var stream = new MemoryStream();

        await foreach (var file in Job(page).ReadFilesAsync())
        {
            await FailureAsync<IterableUnreadableResponseException>(() => file.DownloadAsync(stream));
            Assert.That(stream.Length, Is.Zero);
            break;
        }

        await foreach (var file in Job(whole).ReadFilesAsync())
        {
            await file.DownloadAsync(stream);
            break;
        }

        Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo("{\"email\":\"a\"}\n"));
    }

    private static ExportJob Job(FakeApi api, string? lastFile = null, int maxAttempts = 1, ManualClock? clock = null, bool hasOwnClient = false) => ExportQueryTests.Client(api).Export.ResumeJob(
        new ExportJobCheckpoint(7, ExportFormat.Ndjson, lastFile),
        new ExportJobOptions { HttpClient = hasOwnClient ? null : api.HttpClient, TimeProvider = clock ?? new ManualClock(jumps: true), IdleTimeout = Timeout.InfiniteTimeSpan, MaxAttempts = maxAttempts });

    private static FakeApi Answering(string files, string file, string mediaType, string host = "files.example") => new FakeApi().Answers((message, _) => Task.FromResult(new HttpResponseMessage
    {
        Content = message.RequestUri!.Host == host
            ? new StringContent(file, Encoding.UTF8, mediaType)
            : new StringContent($$"""{"jobId":7,"jobState":"completed","files":[{{files}}]}""", Encoding.UTF8, "application/json"),
    }));
}
