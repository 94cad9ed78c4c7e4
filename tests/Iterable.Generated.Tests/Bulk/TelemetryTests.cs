using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using static Iterable.Generated.Tests.Support.BulkScene;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>What can be watched of a stream.</summary>
[TestFixture]
[NonParallelizable]
public sealed class TelemetryTests
{
    [Test]
    public async Task Each_batch_has_a_span_around_its_calls_and_its_outcomes_are_counted()
    {
        using var watch = new TelemetryWatch();
        using var scene = new BulkScene().Answers(body => body.ToString().Contains("user3@") ? (400, """{"msg":"user3@example.com","code":"BadParams"}""") : null);
        var logs = new Logs();
        scene.Options.LoggerFactory = logs;
        scene.Options.Name = nameof(Each_batch_has_a_span_around_its_calls_and_its_outcomes_are_counted);

        await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1), User(2), User(3), new UserUpdateRequest()]));

        var batch = watch.Spans.Single(span => span.OperationName == "bulkUpdateUsers batch" && Equals(span.GetTagItem("iterable.client"), scene.Options.Name));
        Assert.That(new[] { "records", "calls", "accepted", "refused", "not_sent" }.Select(name => batch.GetTagItem($"iterable.bulk.{name}")), Is.EqualTo(new object[] { 3, scene.Calls.Count, 2, 1, 0 }));
        Assert.That(watch.Spans.Count(span => span.ParentSpanId == batch.SpanId && span.OperationName == "bulkUpdateUsers"), Is.EqualTo(scene.Calls.Count));
        Assert.That(watch.Measured.Keys, Is.SupersetOf(new[] { "iterable.bulk.outcomes", "iterable.bulk.batch.records", "iterable.bulk.batch.size", "iterable.bulk.halvings", "iterable.bulk.age" }));
        Assert.That(watch.MeasuredTags, Has.Some.Contains("iterable.bulk.reason=rejected").And.Some.Contains("iterable.bulk.reason=no-identifier").And.Some.Contains("iterable.bulk.outcome=Accepted"));
        Assert.That(logs.Lines, Has.Some.StartsWith("bulkUpdateUsers refused 1 of a batch of 3 records").And.Some.StartsWith("bulkUpdateUsers goes out again in halves"));
        Assert.That(watch.Texts().Concat(logs.Lines), Has.None.Contains("@"));
    }

    [Test]
    public async Task Outcomes_that_are_alike_are_measured_together_and_none_that_is_none()
    {
        using var watch = new TelemetryWatch();
        using var scene = new BulkScene().Answers(body => (200, Counters(0, 1, ""","validUserIdFailures":["7"]""")));

        await AllAsync(scene.Bulk.SubscriptionUpdates(new BulkOptions { MaxResends = 1 }).SendAsync([new UpdateSubscriptionsRequest { UserId = "7" }]));
        await AllAsync(scene.Bulk.UserUpdates().SendAsync([new UserUpdateRequest()]));
        scene.Answer = (_, _) => Task.FromResult<(int, string)?>(null);
        await AllAsync(scene.Bulk.UserUpdates().SendAsync(Enumerable.Range(0, 777).Select(i => User(i))));
        await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 1 }).SendAsync([User(1), new UserUpdateRequest(), User(2)]));

        Assert.That(watch.Measured["iterable.bulk.outcomes"], Does.Contain(777.0).And.None.EqualTo(0.0));
        Assert.That(watch.Measured["iterable.bulk.age"], Is.All.InRange(0.0, 100.0));
    }

    [Test]
    public async Task A_batch_of_any_size_is_counted_whole()
    {
        using var watch = new TelemetryWatch();
        using var scene = new BulkScene();
        scene.Options.Name = nameof(A_batch_of_any_size_is_counted_whole);

        await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 16 }).SendAsync(Enumerable.Range(0, 16).Select(i => User(i))));

        var batch = watch.Spans.Single(span => span.OperationName == "bulkUpdateUsers batch" && Equals(span.GetTagItem("iterable.client"), scene.Options.Name));
        Assert.That(batch.GetTagItem("iterable.bulk.accepted"), Is.EqualTo(16));
    }

    [Test]
    public async Task A_batch_that_could_not_be_sent_says_so_in_its_span()
    {
        using var watch = new TelemetryWatch();
        using var scene = new BulkScene().Answers(_ => (500, ""));
        scene.Options.Name = nameof(A_batch_that_could_not_be_sent_says_so_in_its_span);

        await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1), User(2)]));

        var batch = watch.Spans.Single(span => span.OperationName == "bulkUpdateUsers batch" && Equals(span.GetTagItem("iterable.client"), scene.Options.Name));
        Assert.That(new[] { "records", "calls", "accepted", "refused", "not_sent" }.Select(name => batch.GetTagItem($"iterable.bulk.{name}")), Is.EqualTo(new object[] { 2, 1, 0, 0, 2 }));
    }

    [Test]
    public async Task Progress_adds_up_and_costs_nobody_an_outcome()
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(9, 1, ""","failedUpdates":{"invalidEmails":["user1@example.com"]}""")));
        var told = new List<BulkProgress>();

        var outcomes = await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 10, Progress = new Watcher(told) }).SendAsync(Enumerable.Range(0, 10).Select(i => User(i)).Append(new UserUpdateRequest())));

        Assert.That(outcomes, Has.Count.EqualTo(11));
        var last = told[^1];
        Assert.That((last.Read, last.Accepted, last.Refused, last.NotSent, last.Pending, last.OldestPending), Is.EqualTo((11L, 9L, 2L, 0L, 0L, TimeSpan.Zero)));
    }

    [Test]
    public async Task What_is_oldest_is_told_by_when_it_was_read_in_whatever_order_it_goes_out()
    {
        using var watch = new TelemetryWatch();
        using var scene = new BulkScene { Time = { Jumps = false } };
        scene.Answers(_ =>
        {
            scene.Time.Advance(TimeSpan.FromSeconds(4));
            return null;
        });
        var told = new List<BulkProgress>();
        var options = new BulkUserUpdateOptions { MaxBatchRecords = 2, MaxConcurrentCalls = 1, Linger = TimeSpan.FromHours(1), Progress = new Watcher(told) };

        await AllAsync(scene.Bulk.UserUpdates(options).SendAsync(new GroupedSource<UserUpdateRequest>(Source())));

        Assert.That(told.Select(progress => (progress.Read, progress.Accepted, progress.Pending, progress.OldestPending.TotalSeconds)), Is.EqualTo(new[] { (4L, 2L, 2L, 10.0), (4L, 4L, 0L, 0.0) }));
        Assert.That(watch.Measured["iterable.bulk.age"], Is.SupersetOf(new[] { 7.0, 10.0 }));

        IEnumerable<UserUpdateRequest[]> Source()
        {
            yield return [User(0)];
            scene.Time.Advance(TimeSpan.FromSeconds(1));
            yield return [User(0)];
            scene.Time.Advance(TimeSpan.FromSeconds(2));
            yield return [User(1), User(2)];
        }
    }

    [Test]
    public async Task A_record_that_is_refused_here_is_told_at_once_and_so_is_what_waits_for_its_batch()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var told = new List<BulkProgress>();
        var refused = new TaskCompletionSource();
        var outcomes = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { Linger = TimeSpan.FromHours(1), Progress = new Watcher(told) }).SendAsync(Source()).GetAsyncEnumerator();

        Assert.That(await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience));
        Assert.That(told.Select(progress => (progress.Read, progress.Refused, progress.Pending, progress.OldestPending.TotalSeconds)), Is.EqualTo(new[] { (2L, 1L, 1L, 2.0) }));
        refused.SetResult();
        Assert.That(await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience));
        Assert.That(await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience), Is.False);

        async IAsyncEnumerable<UserUpdateRequest> Source()
        {
            yield return User(0);
            await Task.Yield();
            scene.Time.Advance(TimeSpan.FromSeconds(2));
            yield return new UserUpdateRequest();
            await refused.Task;
        }
    }

    [Test]
    public async Task What_is_ready_to_go_out_is_pending_too()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var (told, first) = (new List<BulkProgress>(), new TaskCompletionSource());
        var options = new BulkOptions { MaxBatchRecords = 1, MaxConcurrentCalls = 1, Progress = new Watcher(told) };
        scene.Answer = async (body, _) =>
        {
            if (scene.Calls.Count == 1)
                await first.Task;
            return null;
        };

        // The first call is answered while the third record is about to be ready, so that the second, which waited for the first, is ready when the third is on its way.
        await AllAsync(scene.LaneOf(IterableRetrySafety.Always, onWrite: user => (user.Email == "user1@example.com" ? first : null)?.SetResult(), options: options).SendAsync(new GroupedSource<UserUpdateRequest>(Source())));

        Assert.That(told.Select(progress => (progress.Read, progress.Pending, progress.OldestPending.TotalSeconds)).First(), Is.EqualTo((3L, 2L, 2.0)));

        IEnumerable<UserUpdateRequest[]> Source()
        {
            yield return [User(0)];
            scene.Time.Advance(TimeSpan.FromSeconds(1));
            yield return [User(0)];
            scene.Time.Advance(TimeSpan.FromSeconds(2));
            yield return [User(1)];
        }
    }

    [Test]
    public void What_is_given_up_in_the_batch_that_is_being_filled_is_told()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        using var cancelling = new CancellationTokenSource();
        var told = new List<BulkProgress>();
        var lane = scene.LaneOf(IterableRetrySafety.Always, onWrite: _ => cancelling.Cancel(), options: new BulkOptions { Progress = new Watcher(told) });

        Assert.That(() => AllAsync(lane.SendAsync(Source(), cancelling.Token)), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(told.Select(progress => (progress.Read, progress.NotSent, progress.Pending)), Is.EqualTo(new[] { (1L, 1L, 0L) }));

        async IAsyncEnumerable<UserUpdateRequest> Source([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            yield return User(0);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
    }

    [Test]
    public void What_is_pending_is_what_was_read_and_has_no_outcome() =>
        Assert.That(new BulkProgress(read: 100, accepted: 1, acceptedWithoutFields: 2, refused: 4, notSent: 8, TimeSpan.FromSeconds(3)).Pending, Is.EqualTo(85));

    [Test]
    public async Task A_logger_that_throws_makes_nobody_wait_for_ever()
    {
        using var scene = new BulkScene();
        scene.Options.LoggerFactory = new Logs { Breaks = line => line.Contains("batch") };

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1), User(2)]));

        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.EqualTo(new[] { BulkOutcomeKind.Accepted, BulkOutcomeKind.Accepted }));
    }

    [Test]
    public async Task A_stream_ends_also_where_its_last_batch_is_logged_after_its_last_outcome_was_told()
    {
        var answer = new TaskCompletionSource<(int, string)?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var scene = new BulkScene { Answer = (_, _) => answer.Task };
        using var go = new ManualResetEventSlim();
        scene.Options.LoggerFactory = new Logs { Breaks = line => line.Contains("batch") && !go.Wait(VirtualTime.Patience) };

        await using var outcomes = scene.Bulk.UserUpdates().SendAsync([User(1)]).GetAsyncEnumerator();
        var first = outcomes.MoveNextAsync().AsTask();

        // It comes on another thread, which waits in the log: this one has to let it go.
        answer.SetResult(null);
        Assert.That(await first.WaitAsync(VirtualTime.Patience));
        var end = outcomes.MoveNextAsync().AsTask();
        Assert.That(end.IsCompleted, Is.False);
        go.Set();

        Assert.That(await end.WaitAsync(VirtualTime.Patience), Is.False);
    }

    [Test]
    public async Task A_listener_that_throws_costs_nobody_an_outcome()
    {
        using var listener = new MeterListener();
        var measured = new HashSet<string>();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Meter.Name == IterableTelemetry.MeterName)
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => Break(instrument));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => Break(instrument));
        listener.Start();
        var failures = 1;
        using var scene = new BulkScene().Answers(body => failures-- > 0 ? (429, "") : CountOf(body) > 2 ? (413, "") : null);
        scene.Options.Retry.MaxRetries = 1;

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1), User(2), User(3), new UserUpdateRequest()]));

        Assert.That(outcomes.Count(outcome => outcome.Kind == BulkOutcomeKind.Accepted), Is.EqualTo(3));
        Assert.That(outcomes.Count(outcome => outcome.Kind == BulkOutcomeKind.Refused), Is.EqualTo(1));
        Assert.That(measured, Is.SupersetOf(new[] { "iterable.request.duration", "iterable.call.duration", "iterable.call.retries", "iterable.bulk.outcomes", "iterable.bulk.batch.records", "iterable.bulk.halvings", "iterable.bulk.age" }));

        void Break(Instrument instrument)
        {
            lock (measured)
                measured.Add(instrument.Name);
            throw new InvalidOperationException("a broken listener");
        }
    }

    private sealed class Watcher(List<BulkProgress> told) : IProgress<BulkProgress>
    {
        public void Report(BulkProgress value)
        {
            told.Add(value);
            throw new InvalidOperationException("a broken watcher");
        }
    }

    private sealed class Logs : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public Func<string, bool> Breaks { get; init; } = _ => false;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
                Lines.Add(formatter(state, exception));
            if (Breaks(formatter(state, exception)))
                throw new InvalidOperationException("a broken logger");
        }

        public void Dispose()
        {
        }
    }
}
