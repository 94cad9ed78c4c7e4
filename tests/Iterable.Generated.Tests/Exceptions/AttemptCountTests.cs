using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Iterable.Generated.Tests.Exceptions;

/// <summary>Every failure tells how often the request went out, and whether the service may have seen it.</summary>
public class AttemptCountTests
{
    private static readonly Exception Cut = new HttpRequestException("cut", new IOException());

    private static Exception Refused =>
#if NETSTANDARD_BUILD
        new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused));
#else
        new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));
#endif

    [Test]
    public async Task A_call_that_never_found_a_connection_was_surely_not_sent()
    {
        using var scene = new Scene().Fails(Refused);
        scene.Options.Retry.MaxRetries = 2;

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableConnectionException>();

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((3, true)));
    }

#if !NETSTANDARD_BUILD
    [TestCase(HttpRequestError.ProxyTunnelError, true)]
    [TestCase(HttpRequestError.NameResolutionError, true)]
    [TestCase(HttpRequestError.SecureConnectionError, true)]
    [TestCase(HttpRequestError.ResponseEnded, false)]
    public async Task What_failed_before_a_connection_stood_is_repeated_also_where_that_could_do_harm(HttpRequestError kind, bool isRepeated)
    {
        using var scene = new Scene().Fails(new HttpRequestException(kind, "x"));
        scene.Options.Retry.MaxRetries = 2;

        var failure = await scene.Client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(1) { RecipientEmail = "ada@example.com" }).FailureAsync<IterableConnectionException>();

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo(isRepeated ? (3, true) : (1, false)));
    }
#endif

    [TestCase(60, true)]
    [TestCase(61, false)]
    public async Task A_code_stands_in_the_message_where_it_is_no_longer_than_a_code_can_be(int length, bool isShown)
    {
        var code = new string('X', length);
        using var scene = new Scene().Answers(400, $$"""{"code":"{{code}}","msg":"no"}""");

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync();

        Assert.That(failure.Message.Contains(code), Is.EqualTo(isShown));
    }

    [Test]
    public async Task A_call_of_which_one_attempt_may_have_arrived_was_not()
    {
        using var scene = new Scene().Fails(Cut).Fails(Refused);
        scene.Options.Retry.MaxRetries = 2;

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableConnectionException>();

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((3, false)));
    }

    [TestCase(400, 1)]
    [TestCase(503, 3)]
    [TestCase(429, 3)]
    public async Task A_refusal_counts_its_attempts(int status, int attempts)
    {
        using var scene = new Scene().Answers(status);
        scene.Options.Retry.MaxRetries = 2;

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync();

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((attempts, false)));
    }

    [Test]
    public async Task An_unreadable_answer_counts_its_attempts()
    {
        using var scene = new Scene().Answers(503).Answers(200, "<html>");

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableUnreadableResponseException>();

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((2, false)));
    }

    [TestCase("lines", "ada@example.com\ngrace@exam")]
    [TestCase("ndjson", "{\"email\":\"ada@example.com\"}\n{\"email\":")]
    [TestCase("csv", "email,eventName\nada@example.com,x\ngrace@")]
    [TestCase("a page", "  <html>")]
    public async Task A_body_that_breaks_while_it_is_read_tells_attempts_and_request(string form, string start)
    {
        using var scene = new Scene().Answers(503).Answers(200, "", answer =>
        {
            answer.Headers.Add("Iterable-Request-Id", "request-7");
            answer.Content = new StreamContent(new FaultyStream(start, new IOException("cut")));
        });

        var failure = await ReadAsync(scene, form).FailureAsync();

        Assert.That((failure.Attempts, failure.RequestId, failure.SurelyNotSent), Is.EqualTo((2, "request-7", false)));
    }

    [TestCase("lines")]
    [TestCase("ndjson")]
    public async Task An_error_in_a_body_tells_them_too_and_has_no_key(string form)
    {
        using var scene = new Scene().Answers(200, $$$"""{"msg":"Api-Key: {{{Scene.Key}}}","code":"GenericError","params":{"headers":["{{{Scene.Key}}}"]}}""" + "\n", answer =>
            answer.Headers.Add("Iterable-Request-Id", "request-7"));

        var failure = await ReadAsync(scene, form).FailureAsync();

        Assert.That((failure.Attempts, failure.RequestId, failure.ApiMessage), Is.EqualTo((1, "request-7", "Api-Key: ***")));
        Assert.That($"{failure.Params} {failure.ResponseBody}", Does.Contain("***").And.Not.Contain(Scene.Key));
    }

    [Test]
    public async Task A_call_that_timed_out_while_it_waited_for_its_turn_was_surely_not_sent()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        using var silent = PartitionedRateLimiter.Create<IterableRateLimitedCall, int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 1 }));
        scene.Options.RateLimit.Limiter = silent;
        using var taken = silent.AttemptAcquire(new IterableRateLimitedCall(IterableOperations.ExportDataJson, "p"));

        var waiting = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(5) }).Export.ExportDataJsonAsync(ExportDataType.User);
        await scene.Time.WaitsBegunAsync(2);
        scene.Time.Advance(TimeSpan.FromSeconds(5));

        IterableException failure = await waiting.FailureAsync<IterableTimeoutException>();
        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((0, true)));
    }

    private static IEnumerable<TestCaseData> WrongAnswers()
    {
        yield return Answer("a page without a list", client => ReadAsync(client.Templates.EnumerateTemplatesAsync()), "{}");
        yield return Answer("pages without an end", client => ReadAsync(client.Templates.EnumerateTemplatesAsync()), """{"templates":[{"templateId":1}],"nextPageUrl":"/x"}""", 2);
        yield return Answer("a capped list that is none", client => ReadAsync(client.Events.EnumerateEventsByEmailAsync("a@b.example")), """{"events":null,"x":1}""");
        yield return Answer("a job without an id", client => client.Export.StartJobAsync(Day), "{}");
        yield return Answer("a job that failed", client => client.Export.ResumeJob(new ExportJobCheckpoint(7, ExportFormat.Ndjson)).WaitAsync(), """{"exportTruncated":false,"files":[],"jobId":7,"jobState":"failed"}""");
        yield return Answer("files of a job that failed", client => ReadAsync(client.Export.ResumeJob(new ExportJobCheckpoint(7, ExportFormat.Ndjson)).ReadFilesAsync()), """{"files":[],"jobId":7,"jobState":"cancelled"}""");
        yield return Answer("a job that was cut", client => ReadAsync(client.Export.ResumeJob(new ExportJobCheckpoint(7, ExportFormat.Ndjson)).ReadFilesAsync()), """{"exportTruncated":true,"files":[],"jobId":7,"jobState":"completed"}""");
        yield return Answer("a job without a state", client => client.Export.ResumeJob(new ExportJobCheckpoint(7, ExportFormat.Ndjson)).WaitAsync(), "{}");
        yield return Answer("a file without a name", client => ReadAsync(client.Export.ResumeJob(new ExportJobCheckpoint(7, ExportFormat.Ndjson)).ReadFilesAsync()), """{"files":[{"url":"https://x.example"}],"jobId":7,"jobState":"running"}""");

        static TestCaseData Answer(string name, Func<IterableClient, Task> call, string body, int requests = 1) => new TestCaseData(call, body, requests).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(WrongAnswers))]
    public async Task What_is_wrong_with_an_answer_tells_how_often_it_was_asked_for(Delegate call, string body, int requests)
    {
        using var scene = new Scene().Answers(200, body);

        var failure = await Failures.FailureAsync<IterableException>(() => ((Func<IterableClient, Task>)call)(scene.Client));

        Assert.That((failure.Attempts, failure.SurelyNotSent, scene.Sent.Count), Is.EqualTo((1, false, requests)));
    }

    [Test]
    public async Task A_page_that_came_at_the_second_attempt_says_so_with_its_request()
    {
        using var scene = new Scene().Answers(503).Answers(200, "{}", answer => answer.Headers.Add("Iterable-Request-Id", "request-7"));

        var failure = await ReadAsync(scene.Client.Templates.EnumerateTemplatesAsync()).FailureAsync<IterableUnreadableResponseException>();

        Assert.That((failure.Attempts, failure.RequestId, failure.StatusCode), Is.EqualTo((2, "request-7", HttpStatusCode.OK)));
    }

    [Test]
    public async Task A_window_and_a_question_about_a_job_count_all_their_attempts()
    {
        using var scene = new Scene().Answers(503);

        var window = await Failures.FailureAsync<IterableException>(() => ReadAsync(scene.Client.Export.ReadWindowedAsync(
            Day, new WindowedExportOptions { MaxAttempts = 3, TimeProvider = scene.Time, IdleTimeout = Timeout.InfiniteTimeSpan })));
        var asked = scene.Sent.Count;
        var question = await Failures.FailureAsync<IterableException>(() => scene.Client.Export.ResumeJob(new ExportJobCheckpoint(7, ExportFormat.Ndjson), new ExportJobOptions { TimeProvider = scene.Time }).WaitAsync());

        Assert.That((window.Attempts, asked), Is.EqualTo((3, 3)));
        Assert.That((question.Attempts, scene.Sent.Count - asked), Is.EqualTo((6, 6)));
    }

    private static ExportQuery Day => new("emailOpen") { Start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), End = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero) };

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
        }
    }

    private static async Task ReadAsync(Scene scene, string form)
    {
        if (form == "lines")
        {
            using var answer = await scene.Client.Lists.GetListUsersAsync(7);
            await foreach (var line in answer.ReadLinesAsync())
                Assert.That(line, Is.EqualTo("ada@example.com"));
            return;
        }

        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var query = new ExportQuery("emailOpen") { Start = start, End = start.AddDays(1), Format = form == "csv" ? ExportFormat.Csv : ExportFormat.Ndjson };
        await foreach (var record in scene.Client.Export.ReadAsync(query, new ExportReadOptions { IdleTimeout = Timeout.InfiniteTimeSpan }))
            Assert.That(record.Email, Is.EqualTo("ada@example.com"));
    }

    [Test]
    public void What_a_caller_makes_says_what_it_was_given()
    {
        var failure = new IterableServerException("failed", new IterableErrorDetails { Attempts = 4, SurelyNotSent = true });

        Assert.That((failure.Attempts, failure.SurelyNotSent), Is.EqualTo((4, true)));
    }
}
