using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated.Tests.Telemetry;

/// <summary>Listeners and loggers of the application that throw. They cost nobody an answer.</summary>
[NonParallelizable]
public sealed class UnrulyListenerTests
{
    private static readonly string[] SpanCallbacks = ["Sample", "Started", "Stopped"];

    [TestCaseSource(nameof(SpanCallbacks))]
    public async Task A_listener_to_spans_costs_no_answer_and_no_retry(string callback)
    {
        using var watch = new TelemetryWatch();
        using var listener = Listener(callback);
        using var scene = new Scene().Answers(500).Answers(200, """{"channels":[]}""");
        scene.Options.Name = $"spans {callback}";
        var outside = Activity.Current;

        await scene.Client.Channels.ListChannelsAsync();

        Assert.That(scene.Sent, Has.Count.EqualTo(2));
        Assert.That(Activity.Current, Is.SameAs(outside));
        if (callback is not "Sample")
            Assert.That(watch.Spans.Count(span => Equals(span.GetTagItem("iterable.client"), scene.Options.Name)), Is.EqualTo(3), "the other listener hears of a call and two requests");
    }

    [TestCaseSource(nameof(SpanCallbacks))]
    public async Task A_listener_to_spans_costs_no_record_its_outcome(string callback)
    {
        using var listener = Listener(callback);
        using var scene = new BulkScene();

        var outcomes = await BulkScene.AllAsync(scene.Bulk.UserUpdates().SendAsync([BulkScene.User(1), BulkScene.User(2)])).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.EqualTo(new[] { BulkOutcomeKind.Accepted, BulkOutcomeKind.Accepted }));
    }

    [Test]
    public async Task A_logger_costs_no_answer_no_retry_and_no_error([Values] bool alsoWhenAsked)
    {
        using var log = new BrokenLog(alsoWhenAsked);
        using var scene = new Scene().Answers(500).Answers(200, """{"channels":[]}""").Answers(400, """{"code":"BadParams","msg":"no"}""").Fails(new HttpRequestException("cut"));
        scene.Options.LoggerFactory = log;
        scene.Options.Retry.MaxRetries = 1;

        await scene.Client.Channels.ListChannelsAsync();
        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableBadRequestException>();
        await scene.Client.Channels.ListChannelsAsync().FailureAsync<IterableConnectionException>();

        Assert.That(log.Asked, Is.GreaterThan(3));
    }

    [Test]
    public async Task A_logger_keeps_nobody_else_waiting_for_a_limit()
    {
        using var log = new BrokenLog(alsoWhenAsked: false);
        using var scene = new Scene();
        scene.Options.LoggerFactory = log;
        scene.Options.RateLimit.Limits[IterableOperations.ListChannels] = new IterableRateLimit(1, TimeSpan.FromSeconds(10), IterableRateLimitScope.Project);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.Client.Channels.ListChannelsAsync())).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(scene.Sent, Has.Count.EqualTo(4));
        Assert.That(log.Told, Does.Contain("Waiting"));
    }

    [Test]
    public void An_instrument_whose_making_a_listener_refuses_is_none_and_is_measured_with_all_the_same()
    {
        using var meter = new Meter(nameof(UnrulyListenerTests));
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Throw(instrument.Meter == meter) };
        listener.Start();

        var counter = Measuring.MakeQuietly(() => meter.CreateCounter<long>("c"));
        var histogram = Measuring.MakeQuietly(() => meter.CreateHistogram<double>("h"));

        Assert.That((counter, histogram), Is.EqualTo(((Counter<long>?)null, (Histogram<double>?)null)));
        counter.AddQuietly(1, default);
        histogram.RecordQuietly(1, default);
    }

    private static ActivityListener Listener(string callback)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == IterableTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
            {
                Throw(callback == "Sample");
                return ActivitySamplingResult.AllDataAndRecorded;
            },
            ActivityStarted = _ => Throw(callback == "Started"),
            ActivityStopped = _ => Throw(callback == "Stopped"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static void Throw(bool now)
    {
        if (now)
            throw new InvalidOperationException("a broken listener");
    }

    private sealed class BrokenLog(bool alsoWhenAsked) : ILoggerFactory, ILogger
    {
        public int Asked { get; private set; }

        public List<string?> Told { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel)
        {
            Asked++;
            Throw(alsoWhenAsked);
            return true;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Told)
                Told.Add(eventId.Name);
            Throw(true);
        }

        public void Dispose()
        {
        }
    }
}
