namespace Iterable.Generated.Tests.RateLimits;

/// <summary>When a store counts as away, how long it is not asked, and what it costs the calls. It has two seconds to answer, and five until it is asked again.</summary>
public class StoreGuardTests
{
    // 98 of 100 a second, a tenth of it while the store is away.
    private static readonly TimeSpan AloneInterval = TimeSpan.FromMilliseconds(102);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private VirtualTime _time = null!;
    private Store _store = null!;
    private LogWatch _log = null!;

    [SetUp]
    public void Begin()
    {
        _time = new VirtualTime();
        _store = new Store(_time);
        _log = new LogWatch();
    }

    [TearDown]
    public void End() => _log.Dispose();

    [Test]
    public void Options_that_nobody_sets_are_the_documented_ones()
    {
        var options = new IterableSharedRateLimiterOptions();

        Assert.That((options.Share, options.QueueLimit, options.Processes), Is.EqualTo((1d, 10_000, 10)));
        Assert.That((options.StoreTimeout, options.BreakDuration), Is.EqualTo((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5))));
        Assert.That(options.WhenStoreIsAway, Is.EqualTo(IterableStoreOutage.LocalShare));
    }

    [Test]
    public async Task While_it_is_away_calls_go_one_by_one_at_the_part_of_this_process()
    {
        _store.Failure = new IOException("store");
        using var limiter = Limiter();
        var turns = Enumerable.Range(0, 3).Select(_ => limiter.AcquireAsync(Fleet.Call).AsTask()).ToList();

        for (var gone = 1; gone <= 3; gone++)
        {
            await turns[gone - 1].InTime();
            _time.Advance(AloneInterval - Tick);
            Assert.That(turns.Count(turn => turn.IsCompleted), Is.EqualTo(gone));
            _time.Advance(Tick);
        }
    }

    [Test]
    public async Task It_is_asked_again_when_its_break_is_over_and_not_before()
    {
        using var limiter = Limiter();
        _time.Advance(TimeSpan.FromSeconds(3));
        _store.Failure = new IOException("store");
        await limiter.AcquireAsync(Fleet.Call).InTime();
        _store.Failure = null;

        _time.Advance(TimeSpan.FromSeconds(5) - Tick);
        await limiter.AcquireAsync(Fleet.Call).InTime();
        Assert.That((_store.Asked, Logged), Is.EqualTo((1, "StoreAway")));
        _time.Advance(Tick);
        await limiter.AcquireAsync(Fleet.Call).InTime();
        await limiter.AcquireAsync(Fleet.Call).InTime();
        Assert.That((_store.Asked, Logged), Is.EqualTo((3, "StoreAway StoreReturned")));
    }

    [Test]
    public async Task It_has_its_time_to_answer_and_is_cancelled_then()
    {
        _store.Answer = new();
        using var limiter = Limiter();
        var turn = limiter.AcquireAsync(Fleet.Call).AsTask();

        _time.Advance(TimeSpan.FromSeconds(2) - Tick);
        Assert.That((turn.IsCompleted, _store.Tokens[0].IsCancellationRequested), Is.EqualTo((false, false)));
        _time.Advance(Tick);

        await turn.InTime();
        Assert.That((_store.Tokens[0].IsCancellationRequested, Logged), Is.EqualTo((true, "StoreAway")));
    }

    [Test]
    public async Task One_that_fails_late_is_asked_again_only_when_its_break_is_over()
    {
        _store.Answer = new();
        using var limiter = Limiter();
        var turn = limiter.AcquireAsync(Fleet.Call).AsTask();
        _time.Advance(TimeSpan.FromSeconds(2));
        await turn.InTime();

        _store.Answer.SetException(new IOException("store"));
        _store.Answer = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        await limiter.AcquireAsync(Fleet.Call).InTime();

        Assert.That(_store.Asked, Is.EqualTo(1));
    }

    [Test]
    public async Task What_it_has_answered_leaves_no_timer_and_is_not_cancelled_with_the_limiter()
    {
        var answer = _store.Answer = new();
        using (var limiter = Limiter())
        {
            var turn = limiter.AcquireAsync(Fleet.Call).AsTask();
            Assert.That(_time.Timers, Is.EqualTo(1));
            _store.Answer = null;
            answer.SetResult();
            await turn.InTime();
            await limiter.AcquireAsync(Fleet.Call).InTime();
        }

        Assert.That(_time.Timers, Is.Zero);
        Assert.That(_store.Tokens.Select(token => token.IsCancellationRequested), Is.EqualTo(new[] { false, false }));
    }

    [Test]
    public async Task A_limiter_that_is_disposed_cancels_what_it_asked_for_and_that_is_no_outage()
    {
        _store.Answer = new();
        var limiter = Limiter();
        var turn = limiter.AcquireAsync(Fleet.Call).AsTask();
        var hold = limiter.HoldAsync(Fleet.Call, TimeSpan.FromSeconds(1)).AsTask();

        limiter.Dispose();

        await turn.FailureAsync<ObjectDisposedException>();
        await hold.FailureAsync<ObjectDisposedException>();
        Assert.That(_store.Tokens.Select(token => token.IsCancellationRequested), Is.EqualTo(new[] { true, true }));
        Assert.That((Logged, _store.Asked), Is.EqualTo(("", 2)));
    }

    [Test]
    public async Task A_hold_that_it_does_not_learn_of_holds_this_process_which_goes_on_one_by_one()
    {
        _store.Failure = new IOException("store");
        using var limiter = Limiter();
        await limiter.HoldAsync(Fleet.Call, TimeSpan.FromSeconds(1));
        Assert.That((_store.Asked, Logged), Is.EqualTo((1, "StoreAway")));
        await limiter.HoldAsync(Fleet.Call, TimeSpan.FromSeconds(30));
        Assert.That(_store.Asked, Is.EqualTo(1), "asked while it is away");
        var turns = Enumerable.Range(0, 2).Select(_ => limiter.AcquireAsync(Fleet.Call).AsTask()).ToList();

        _time.Advance(TimeSpan.FromSeconds(30) - Tick);
        Assert.That(turns.Count(turn => turn.IsCompleted), Is.Zero);
        _time.Advance(AloneInterval);
        Assert.That(turns.Count(turn => turn.IsCompleted), Is.EqualTo(1));
        _time.Advance(Tick);
        await Task.WhenAll(turns).InTime();
    }

    [Test]
    public async Task A_hold_that_it_does_not_learn_of_is_a_failure_where_that_is_chosen()
    {
        _store.Failure = new IOException("store");
        using var limiter = Limiter(IterableStoreOutage.Fail);

        var failure = await limiter.HoldAsync(Fleet.Call, TimeSpan.FromSeconds(1)).AsTask().FailureAsync<IOException>();

        Assert.That((failure, Logged), Is.EqualTo((_store.Failure, "")));
    }

    [Test]
    public async Task A_hold_that_is_cancelled_is_no_outage()
    {
        _store.Answer = new();
        using var limiter = Limiter();
        using var leaving = new CancellationTokenSource();
        var hold = limiter.HoldAsync(Fleet.Call, TimeSpan.FromSeconds(1), leaving.Token).AsTask();

        leaving.Cancel();

        await hold.FailureAsync<OperationCanceledException>();
        Assert.That((Logged, _store.Tokens[0].IsCancellationRequested), Is.EqualTo(("", true)));
    }

    private string Logged => string.Join(" ", _log.Entries.Select(entry => entry.Event));

    private IterableSharedRateLimiter Limiter(IterableStoreOutage whenAway = IterableStoreOutage.LocalShare) =>
        new(_store, new IterableSharedRateLimiterOptions { TimeProvider = _time, LoggerFactory = _log, WhenStoreIsAway = whenAway });
}
