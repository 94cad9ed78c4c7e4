using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;

namespace Iterable.Generated.Tests.RateLimits;

public class PacedRateLimiterTests
{
    private readonly VirtualTime _time = new();

    [Test]
    public void Permits_come_in_a_burst_and_then_at_an_even_pace()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromMilliseconds(200), queueLimit: 100, _time);
        var permits = Enumerable.Range(0, 6).Select(_ => limiter.AcquireAsync().AsTask()).ToArray();

        Assert.That(permits.Count(permit => permit.IsCompleted), Is.EqualTo(3));
        _time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.That(permits[3].IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(IsGranted(permits[3]));
        Assert.That(permits[4].IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromMilliseconds(400));
        Assert.That(permits.All(IsGranted));
    }

    [Test]
    public void What_is_not_used_is_kept_up_to_a_burst()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromSeconds(1), queueLimit: 0, _time);
        for (var i = 0; i < 3; i++)
            Assert.That(limiter.AttemptAcquire().IsAcquired);

        _time.Advance(TimeSpan.FromHours(1));

        Assert.That(limiter.GetStatistics()!.CurrentAvailablePermits, Is.EqualTo(3));
        Assert.That(Enumerable.Range(0, 5).Count(_ => limiter.AttemptAcquire().IsAcquired), Is.EqualTo(3));
    }

    [Test]
    public void A_permit_is_there_when_its_time_has_come_and_no_earlier()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 0, _time);
        limiter.AttemptAcquire();

        _time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        var early = (PacedLease)limiter.AttemptAcquire();
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.That((early.IsAcquired, early.RetryAfter), Is.EqualTo((false, TimeSpan.FromTicks(1))));
        Assert.That(limiter.AttemptAcquire().IsAcquired);
    }

    [Test]
    public void A_timer_that_counts_whole_milliseconds_hands_out_what_is_due_by_then_and_no_more()
    {
        using var limiter = new PacedRateLimiter(burst: 137, TimeSpan.FromTicks(73), queueLimit: 137, _time);
        limiter.AttemptAcquire(137);
        var permits = Enumerable.Range(0, 137).Select(_ => limiter.AcquireAsync().AsTask()).ToArray();

        // The last one is due a tick later.
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(permits.Count(IsGranted), Is.EqualTo(136));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(permits.Count(IsGranted), Is.EqualTo(137));
    }

    [Test]
    public void A_refusal_does_not_say_to_come_back_in_the_past()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromTicks(10), queueLimit: 1, _time);
        limiter.AttemptAcquire(3);
        _ = limiter.AcquireAsync().AsTask();

        // Who waits is due before the timer is, which counts whole milliseconds.
        _time.Advance(TimeSpan.FromMilliseconds(0.5));

        Assert.That(((PacedLease)limiter.AttemptAcquire()).RetryAfter, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task A_full_queue_refuses_and_tells_how_long_to_wait()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 2, _time);
        limiter.AttemptAcquire();
        _ = limiter.AcquireAsync().AsTask();
        _ = limiter.AcquireAsync().AsTask();

        using var lease = await limiter.AcquireAsync().AsTask().WaitAsync(VirtualTime.Patience);

        Assert.That(lease.IsAcquired, Is.False);
        Assert.That(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : default, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Cancelling_gives_the_place_in_the_queue_to_the_next()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 2, _time);
        limiter.AttemptAcquire();
        using var cancellation = new CancellationTokenSource();
        var first = limiter.AcquireAsync(1, cancellation.Token).AsTask();
        var second = limiter.AcquireAsync().AsTask();

        cancellation.Cancel();
        await first.FailureAsync<OperationCanceledException>();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(IsGranted(second));
        Assert.That(limiter.GetStatistics()!.CurrentQueuedCount, Is.Zero);
    }

    [Test]
    public void Holding_lets_nothing_through_for_a_time()
    {
        using var limiter = new PacedRateLimiter(burst: 5, TimeSpan.FromSeconds(1), queueLimit: 2, _time);

        limiter.Hold(TimeSpan.FromSeconds(30));
        var permit = limiter.AcquireAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.That(permit.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.That(IsGranted(permit));
    }

    [Test]
    public async Task The_statistics_tell_what_is_left_who_waits_and_what_was_given()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromSeconds(10), queueLimit: 1, _time);
        Assert.That(limiter.GetStatistics()!.CurrentAvailablePermits, Is.EqualTo(3));
        limiter.AttemptAcquire();
        Assert.That(limiter.GetStatistics()!.CurrentAvailablePermits, Is.EqualTo(2));
        _time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.That(limiter.GetStatistics()!.CurrentAvailablePermits, Is.EqualTo(2), "not before it is whole");
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.That(limiter.GetStatistics()!.CurrentAvailablePermits, Is.EqualTo(3));

        limiter.AttemptAcquire(3);
        _ = limiter.AcquireAsync().AsTask();
        Assert.That((await limiter.AcquireAsync().AsTask().WaitAsync(VirtualTime.Patience)).IsAcquired, Is.False);

        var statistics = limiter.GetStatistics()!;
        Assert.That((statistics.CurrentAvailablePermits, statistics.CurrentQueuedCount, statistics.TotalSuccessfulLeases, statistics.TotalFailedLeases), Is.EqualTo((0L, 1L, 2L, 1L)));
    }

    [Test]
    public async Task More_permits_than_ever_are_there_at_once_are_refused_and_not_waited_for()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromSeconds(1), queueLimit: 9, _time);

        Assert.That(limiter.AttemptAcquire(3).IsAcquired);
        Assert.That(Assert.Throws<ArgumentOutOfRangeException>(() => limiter.AttemptAcquire(4))!.Message, Does.Contain("At most 3"));
        await Failures.FailureAsync<ArgumentOutOfRangeException>(() => limiter.AcquireAsync(4).AsTask());
    }

    [Test]
    public async Task Several_permits_are_waited_for_as_long_as_they_take_together()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromSeconds(10), queueLimit: 3, _time);
        limiter.AttemptAcquire(2);

        var three = limiter.AcquireAsync(3).AsTask();
        using var refused = await limiter.AcquireAsync().AsTask().WaitAsync(VirtualTime.Patience);
        Assert.That(refused.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : default, Is.EqualTo(TimeSpan.FromSeconds(30)));

        _time.Advance(TimeSpan.FromSeconds(19.9));
        Assert.That(three.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(IsGranted(three));
    }

    [Test]
    public async Task Who_is_cancelled_in_the_middle_of_the_queue_makes_nobody_wait_longer()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 3, _time);
        limiter.AttemptAcquire();
        using var leaving = new CancellationTokenSource();
        var first = limiter.AcquireAsync().AsTask();
        var second = limiter.AcquireAsync(1, leaving.Token).AsTask();
        var third = limiter.AcquireAsync().AsTask();

        leaving.Cancel();

        Assert.That((await second.FailureAsync<OperationCanceledException>()).CancellationToken, Is.EqualTo(leaving.Token));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.That((IsGranted(first), IsGranted(third)), Is.EqualTo((true, true)));
    }

    [Test]
    public void Who_is_cancelled_as_their_turn_comes_has_it_and_nobody_loses_a_place()
    {
        var time = new InterruptingTime();
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 2, time);
        limiter.AttemptAcquire();
        using var leaving = new CancellationTokenSource();
        var first = limiter.AcquireAsync(1, leaving.Token).AsTask();
        var second = limiter.AcquireAsync().AsTask();

        // The first has left the queue when the time is asked for the second, and does not know yet.
        var asked = 0;
        time.Interrupt = () =>
        {
            if (++asked == 2)
                leaving.Cancel();
        };
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.That((leaving.IsCancellationRequested, IsGranted(first), limiter.GetStatistics().CurrentQueuedCount), Is.EqualTo((true, true, 1)));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(IsGranted(second));
    }

    [Test]
    public async Task Who_is_cancelled_before_asking_takes_nothing()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 3, _time);

        await limiter.Acquire(1, PacedPatience.Endless, new CancellationToken(canceled: true)).Lease.AsTask().FailureAsync<OperationCanceledException>();

        Assert.That(limiter.AttemptAcquire().IsAcquired);
    }

    [Test]
    public void A_shorter_hold_does_not_end_a_longer_one()
    {
        using var limiter = new PacedRateLimiter(burst: 2, TimeSpan.FromSeconds(1), queueLimit: 2, _time);
        limiter.Hold(TimeSpan.FromSeconds(30));
        limiter.Hold(TimeSpan.FromSeconds(5));
        var permits = new[] { limiter.AcquireAsync().AsTask(), limiter.AcquireAsync().AsTask() };

        _time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.That(permits[0].IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(IsGranted(permits[0]));
        Assert.That(permits[1].IsCompleted, Is.False, "no burst after a hold");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(IsGranted(permits[1]));
    }

    [Test]
    public async Task A_refusal_says_when_to_come_back_and_a_permit_says_nothing()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 0, _time);
        using var granted = limiter.AttemptAcquire();
        using var refused = limiter.AttemptAcquire();
        using var queued = await limiter.AcquireAsync().AsTask().WaitAsync(VirtualTime.Patience);

        Assert.That(granted.MetadataNames, Is.Empty);
        Assert.That(granted.TryGetMetadata(MetadataName.RetryAfter.Name, out _), Is.False);
        Assert.That(new[] { refused, queued }.Select(lease => lease.MetadataNames.Single()), Is.All.EqualTo(MetadataName.RetryAfter.Name));
        Assert.That(refused.TryGetMetadata(MetadataName.ReasonPhrase.Name, out _), Is.False);
        Assert.That(refused.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : default, Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task A_disposed_limiter_gives_nothing()
    {
        var limiter = new PacedRateLimiter(burst: 2, TimeSpan.FromSeconds(10), queueLimit: 2, _time);
        limiter.Dispose();
        limiter.Dispose();
        limiter.Hold(TimeSpan.FromSeconds(1));

        Assert.That(() => limiter.AttemptAcquire(), Throws.TypeOf<ObjectDisposedException>());
        await Failures.FailureAsync<ObjectDisposedException>(() => limiter.AcquireAsync().AsTask());
    }

    [Test]
    public async Task Disposing_ends_the_waiting()
    {
        var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 2, _time);
        limiter.AttemptAcquire();
        var permit = limiter.AcquireAsync().AsTask();

        limiter.Dispose();

        await permit.FailureAsync<ObjectDisposedException>();
    }

    [TestCase(1, 1, 1.0, 1, 1.02)]
    [TestCase(5, 1, 1.0, 4, 0.204)]
    [TestCase(4, 60, 1.0, 3, 15.3)]
    [TestCase(100, 1, 1.0, 90, 0.0102)]
    [TestCase(2000, 1, 0.5, 900, 0.00102)]
    public async Task A_published_limit_is_kept_with_a_reserve(int permits, int seconds, double share, int burst, double interval)
    {
        var limit = new IterableRateLimit(permits, TimeSpan.FromSeconds(seconds), IterableRateLimitScope.Project);
        using var limiter = PacedRateLimiter.For(limit, share, queueLimit: 1, _time);

        Assert.That(Enumerable.Range(0, permits).Count(_ => limiter.AttemptAcquire().IsAcquired), Is.EqualTo(burst));
        var next = limiter.AcquireAsync().AsTask();
        await _time.WaitsBegunAsync(1);
        Assert.That(_time.Waits[^1].TotalSeconds, Is.EqualTo(interval).Within(0.0011));
        _time.Advance(_time.Waits[^1]);
        Assert.That(IsGranted(next));
    }

    [Test]
    public void Who_is_behind_one_that_a_hold_sends_away_does_not_wait_for_permits_that_nobody_takes()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromSeconds(10), queueLimit: 4, _time);
        limiter.AttemptAcquire(3);
        var three = limiter.Acquire(3, new PacedPatience(TimeSpan.MaxValue, LongestHold: TimeSpan.FromSeconds(0.5)), CancellationToken.None).Lease.AsTask();
        var one = limiter.AcquireAsync().AsTask();

        limiter.Hold(TimeSpan.FromSeconds(1));
        Assert.That(three.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(one.IsCompleted);
    }

    [Test]
    public void Who_is_behind_one_that_leaves_gets_at_once_what_is_there()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromSeconds(10), queueLimit: 4, _time);
        limiter.AttemptAcquire();
        using var leaving = new CancellationTokenSource();
        _ = limiter.AcquireAsync(3, leaving.Token).AsTask();
        var one = limiter.AcquireAsync().AsTask();

        leaving.Cancel();
        _time.Advance(TimeSpan.Zero);

        Assert.That(one.IsCompleted);
        Assert.That(_time.Waits[^1], Is.EqualTo(TimeSpan.Zero), "no timer of the system takes less");
    }

    [Test]
    public void A_wait_that_begins_as_a_hold_ends_is_one_for_the_limit()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 1, _time);
        limiter.Hold(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        limiter.AttemptAcquire();

        var turn = limiter.Acquire(1, PacedPatience.Endless, CancellationToken.None);

        Assert.That((turn.Wait, turn.IsHeld), Is.EqualTo((TimeSpan.FromSeconds(10), false)));
    }

    [TestCase(0, 10.0, 0.0, null)]
    [TestCase(0, 9.999, 0.0, nameof(PacedRefusal.WaitIsTooLong))]
    [TestCase(30, 30.0, 30.0, null)]
    [TestCase(30, 30.0, 29.999, nameof(PacedRefusal.HoldIsTooLong))]
    [TestCase(30, 29.999, 30.0, nameof(PacedRefusal.HoldIsTooLong))]
    public async Task Who_is_willing_to_wait_as_long_as_it_takes_is_let_in_and_who_is_not_is_refused(int hold, double longest, double longestHold, string? refusal)
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 1, _time);
        limiter.AttemptAcquire();
        limiter.Hold(TimeSpan.FromSeconds(hold));

        var lease = limiter.Acquire(1, Patience(longest, longestHold), CancellationToken.None).Lease;

        Assert.That(lease.IsCompleted ? ((PacedLease)await lease).Refusal.ToString() : null, Is.EqualTo(refusal));
    }

    [TestCase(7, true)]
    [TestCase(8, false)]
    public void What_somebody_has_waited_already_is_taken_from_what_a_hold_may_ask_of_them(int seconds, bool stays)
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 1, _time);
        _time.Advance(TimeSpan.FromSeconds(100));
        limiter.AttemptAcquire();
        var waiting = limiter.Acquire(1, Patience(longest: 12, longestHold: 60), CancellationToken.None).Lease;
        _time.Advance(TimeSpan.FromSeconds(5));

        limiter.Hold(TimeSpan.FromSeconds(seconds));

        Assert.That(waiting.IsCompleted, Is.Not.EqualTo(stays));
    }

    [Test]
    public async Task Who_a_hold_sends_away_is_told_when_to_come_back_behind_those_that_stay()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromSeconds(10), queueLimit: 5, _time);
        limiter.AttemptAcquire(3);
        var two = limiter.AcquireAsync(2).AsTask();
        var leaving = limiter.Acquire(1, Patience(longest: 35, longestHold: 60), CancellationToken.None).Lease.AsTask();
        var next = limiter.AcquireAsync().AsTask();

        limiter.Hold(TimeSpan.FromSeconds(20));

        var statistics = limiter.GetStatistics();
        Assert.That((statistics.CurrentQueuedCount, statistics.TotalFailedLeases), Is.EqualTo((3, 1)));
        Assert.That(leaving.IsCompleted);
        var refused = (PacedLease)await leaving;
        Assert.That((refused.Refusal, refused.RetryAfter), Is.EqualTo((PacedRefusal.HoldIsTooLong, TimeSpan.FromSeconds(40))));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.That((two.IsCompleted, next.IsCompleted), Is.EqualTo((true, false)));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(next.IsCompleted);
    }

    [Test]
    public void Who_gave_up_waiting_counts_among_those_that_got_nothing()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 1, _time);
        limiter.AttemptAcquire();
        using var leaving = new CancellationTokenSource();
        _ = limiter.AcquireAsync(1, leaving.Token).AsTask();

        leaving.Cancel();

        Assert.That((limiter.GetStatistics().CurrentQueuedCount, limiter.GetStatistics().TotalFailedLeases), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_disposed_limiter_leaves_nobody_waiting_and_no_timer_behind()
    {
        foreach (var isAsync in new[] { false, true })
        {
            var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 1, _time);
            limiter.AttemptAcquire();
            var waiting = limiter.AcquireAsync().AsTask();

            if (isAsync)
                await limiter.DisposeAsync();
            else
                limiter.Dispose();
            limiter.Hold(TimeSpan.FromSeconds(1));

            await waiting.FailureAsync<ObjectDisposedException>();
            Assert.That((limiter.GetStatistics().CurrentQueuedCount, _time.Timers), Is.EqualTo((0, 0)));
        }
    }

    [TestCase("their turn has come")]
    [TestCase("their turn came before they listened to the token")]
    [TestCase("the limiter is disposed")]
    public void A_token_that_lives_on_does_not_keep_those_who_waited_with_it_when(string end)
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 1, _time);
        using var living = new CancellationTokenSource();
        limiter.AttemptAcquire();

        var waited = end == "their turn came before they listened to the token" ? AnswerAndListen(limiter, living.Token) : Wait(limiter, living.Token);
        if (end == "the limiter is disposed")
            limiter.Dispose();
        _time.Advance(TimeSpan.FromSeconds(10));

        GC.Collect();
        Assert.That(waited.IsAlive, Is.False);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Wait(PacedRateLimiter limiter, CancellationToken token) => new(limiter.AcquireAsync(1, token).AsTask());

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference AnswerAndListen(PacedRateLimiter limiter, CancellationToken token)
        {
            var waiter = new PacedWaiter(limiter, 1, PacedPatience.Endless, since: 0);
            waiter.Answer(PacedLease.Granted);
            waiter.ListenTo(token);
            return new(waiter.Task);
        }
    }

    [Test]
    public void A_wait_that_turns_out_long_is_told_once_and_a_short_one_is_not()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 1, _time);
        var waiter = new PacedWaiter(limiter, 1, PacedPatience.Endless, since: 0);

        Assert.That(new[] { 0.999, 1, 2 }.Select(seconds => waiter.TellsOnce(TimeSpan.FromSeconds(seconds))), Is.EqualTo(new[] { false, true, false }));
    }

    private static bool IsGranted(Task<RateLimitLease> turn) => turn.IsCompletedSuccessfully && turn.Result.IsAcquired;

    private static PacedPatience Patience(double longest, double longestHold) => new(TimeSpan.FromSeconds(longest), TimeSpan.FromSeconds(longestHold));
}
