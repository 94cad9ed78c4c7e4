using System.Threading.RateLimiting;

namespace Iterable.Generated.Tests.RateLimits;

/// <summary>Who waits in a process for a limit that it shares: how long it takes, who goes when, and who is refused.</summary>
public class SharedTurnsTests
{
    // 98 of 100 a second, 50 at once, asked for 19 at a time; and one in 15.3 s, two at once, asked for one at a time.
    private static readonly IterableRateLimitedCall Fast = Fleet.Call;
    private static readonly IterableRateLimitedCall Slow = new(IterableOperations.ExportDataJson, "shop", new IterableRateLimit(4, TimeSpan.FromSeconds(60), IterableRateLimitScope.Project));
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private VirtualTime _time = null!;
    private Store _store = null!;
    private IterableSharedRateLimiter _limiter = null!;

    [SetUp]
    public void Begin()
    {
        _time = new VirtualTime();
        _store = new Store(_time);
        _limiter = new IterableSharedRateLimiter(_store, new IterableSharedRateLimiterOptions { TimeProvider = _time, StoreTimeout = TimeSpan.FromMinutes(1) });
    }

    [TearDown]
    public void End() => _limiter.Dispose();

    [TestCase(0, null)]
    [TestCase(1, "HoldIsTooLong")]
    public async Task A_call_waits_for_exactly_as_long_as_it_may(int ticksTooLong, string? refusal)
    {
        var longest = TimeSpan.FromSeconds(30);
        Assert.That(_limiter.AttemptAcquire(Slow).IsAcquired, Is.False, "nothing was reserved for others");
        _time.Advance(TimeSpan.FromSeconds(7));
        await _limiter.HoldAsync(Slow, longest + (ticksTooLong * Tick));

        var turn = Ask(Slow, longest, longest).Lease.AsTask();
        _time.Advance(longest - Tick);
        Assert.That(turn.IsCompleted, Is.EqualTo(refusal is not null));
        _time.Advance(Tick);

        Assert.That(Refusal(await turn.InTime()), Is.EqualTo(refusal));
    }

    [TestCase(0, null)]
    [TestCase(1, "WaitIsTooLong")]
    public async Task Nobody_waits_longer_than_a_hundred_days(int ticksTooLong, string? refusal)
    {
        var longest = TimeSpan.FromDays(100);
        _store.Says = new IterableSlotAnswer(longest + (ticksTooLong * Tick), TimeSpan.Zero);

        var turn = Ask(Slow).Lease.AsTask();
        _time.Advance(longest);

        Assert.That(Refusal(await turn.InTime()), Is.EqualTo(refusal));
    }

    [Test]
    public async Task A_hold_lasts_no_longer_than_a_month()
    {
        await _limiter.HoldAsync(Slow, TimeSpan.FromDays(365));

        Assert.That(Ask(Slow).Wait, Is.EqualTo(TimeSpan.FromDays(30)));
    }

    [Test]
    public async Task The_reason_of_a_wait_is_the_hold_until_it_is_over_and_then_the_limit_itself()
    {
        _store.Answer = new();
        var hold = _limiter.HoldAsync(Slow, TimeSpan.FromSeconds(30));

        var first = Ask(Slow);
        _time.Advance(TimeSpan.FromSeconds(30));
        var second = Ask(Slow);

        Assert.That((first.Wait, first.IsHeld), Is.EqualTo((TimeSpan.FromSeconds(30), true)));
        Assert.That((second.Wait, second.IsHeld), Is.EqualTo((TimeSpan.FromSeconds(15.3), false)));
        _store.Answer.SetResult();
        await hold.AsTask().InTime();
    }

    [Test]
    public async Task Who_comes_is_told_the_wait_until_their_slot_as_far_as_it_is_known()
    {
        await Task.WhenAll(Ask(Slow).Lease.AsTask(), Ask(Slow).Lease.AsTask()).InTime();

        Assert.That(Ask(Slow).Wait, Is.EqualTo(TimeSpan.Zero), "the store is asked only now");
        Assert.That(Ask(Slow).Wait, Is.EqualTo(TimeSpan.FromSeconds(2 * 15.3)));
    }

    [Test]
    public async Task Nobody_overtakes_who_waits_already_where_a_timer_is_late()
    {
        for (var i = 0; i < 50; i++)
            await Ask(Fast).Lease.InTime();
        var first = Ask(Fast).Lease.AsTask();

        // Timers count whole milliseconds, and the slot is due after 10.2.
        _time.Advance(TimeSpan.FromMilliseconds(10.5));
        var second = Ask(Fast).Lease.AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(0.5));

        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_wait_that_was_known_when_it_began_is_not_told_again()
    {
        var told = new List<TimeSpan>();
        await _limiter.HoldAsync(Slow, TimeSpan.FromSeconds(30));

        var turn = Ask(Slow, told: (wait, _) => told.Add(wait));

        Assert.That((turn.Wait, turn.IsHeld), Is.EqualTo((TimeSpan.FromSeconds(30), true)));
        Assert.That(told, Is.Empty);
    }

    [Test]
    public async Task A_wait_that_the_store_tells_of_is_told_once_with_its_reason()
    {
        var told = new List<(TimeSpan, bool)>();
        _store.Answer = new();
        var waiting = Enumerable.Range(0, 3).Select(_ => Ask(Fast, told: (wait, isHeld) => told.Add((wait, isHeld))).Lease.AsTask()).ToList();

        _store.Says = new IterableSlotAnswer(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10));
        _store.Answer.SetResult();
        await _limiter.HoldAsync(Fast, TimeSpan.FromSeconds(20));

        Assert.That(told, Is.EqualTo(new[] { (TimeSpan.FromSeconds(20), true), (TimeSpan.FromSeconds(20.0102), true), (TimeSpan.FromSeconds(20.0204), true) }));
        Assert.That(waiting.Count(turn => turn.IsCompleted), Is.Zero);
    }

    [Test]
    public async Task A_hold_refuses_those_who_wait_and_may_not_wait_for_it_at_once_and_the_others_go_at_its_end()
    {
        await ReserveAsync(2);
        var impatient = Ask(Slow, longestHold: TimeSpan.FromSeconds(59)).Lease.AsTask();
        var patient = Ask(Slow, longestHold: TimeSpan.FromSeconds(60)).Lease.AsTask();

        var answer = _store.Answer = new();
        var hold = _limiter.HoldAsync(Slow, TimeSpan.FromSeconds(60)).AsTask();

        var refused = (PacedLease)await impatient.InTime();
        answer.SetResult();
        await hold.InTime();
        Assert.That((refused.Refusal, refused.RetryAfter), Is.EqualTo((PacedRefusal.HoldIsTooLong, TimeSpan.FromSeconds(60))));
        _time.Advance(TimeSpan.FromSeconds(60) - Tick);
        Assert.That(patient.IsCompleted, Is.False);
        _time.Advance(Tick);
        Assert.That((await patient.InTime()).IsAcquired);
    }

    [Test]
    public async Task A_slot_that_comes_after_the_service_has_refused_is_not_used_before_the_hold_is_over()
    {
        var answer = _store.Answer = new();
        _store.Says = new IterableSlotAnswer(TimeSpan.Zero, TimeSpan.Zero);
        var turn = Ask(Slow).Lease.AsTask();

        // That is told at once, and sets no timer: the one of the slot is set once, when the slot comes.
        _store.Answer = null;
        await _limiter.HoldAsync(Slow, TimeSpan.FromSeconds(30)).AsTask().InTime();
        answer.SetResult();

        // One for the store to answer in, and one for the slot.
        await _time.WaitsBegunAsync(2);
        _time.Advance(TimeSpan.FromSeconds(30) - Tick);
        Assert.That(turn.IsCompleted, Is.False);
        _time.Advance(Tick);
        Assert.That((await turn.InTime()).IsAcquired);
    }

    [Test]
    public async Task A_slot_that_was_in_hand_when_the_service_refused_is_not_used()
    {
        await LeaveSlotAsync();
        await _limiter.HoldAsync(Fast, TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromMilliseconds(11));

        Assert.That(_limiter.AttemptAcquire(Fast).IsAcquired, Is.False);
    }

    [TestCase(10.1999, 0)]
    [TestCase(10.2, 1)]
    [TestCase(210.2, 1)]
    [TestCase(210.2001, 0)]
    [TestCase(10_000, 0)]
    public async Task A_slot_that_nobody_came_for_is_there_from_its_time_on_for_as_long_as_a_chunk(double milliseconds, int slots)
    {
        await LeaveSlotAsync();
        _time.Advance(TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond)));

        Assert.That(Enumerable.Range(0, 3).Count(_ => _limiter.AttemptAcquire(Fast).IsAcquired), Is.EqualTo(slots));
    }

    [Test]
    public async Task What_was_left_unused_of_the_burst_is_there_at_once_also_where_a_hold_has_just_ended()
    {
        _store.Answer = new();
        var waiting = Enumerable.Range(0, 10).Select(_ => Ask(Fast).Lease.AsTask()).ToList();

        _store.Says = new IterableSlotAnswer(TimeSpan.FromSeconds(-1), TimeSpan.Zero);
        _store.Answer.SetResult();

        Assert.That((await Task.WhenAll(waiting).InTime()).All(lease => lease.IsAcquired));
    }

    [Test]
    public async Task No_more_slots_are_asked_for_at_once_than_a_chunk()
    {
        _store.Answer = new();
        var waiting = Enumerable.Range(0, 50).Select(_ => Ask(Fast).Lease.AsTask()).ToList();

        _store.Answer.SetResult();

        await Task.WhenAll(waiting).InTime();
        Assert.That(_store.Requests.Select(request => request.Count), Is.EqualTo(new[] { 1, 19, 19, 11 }));
    }

    [Test]
    public async Task Who_has_waited_already_waits_that_much_less()
    {
        _store.Answer = new();
        _time.Advance(TimeSpan.FromSeconds(1));
        var first = Ask(Fast, TimeSpan.FromSeconds(20)).Lease.AsTask();
        _time.Advance(TimeSpan.FromSeconds(2));
        var impatient = Ask(Fast, TimeSpan.FromSeconds(4)).Lease.AsTask();
        var patient = Ask(Fast, TimeSpan.FromSeconds(6)).Lease.AsTask();
        _time.Advance(TimeSpan.FromSeconds(3));

        _store.Says = new IterableSlotAnswer(TimeSpan.FromSeconds(2), TimeSpan.Zero);
        _store.Answer.SetResult();

        Assert.That(Refusal(await impatient.InTime()), Is.EqualTo("WaitIsTooLong"));
        await _time.WaitsBegunAsync(2);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await first.InTime()).IsAcquired);
        Assert.That(_store.Requests.Select(request => request.LongestWait), Is.EqualTo(new[] { TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1) }));
        Assert.That(Refusal(await patient.InTime()), Is.EqualTo("WaitIsTooLong"));
    }

    [Test]
    public async Task Who_is_cancelled_already_asks_for_nothing()
    {
        var turn = Ask(Fast, cancellationToken: new CancellationToken(canceled: true)).Lease.AsTask();

        await turn.FailureAsync<OperationCanceledException>();
        Assert.That(_store.Asked, Is.Zero);
    }

    [Test]
    public async Task Who_is_cancelled_after_the_answer_has_the_answer()
    {
        using var leaving = new CancellationTokenSource();
        _store.Answer = new();
        _ = Ask(Fast, told: (_, _) => leaving.Cancel());
        var second = Ask(Fast, TimeSpan.FromSeconds(1), cancellationToken: leaving.Token).Lease.AsTask();

        _store.Says = new IterableSlotAnswer(TimeSpan.FromSeconds(10), TimeSpan.Zero);
        _store.Answer.SetResult();

        Assert.That(Refusal(await second.InTime()), Is.EqualTo("WaitIsTooLong"));
        Assert.That(leaving.IsCancellationRequested);
    }

    [Test]
    public async Task Who_is_refused_waits_no_longer_and_costs_no_slot()
    {
        await ReserveAsync(2);
        _store.Answer = new();
        var impatient = Enumerable.Range(0, 5).Select(_ => Ask(Slow, TimeSpan.FromSeconds(15)).Lease.AsTask()).ToList();

        _store.Answer.SetResult();

        Assert.That((await Task.WhenAll(impatient).InTime()).Select(Refusal), Has.All.EqualTo("WaitIsTooLong"));
        _time.Advance(TimeSpan.FromSeconds(15.3));
        Assert.That(_limiter.AttemptAcquire(Slow).IsAcquired, Is.False, "nothing was reserved");
        Assert.That((await Ask(Slow).Lease.InTime()).IsAcquired);
    }

    [Test]
    public async Task A_limiter_that_is_disposed_leaves_no_timer_and_asks_for_nothing_more()
    {
        await ReserveAsync(2);
        var waiting = Enumerable.Range(0, 2).Select(_ => Ask(Slow).Lease.AsTask()).ToList();
        Assert.That((_store.Asked, _time.Timers), Is.EqualTo((2, 1)));

        _limiter.Dispose();
        _limiter.Dispose();

        Assert.That(_time.Timers, Is.Zero);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(_store.Asked, Is.EqualTo(2));
        foreach (var turn in waiting)
            await turn.FailureAsync<ObjectDisposedException>();
    }

    [Test]
    public async Task A_hold_that_is_on_its_way_when_the_limiter_is_disposed_is_told_and_asks_for_nothing_more()
    {
        var turn = Ask(Slow).Lease.AsTask();
        await ReserveAsync(1);
        var waiting = Ask(Slow).Lease.AsTask();
        _store.Answer = new();
        var hold = _limiter.HoldAsync(Slow, TimeSpan.FromSeconds(30)).AsTask();
        var asked = _store.Asked;

        _limiter.Dispose();

        await hold.FailureAsync<ObjectDisposedException>();
        await waiting.FailureAsync<ObjectDisposedException>();
        Assert.That((_store.Asked, (await turn.InTime()).IsAcquired), Is.EqualTo((asked, true)));
    }

    [Test]
    public void Who_asks_while_the_limiter_is_disposed_is_told()
    {
        IterableSharedRateLimiter? limiter = null;
        limiter = new IterableSharedRateLimiter(_store, new IterableSharedRateLimiterOptions { TimeProvider = new Clock(() => limiter!.Dispose()) });

        Assert.That(() => limiter.AcquireAsync(Fast), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void One_permit_is_taken_at_a_time_and_for_a_call()
    {
        Assert.That(() => _limiter.AttemptAcquire(Fast, 2), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => _limiter.AcquireAsync(Fast, 2), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => _limiter.AcquireAsync(null!), Throws.ArgumentNullException);
    }

    [TestCase(100, 1, 1, 10.2, 50, 19)]
    [TestCase(100, 1, 0.5, 20.4, 25, 9)]
    [TestCase(10, 2, 1, 204, 5, 1)]
    [TestCase(1, 1, 1, 1020, 1, 1)]
    [TestCase(2, 1, 0.5, 1020, 1, 1)]
    public void A_limit_is_used_up_to_a_reserve_half_of_it_at_once_and_asked_for_in_fifths_of_a_second(int permits, double seconds, double share, double interval, int burst, int chunk)
    {
        var pace = SharedPace.For(new IterableRateLimit(permits, TimeSpan.FromSeconds(seconds), IterableRateLimitScope.Project), share);

        Assert.That((pace.Interval, pace.Burst, pace.Chunk), Is.EqualTo((TimeSpan.FromMilliseconds(interval), burst, chunk)));
    }

    private static string? Refusal(RateLimitLease lease) => ((PacedLease)lease).Refusal?.ToString();

    private PacedTurn Ask(IterableRateLimitedCall call, TimeSpan? longest = null, TimeSpan? longestHold = null, Action<TimeSpan, bool>? told = null, CancellationToken cancellationToken = default) =>
        ((IPatientLimiter)_limiter).Acquire(call, new PacedPatience(longest ?? TimeSpan.MaxValue, longestHold ?? TimeSpan.MaxValue, told), cancellationToken);

    /// <summary>Another process takes slots of the slow limit.</summary>
    private ValueTask<IterableSlotAnswer> ReserveAsync(int count) =>
        _store.ReserveAsync(new IterableSlotRequest("exportDataJson/shop", TimeSpan.FromSeconds(15.3), 2, count, TimeSpan.MaxValue, TimeSpan.MaxValue), default);

    /// <summary>Uses the burst of the fast limit, and leaves a slot that is due after 10.2 ms.</summary>
    private async Task LeaveSlotAsync()
    {
        for (var i = 0; i < 50; i++)
            await Ask(Fast).Lease.InTime();
        using var leaving = new CancellationTokenSource();
        var gone = Ask(Fast, cancellationToken: leaving.Token).Lease.AsTask();
        leaving.Cancel();
        await gone.FailureAsync<OperationCanceledException>();
    }

    /// <summary>A clock that something happens at when a timer is made.</summary>
    private sealed class Clock(Action made) : VirtualTime
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            made();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
