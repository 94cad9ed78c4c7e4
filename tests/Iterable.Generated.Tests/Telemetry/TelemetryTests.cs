using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated.Tests.Telemetry;

[NonParallelizable]
public class TelemetryTests
{
    [Test]
    public async Task A_call_has_a_span_and_each_of_its_requests_one_by_the_conventions()
    {
        using var watch = new TelemetryWatch();
        using var scene = new Scene().Answers(503).Answers(200);

        await scene.Client.Users.GetUserByEmailAsync("ada@example.com");

        var call = watch.Spans.Single(span => span.OperationName == "getUserByEmail");
        var requests = watch.Spans.Where(span => span.ParentSpanId == call.SpanId).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(call.Status, Is.EqualTo(ActivityStatusCode.Unset));
            Assert.That(call.Events.Single().Name, Is.EqualTo("iterable.retry"));
            Assert.That(requests.Select(span => span.DisplayName), Is.EqualTo(new[] { "GET /users/{email}", "GET /users/{email}" }));
            Assert.That(requests.Select(span => span.Kind), Is.All.EqualTo(ActivityKind.Client));
            Assert.That(requests[0].Status, Is.EqualTo(ActivityStatusCode.Error));
            Assert.That(Tags(requests[0]), Is.EquivalentTo(new Dictionary<string, object?>
            {
                ["http.request.method"] = "GET",
                ["server.address"] = "api.iterable.com",
                ["server.port"] = 443,
                ["url.scheme"] = "https",
                ["url.template"] = "/users/{email}",
                ["url.full"] = "https://api.iterable.com/api/users/{email}",
                ["iterable.operation"] = "getUserByEmail",
                ["iterable.client"] = "default",
                ["iterable.data_center"] = "UnitedStates",
                ["http.response.status_code"] = 503,
                ["error.type"] = "503",
            }));
            Assert.That(Tags(requests[1])["http.request.resend_count"], Is.EqualTo(1));
            Assert.That(Tags(requests[1])["http.response.status_code"], Is.EqualTo(200));
        });
    }

    [Test]
    public async Task A_request_that_got_no_answer_says_so_in_its_span_and_not_only_in_that_of_its_call()
    {
        using var watch = new TelemetryWatch();
        using var scene = new Scene().Fails(new HttpRequestException("cut", new IOException())).Answers(200);

        await scene.Client.Users.GetUserByEmailAsync("ada@example.com");

        var requests = watch.Spans.Where(span => span.DisplayName == "GET /users/{email}").ToArray();
        Assert.That(requests.Select(span => (span.Status, span.GetTagItem("error.type") is not null)), Is.EqualTo(new[] { (ActivityStatusCode.Error, true), (ActivityStatusCode.Unset, false) }));
    }

    [Test]
    public async Task An_export_that_is_begun_again_is_told_with_its_wait_and_counted()
    {
        using var watch = new TelemetryWatch();
        using var log = new LogWatch();
        using var scene = new Scene()
            .Answers(200, """{"jobId":1}""").Answers(200, """{"jobState":"failed","files":[]}""")
            .Answers(200, """{"jobId":2}""").Answers(503).Answers(200, """{"jobState":"completed","files":[]}""");
        scene.Options.LoggerFactory = log;
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        await foreach (var job in scene.Client.Export.RunJobsAsync(
            new ExportQuery("emailOpen") { Start = start, End = start.AddDays(1) }, new ExportJobOptions { TimeProvider = scene.Time, FirstPause = TimeSpan.FromSeconds(3) }))
        {
            Assert.That(job.Id, Is.EqualTo(2));
        }

        Assert.That(log.Entries.Select(entry => entry.Text), Has.One.StartsWith("startExport waits 3000 ms: the job failed"));
        Assert.That(watch.Measured["iterable.call.retries"], Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public async Task Requests_calls_retries_and_waits_are_measured()
    {
        using var watch = new TelemetryWatch();
        using var scene = new Scene().Answers(503).Answers(200);

        for (var i = 0; i < 4; i++)
            (await scene.Client.Export.ExportDataJsonAsync(ExportDataType.User)).Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(watch.Measured["iterable.request.duration"], Has.Count.EqualTo(5));
            Assert.That(watch.Measured["iterable.call.duration"], Has.Count.EqualTo(4));
            Assert.That(watch.Measured["iterable.call.retries"], Has.Count.EqualTo(1));
            Assert.That(watch.Measured["iterable.rate_limit.wait"].Sum(), Is.InRange(14, 31));
        });
    }

    [TestCase(5, true)]
    [TestCase(0, false)]
    public async Task A_wait_that_was_over_before_the_limiter_returned_is_measured_like_any_other(int seconds, bool isMeasured)
    {
        using var watch = new TelemetryWatch();
        using var scene = new Scene();
        using var limiter = PartitionedRateLimiter.Create<IterableRateLimitedCall, int>(_ =>
        {
            scene.Time.Advance(TimeSpan.FromSeconds(seconds));
            return RateLimitPartition.GetNoLimiter(0);
        });
        scene.Options.RateLimit.Limiter = limiter;

        await scene.Client.Lists.ListListsAsync();

        Assert.That(watch.Measured.GetValueOrDefault("iterable.rate_limit.wait"), isMeasured ? Is.EqualTo(new[] { 5 }) : Is.Null);
    }

    [Test]
    public async Task What_happens_is_logged_at_the_levels_of_a_service()
    {
        var log = new LogWatch();
        using var scene = new Scene().Answers(200).Answers(404).Answers(503).Answers(503).Fails(new HttpRequestException("x", new IOException()));
        scene.Options.LoggerFactory = log;
        scene.Options.Retry.MaxRetries = 1;

        await scene.Client.Lists.ListListsAsync();
        await scene.Client.Lists.ListListsAsync().FailureAsync();
        await scene.Client.Lists.ListListsAsync().FailureAsync();
        await scene.Client.With(new IterableCallOptions { Retries = false }).Lists.ListListsAsync().FailureAsync();

        Assert.That(log.Entries.Select(entry => (entry.Level, entry.Event)), Is.EqualTo(new[]
        {
            (LogLevel.Debug, "Succeeded"), (LogLevel.Information, "Refused"), (LogLevel.Warning, "Retrying"), (LogLevel.Warning, "Failed"), (LogLevel.Warning, "NoAnswer"),
        }));
    }

    [TestCase(404, LogLevel.Information, "Refused")]
    [TestCase(408, LogLevel.Warning, "Failed")]
    [TestCase(429, LogLevel.Warning, "Failed")]
    [TestCase(503, LogLevel.Warning, "Failed")]
    public async Task What_the_service_or_a_gateway_failed_in_is_a_warning_and_a_refusal_is_none(int status, LogLevel level, string name)
    {
        using var log = new LogWatch();
        using var scene = new Scene().Answers(status);
        scene.Options.LoggerFactory = log;
        scene.Options.Retry.MaxRetries = 0;

        await scene.Client.Lists.ListListsAsync().FailureAsync();

        Assert.That(log.Entries.Where(entry => entry.Event is "Refused" or "Failed").Select(entry => (entry.Level, entry.Event)), Is.EqualTo(new[] { (level, name) }));
    }

    [Test]
    public async Task A_call_that_ran_out_of_its_time_is_a_warning_and_no_cancellation_of_its_caller()
    {
        using var log = new LogWatch();
        using var watch = new TelemetryWatch();
        using var scene = new Scene().Answers(Never);
        scene.Options.LoggerFactory = log;
        scene.Time.Jumps = false;

        var call = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(5) }).Lists.ListListsAsync();
        await scene.Time.WaitsBegunAsync(1);
        scene.Time.Advance(TimeSpan.FromSeconds(5));
        await call.FailureAsync<IterableTimeoutException>();

        AssertTimedOut(log, watch);
    }

    [Test]
    public async Task A_call_that_ran_out_of_the_time_of_an_HttpClient_is_a_warning_too()
    {
        using var log = new LogWatch();
        using var watch = new TelemetryWatch();
        using var scene = new Scene().Fails(new TaskCanceledException("late", new TimeoutException("The request took too long.", new TaskCanceledException())));
        scene.Options.LoggerFactory = log;
        scene.Options.Retry.MaxRetries = 0;

        await scene.Client.Lists.ListListsAsync().FailureAsync<IterableTimeoutException>();

        AssertTimedOut(log, watch);
    }

    [Test]
    public async Task A_call_that_its_caller_cancelled_is_a_cancellation_also_where_it_has_a_time()
    {
        using var log = new LogWatch();
        using var watch = new TelemetryWatch();
        using var cancellation = new CancellationTokenSource();
        using var scene = new Scene().Answers(token =>
        {
            cancellation.Cancel();
            return Never(token);
        });
        scene.Options.LoggerFactory = log;
        scene.Time.Jumps = false;

        await scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(5) }).Lists.ListListsAsync(cancellation.Token).FailureAsync<OperationCanceledException>();

        Assert.That(log.Entries.Select(entry => (entry.Level, entry.Event)), Is.EqualTo(new[] { (LogLevel.Debug, "Cancelled") }));
        Assert.That(ErrorTypes(watch), Is.All.EndsWith("CanceledException"));
    }

    private static async Task<HttpResponseMessage> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return new HttpResponseMessage();
    }

    private static IEnumerable<string> ErrorTypes(TelemetryWatch watch) => watch.Spans.Where(span => span.Source.Name == IterableTelemetry.ActivitySourceName)
        .Select(span => (string)span.GetTagItem("error.type")!).Concat(watch.MeasuredTags.Where(tag => tag.StartsWith("error.type=", StringComparison.Ordinal)).Select(tag => tag.Substring(11)));

    private static void AssertTimedOut(LogWatch log, TelemetryWatch watch)
    {
        Assert.That(log.Entries.Select(entry => (entry.Level, entry.Event)), Is.EqualTo(new[] { (LogLevel.Warning, "NoAnswer") }));
        Assert.That(log.Entries[0].Text, Does.StartWith("listLists got no answer (timeout)"));
        Assert.That(ErrorTypes(watch).ToList(), Has.Count.EqualTo(4).And.All.EqualTo("Iterable.Generated.IterableTimeoutException"));
    }

    [TestCase(400, "BadParams", LogLevel.Information)]
    [TestCase(503, "GenericError", LogLevel.Warning)]
    [TestCase(429, "RateLimitExceeded", LogLevel.Warning)]
    public async Task A_refusal_is_logged_with_its_code_and_the_id_of_its_request(int status, string code, LogLevel level)
    {
        var log = new LogWatch();
        using var watch = new TelemetryWatch();
        using var scene = new Scene().Answers(status, $$"""{"msg":"ada@example.com","code":"{{code}}"}""", response => response.Headers.Add("Iterable-Request-Id", "req-7"));
        scene.Options.LoggerFactory = log;
        scene.Options.Retry.MaxRetries = 0;

        await scene.Client.Lists.ListListsAsync().FailureAsync();

        var entry = log.Entries.Single();
        Assert.That(entry.Level, Is.EqualTo(level));
        Assert.That(entry.Text, Does.Contain($"HTTP {status}, code {code}, request req-7,").And.Contain($"Code={code}").And.Contain("RequestId=req-7"));
        Assert.That(watch.Spans.Where(span => span.Source.Name == "Iterable.Generated").Select(span => span.GetTagItem("iterable.request_id")), Is.All.EqualTo("req-7"));
    }

    [Test]
    public async Task Everything_carries_the_name_of_its_client_and_its_data_center()
    {
        var log = new LogWatch();
        using var watch = new TelemetryWatch();
        using var scene = new Scene().Answers(503).Answers(200);
        scene.Options.Name = "news";
        scene.Options.DataCenter = IterableDataCenter.Europe;
        scene.Options.LoggerFactory = log;

        for (var i = 0; i < 4; i++)
            (await scene.Client.Export.ExportDataJsonAsync(ExportDataType.User)).Dispose();

        var spans = watch.Spans.Where(span => span.Source.Name == "Iterable.Generated").ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(spans.Select(span => (span.GetTagItem("iterable.client"), span.GetTagItem("iterable.data_center"))), Is.All.EqualTo(((object)"news", (object)"Europe")));
            Assert.That(log.Entries.Select(entry => entry.Text), Is.All.Contains("(client news, Europe)"));
            Assert.That(watch.MeasuredTags.Count(tag => tag == "iterable.client=news"), Is.EqualTo(watch.Measured.Values.Sum(values => values.Count)));
            Assert.That(watch.MeasuredTags.Count(tag => tag == "iterable.data_center=Europe"), Is.EqualTo(watch.Measured.Values.Sum(values => values.Count)));
        });
    }

    [Test]
    public async Task An_address_of_ones_own_is_no_data_center_that_is_known()
    {
        using var watch = new TelemetryWatch();
        using var scene = new Scene();
        scene.Options.BaseAddress = new Uri("https://proxy.example");

        await scene.Client.Lists.ListListsAsync();

        Assert.That(watch.Spans.First(span => span.OperationName == "listLists").GetTagItem("iterable.data_center"), Is.EqualTo("Custom"));
    }

    [Test]
    public void A_client_without_a_name_is_refused() =>
        Assert.That(() => new IterableClient(new IterableClientOptions { ApiKey = Scene.Key, Name = "" }), Throws.ArgumentException.With.Message.Contains("Name"));

    [Test]
    public void No_instrument_is_called_like_one_of_the_platform()
    {
        var names = new List<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, _) =>
        {
            // Other tests load the client into contexts of their own, which have meters of the same name.
            if (instrument.Meter == Instruments.CallDuration!.Meter)
                names.Add(instrument.Name);
        };

        meters.Start();

        Assert.That(names, Is.Unique.And.All.StartsWith("iterable."));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "calls.md"));
        Assert.That(names.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_page_lists_every_attribute_and_every_kind_of_entry()
    {
        var attributes = typeof(TelemetryTags).GetFields().Select(field => (string)field.GetValue(null)!);
        var entries = typeof(CallLog).GetMethods().Select(method => method.GetCustomAttributes(inherit: false).OfType<LoggerMessageAttribute>().SingleOrDefault()?.EventName).OfType<string>();
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "calls.md"));

        Assert.That(attributes.Concat(entries).Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    private static Dictionary<string, object?> Tags(Activity span) => span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
}
