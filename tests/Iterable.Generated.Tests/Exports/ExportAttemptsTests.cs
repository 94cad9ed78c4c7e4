namespace Iterable.Generated.Tests.Exports;

/// <summary>What is made again in an export is made again in one place: a client that repeats calls and an export that repeats its parts do not multiply.</summary>
public class ExportAttemptsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(503)]
    [TestCase(408)]
    [TestCase(429)]
    public async Task A_question_about_a_job_is_asked_as_often_as_its_options_say(int status)
    {
        using var scene = new Scene().Answers(status);

        var failure = await Job(scene).GetStatusAsync().FailureAsync();

        Assert.That((scene.Sent.Count, (int?)failure.StatusCode), Is.EqualTo((3, (int?)status)));
    }

    [TestCase(501)]
    [TestCase(400)]
    [TestCase(401)]
    public async Task What_is_final_for_a_call_is_final_for_a_job(int status)
    {
        using var scene = new Scene().Answers(status);

        await Job(scene).GetStatusAsync().FailureAsync();

        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_wait_before_a_job_is_started_anew_is_told_when_it_begins()
    {
        using var log = new LogWatch();
        using var scene = new Scene()
            .Answers(200, """{"jobId":1}""").Answers(200, """{"jobState":"failed","files":[]}""")
            .Answers(200, """{"jobId":2}""").Answers(200, """{"jobState":"completed","files":[]}""");
        scene.Options.LoggerFactory = log;
        var query = new ExportQuery("emailOpen") { Start = Start, End = Start.AddDays(1) };

        await foreach (var job in scene.Client.Export.RunJobsAsync(query, new ExportJobOptions { TimeProvider = scene.Time, FirstPause = TimeSpan.FromSeconds(3) }))
            Assert.That(job.Id, Is.EqualTo(2));

        Assert.That(scene.Time.Waits, Does.Contain(TimeSpan.FromSeconds(3)));
        Assert.That(log.Entries.Select(entry => entry.Text), Has.One.StartsWith("startExport waits 3000 ms: the job failed"));
    }

    [Test]
    public async Task A_question_whose_answer_broke_off_is_asked_again()
    {
        using var scene = new Scene().Fails(new HttpRequestException("cut", new IOException())).Answers(200, """{"jobState":"completed"}""");

        Assert.That((await Job(scene).GetStatusAsync()).IsCompleted);
    }

    [TestCase(503, 3)]
    [TestCase(408, 3)]
    [TestCase(429, 3)]
    [TestCase(501, 1)]
    [TestCase(400, 1)]
    public async Task A_window_is_asked_for_as_often_as_its_options_say(int status, int requests)
    {
        using var scene = new Scene().Answers(status);

        var failure = await ReadAsync(scene).FailureAsync();

        Assert.That((scene.Sent.Count, (int?)failure.StatusCode), Is.EqualTo((requests, (int?)status)));
    }

    [Test]
    public async Task The_wait_that_the_service_asks_for_is_waited()
    {
        using var scene = new Scene().Answers(429, "{}", answer => answer.Headers.Add("Retry-After", "77")).Answers(200, "");

        await ReadAsync(scene);

        Assert.That(scene.Time.Waits, Does.Contain(TimeSpan.FromSeconds(77)));
    }

    [TestCase("3600")]
    [TestCase("86400")]
    public async Task A_wait_that_no_call_may_take_is_a_failure_at_once(string seconds)
    {
        using var scene = new Scene().Answers(429, "{}", answer => answer.Headers.Add("Retry-After", seconds));

        var windowed = await ReadAsync(scene).FailureAsync<IterableRateLimitedException>();
        using var other = new Scene().Answers(429, "{}", answer => answer.Headers.Add("Retry-After", seconds));
        var asked = await Job(other).GetStatusAsync().FailureAsync<IterableRateLimitedException>();

        Assert.Multiple(() =>
        {
            Assert.That((windowed.RetryAfter!.Value.TotalSeconds, asked.RetryAfter!.Value.TotalSeconds), Is.EqualTo((double.Parse(seconds), double.Parse(seconds))));
            Assert.That((scene.Sent.Count, other.Sent.Count), Is.EqualTo((1, 1)));
        });
    }

    [Test]
    public async Task Reads_that_begin_together_each_get_their_turn_though_it_lies_past_the_time_of_a_call()
    {
        using var scene = new Scene().Answers(200, "");
        scene.Time.Jumps = false;
        scene.Options.Timeout = TimeSpan.FromMinutes(4);
        using var ended = new SemaphoreSlim(0);
        async Task ReadToEndAsync()
        {
            await ReadAsync(scene);
            ended.Release();
        }

        var reads = Enumerable.Range(0, 24).Select(_ => ReadToEndAsync()).ToList();
        for (var read = 1; read <= reads.Count; read++)
        {
            // Three go at once.
            if (read > 3)
                scene.Time.Advance(TimeSpan.FromSeconds(15.3));
            Assert.That(await ended.WaitAsync(VirtualTime.Patience), $"read {read}: {reads.Find(task => task.IsFaulted)?.Exception}");
        }

        Assert.That(scene.Sent, Has.Count.EqualTo(24));
    }

    [Test]
    public async Task A_question_about_a_job_gets_its_turn_though_it_lies_past_the_time_of_a_call()
    {
        using var scene = new Scene().Answers(200, """{"jobState":"completed"}""");
        scene.Options.Timeout = TimeSpan.FromMinutes(1);
        scene.Options.RateLimit.Limits[IterableOperations.GetExportFiles] = new IterableRateLimit(1, TimeSpan.FromMinutes(5), IterableRateLimitScope.Project);
        scene.Time.Jumps = false;
        await Job(scene).GetStatusAsync().InTime();

        var waiting = Job(scene).GetStatusAsync();
        scene.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.That((await waiting.InTime()).IsCompleted);
    }

    [TestCase("3600")]
    [TestCase("150")]
    public async Task A_wait_that_the_service_asked_for_ends_the_reads_behind_it_only_where_no_call_may_take_it(string seconds)
    {
        using var scene = new Scene().Answers(429, "{}", answer => answer.Headers.Add("Retry-After", seconds)).Answers(200, "");
        scene.Time.Jumps = false;
        scene.Options.Timeout = TimeSpan.FromMinutes(2);
        await scene.Client.With(new IterableCallOptions { Retries = false }).Export.ExportDataJsonAsync(ExportDataType.User).FailureAsync<IterableRateLimitedException>();

        var reading = ReadAsync(scene);

        if (seconds == "3600")
        {
            var failure = await reading.FailureAsync<IterableRateLimitedException>();
            Assert.That((failure.RetryAfter, scene.Sent.Count), Is.EqualTo(((TimeSpan?)TimeSpan.FromHours(1), 1)));
        }
        else
        {
            scene.Time.Advance(TimeSpan.FromSeconds(150));
            await reading.InTime();
        }
    }

    [Test]
    public async Task What_is_made_again_is_told_with_its_wait_and_reason()
    {
        using var scene = new Scene().Answers(503).Answers(200, "");
        using var log = new LogWatch();
        scene.Options.LoggerFactory = log;

        await ReadAsync(scene);

        Assert.That(log.Entries.Select(entry => entry.Text), Has.One.StartsWith("exportDataJson failed (503) and is made again in 1000 ms, attempts so far: 1"));
    }

    private static ExportJob Job(Scene scene) => scene.Client.Export.ResumeJob(
        new ExportJobCheckpoint(7, ExportFormat.Ndjson), new ExportJobOptions { MaxAttempts = 3, TimeProvider = scene.Time, HttpClient = scene.HttpClient });

    private static async Task ReadAsync(Scene scene)
    {
        var query = new ExportQuery(ExportDataType.EmailSend) { Start = Start, End = Start.AddDays(1) };
        var options = new WindowedExportOptions { MaxAttempts = 3, TimeProvider = scene.Time, IdleTimeout = Timeout.InfiniteTimeSpan };
        await foreach (var window in scene.Client.Export.ReadWindowedAsync(query, options))
            _ = window;
    }
}
