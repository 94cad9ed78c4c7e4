using System.Runtime.CompilerServices;
using static Iterable.Generated.Tests.Support.BulkScene;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>Streams that end before their records do.</summary>
[TestFixture]
public sealed class EndingTests
{
    [Test]
    public async Task Cancelling_gives_every_record_that_was_read_its_outcome_and_then_throws()
    {
        using var scene = new BulkScene();
        using var cancelling = new CancellationTokenSource();
        scene.Answer = async (_, token) =>
        {
            cancelling.Cancel();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        };
        var read = 0;

        var outcomes = await AllUntilCancelledAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 10, MaxConcurrentCalls = 2 }).SendAsync(Endless(() => read++)), cancelling.Token, enumeration: cancelling.Token);

        Assert.That(outcomes.Select(outcome => outcome.Sequence).Order(), Is.EqualTo(Enumerable.Range(0, read)));
        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.Reason)), Is.All.EqualTo((BulkOutcomeKind.NotSent, BulkReason.Cancelled)));
        Assert.That(outcomes.Count(outcome => !outcome.SurelyNotSent), Is.EqualTo(10 * scene.Calls.Count), "those in calls that arrived");
        Assert.That(scene.Time.Waits, Does.Contain(TimeSpan.FromSeconds(10)), "the time to be answered in");
    }

    [Test]
    public async Task Calls_on_their_way_have_a_time_to_be_answered_after_a_cancellation()
    {
        using var scene = new BulkScene();
        using var cancelling = new CancellationTokenSource();
        scene.Time.Jumps = false;
        scene.Answer = async (_, _) =>
        {
            await cancelling.CancelAsync();
            await Task.Yield();
            return null;
        };

        var outcomes = await AllUntilCancelledAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 10, MaxConcurrentCalls = 1 }).SendAsync(Endless(() => { }), cancelling.Token), cancelling.Token);

        Assert.That(outcomes.Count(outcome => outcome.Kind == BulkOutcomeKind.Accepted), Is.EqualTo(10));
        Assert.That(outcomes.Where(outcome => outcome.Kind != BulkOutcomeKind.Accepted).Select(outcome => outcome.SurelyNotSent), Is.All.True);
    }

    [Test]
    public void Calls_have_the_time_to_heed_their_cancellation_also_where_they_are_cancelled_as_their_time_to_be_answered_ends()
    {
        var time = new LateTime();
        using var ending = new RunEnding(time, TimeSpan.FromSeconds(10), new RunSignal());
        ending.Begin();

        var fire = time.TakeWithin(TimeSpan.FromSeconds(10));
        ending.BeginAtOnce();
        fire();

        time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.That((ending.CallToken.IsCancellationRequested, ending.IsAbandoned), Is.EqualTo((true, false)));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.That(ending.IsAbandoned);
    }

    [Test]
    public void A_run_that_ends_at_once_sends_nothing_more_and_leaves_no_timer_when_it_is_over()
    {
        var time = new VirtualTime();
        var ending = new RunEnding(time, TimeSpan.FromSeconds(10), new RunSignal());

        ending.BeginAtOnce();
        Assert.That((ending.IsStopping, time.Timers), Is.EqualTo((true, 1)));
        ending.Dispose();

        Assert.That(time.Timers, Is.Zero);
    }

    [Test]
    public void Calls_that_were_cancelled_before_their_time_to_be_answered_was_over_are_left_alone_no_later_for_it()
    {
        var time = new VirtualTime();
        using var ending = new RunEnding(time, TimeSpan.FromSeconds(10), new RunSignal());
        ending.Begin();
        time.Advance(TimeSpan.FromSeconds(9));

        ending.BeginAtOnce();
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.That((ending.IsAbandoned, time.Timers), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task A_run_that_is_over_leaves_nothing_at_tokens_that_go_on()
    {
        using var application = new CancellationTokenSource();
        using var enumeration = new CancellationTokenSource();

        var heard = await RunAsync();
        GC.Collect();

        Assert.That(heard.IsAlive, Is.False, "a service keeps its token for as long as it lives, and would keep each run");

        async Task<WeakReference> RunAsync()
        {
            WeakReference? heard = null;
            var stream = new BulkStream<int>(
                stop =>
                {
                    heard = Listen(stop);
                    return AsyncEnumerable.Empty<BulkOutcome<int>>();
                },
                application.Token);
            await foreach (var _ in stream.WithCancellation(enumeration.Token))
                Assert.Fail("There are no outcomes.");
            return heard!;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Listen(CancellationToken stop)
        {
            var listener = new object();
            stop.Register(static _ => { }, listener);
            return new WeakReference(listener);
        }
    }

    [Test]
    public async Task A_call_that_does_not_heed_its_cancellation_is_left_alone()
    {
        using var scene = new BulkScene();
        using var cancelling = new CancellationTokenSource();
        scene.Answer = async (_, _) =>
        {
            await cancelling.CancelAsync();
            await new TaskCompletionSource().Task;
            return null;
        };

        var outcomes = await AllUntilCancelledAsync(scene.Bulk.UserUpdates().SendAsync([User(1), User(2)], cancelling.Token), cancelling.Token);

        Assert.That(outcomes.Select(outcome => (outcome.Reason, outcome.SurelyNotSent)), Is.EqualTo(new[] { (BulkReason.Cancelled, false), (BulkReason.Cancelled, false) }));
        Assert.That(scene.Time.Waits.TakeLast(2).Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 10.0, 5.0 }), "to be answered in, and to heed the cancellation");
    }

    [TestCase(413, "", true)]
    [TestCase(200, """{"successCount":9,"failCount":0}""", false)]
    public async Task What_was_to_go_out_again_in_parts_when_it_was_cancelled_has_its_outcome(int status, string answer, bool isSure)
    {
        using var scene = new BulkScene();
        using var cancelling = new CancellationTokenSource();
        scene.Time.Jumps = false;
        scene.Answer = async (body, _) =>
        {
            if (CountOf(body) == 4)
                return (status, answer);
            await cancelling.CancelAsync();
            // The time to be answered in has begun, after that of the batch to be filled: the stream knows that it is cancelled.
            await scene.Time.WaitsBegunAsync(2);
            return null;
        };

        var outcomes = await AllUntilCancelledAsync(scene.Bulk.UserUpdates().SendAsync([User(0), User(1), User(2), User(3)], cancelling.Token), cancelling.Token);

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent)), Is.EqualTo(new[]
        {
            (BulkOutcomeKind.Accepted, default, false), (BulkOutcomeKind.Accepted, default, false), (BulkOutcomeKind.NotSent, BulkReason.Cancelled, isSure), (BulkOutcomeKind.NotSent, BulkReason.Cancelled, isSure),
        }));
    }

    [Test]
    public async Task What_waits_to_be_sent_again_when_it_is_cancelled_may_have_taken_effect()
    {
        using var scene = new BulkScene().Answers(_ => (200, """{"msg":"","code":"Success"}"""));
        scene.Time.Jumps = false;
        using var cancelling = new CancellationTokenSource();

        var all = AllUntilCancelledAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { DrainTime = TimeSpan.Zero }).SendAsync([User(0)], cancelling.Token), cancelling.Token);
        await scene.Time.WaitsBegunAsync(2);
        await cancelling.CancelAsync();

        Assert.That((await all).Select(outcome => (outcome.Reason, outcome.SurelyNotSent)), Is.EqualTo(new[] { (BulkReason.Cancelled, false) }));
        Assert.That(scene.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_call_that_fails_by_itself_after_the_cancellation_keeps_its_reason()
    {
        using var scene = new BulkScene();
        using var cancelling = new CancellationTokenSource();
        scene.Time.Jumps = false;
        scene.Answer = async (_, _) =>
        {
            await cancelling.CancelAsync();
            // The stream knows that it is cancelled.
            await scene.Time.WaitsBegunAsync(2);
            return (500, "");
        };

        var outcomes = await AllUntilCancelledAsync(scene.Bulk.UserUpdates().SendAsync([User(0)], cancelling.Token), cancelling.Token);

        Assert.That(outcomes.Select(outcome => (outcome.Reason, outcome.SurelyNotSent, outcome.Exception is IterableServerException)), Is.EqualTo(new[] { (BulkReason.NoAnswer, false, true) }));
    }

    [Test]
    public async Task A_record_that_waits_for_another_of_its_user_when_it_is_cancelled_has_its_outcome()
    {
        using var scene = new BulkScene();
        using var cancelling = new CancellationTokenSource();
        scene.Time.Jumps = false;
        scene.Answer = async (_, _) =>
        {
            await cancelling.CancelAsync();
            return null;
        };

        var outcomes = await AllUntilCancelledAsync(scene.Bulk.UserUpdates().SendAsync([User(0), User(0), User(0)], cancelling.Token), cancelling.Token);

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => (outcome.Kind, outcome.SurelyNotSent)), Is.EqualTo(new[]
        {
            (BulkOutcomeKind.Accepted, false), (BulkOutcomeKind.NotSent, true), (BulkOutcomeKind.NotSent, true),
        }));
    }

    [Test]
    public async Task A_record_that_comes_from_its_source_after_the_cancellation_has_its_outcome()
    {
        using var scene = new BulkScene();
        scene.Time.Jumps = false;
        using var cancelling = new CancellationTokenSource();
        var (asked, more) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        var all = AllUntilCancelledAsync(scene.Bulk.UserUpdates().SendAsync(Late(), cancelling.Token), cancelling.Token);
        await asked.Task.WaitAsync(VirtualTime.Patience);
        await cancelling.CancelAsync();

        // The time to be answered in has begun, after that of the batch to be filled: the stream waits for the record, and knows that it is cancelled.
        await scene.Time.WaitsBegunAsync(2);
        more.SetResult();

        Assert.That((await all).Select(outcome => (outcome.Sequence, outcome.Record.Email, outcome.Reason, outcome.SurelyNotSent)), Is.EquivalentTo(new[]
        {
            (0L, "user1@example.com", BulkReason.Cancelled, true), (1L, "user2@example.com", BulkReason.Cancelled, true),
        }));

        async IAsyncEnumerable<UserUpdateRequest> Late()
        {
            yield return User(1);
            asked.SetResult();
            await more.Task;
            yield return User(2);
            yield return User(3);
        }
    }

    [Test]
    public async Task A_source_that_does_not_heed_that_it_is_to_stop_is_closed_when_it_comes_back([Values] bool isLeft)
    {
        using var scene = new BulkScene();
        using var cancelling = new CancellationTokenSource();
        var (more, closed) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var outcomes = scene.Bulk.UserUpdates().SendAsync(Deaf(), cancelling.Token).GetAsyncEnumerator();
        Assert.That(await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience));

        if (!isLeft)
        {
            await cancelling.CancelAsync();
            await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience).FailureAsync<OperationCanceledException>();
        }

        await outcomes.DisposeAsync().AsTask().WaitAsync(VirtualTime.Patience);
        Assert.That(closed.Task.IsCompleted, Is.False);
        more.SetResult();
        await closed.Task.WaitAsync(VirtualTime.Patience);

        async IAsyncEnumerable<UserUpdateRequest> Deaf()
        {
            try
            {
                yield return User(1);
                await more.Task;
                yield return User(2);
            }
            finally
            {
                closed.SetResult();
            }
        }
    }

    [Test]
    public async Task Whoever_cancels_finds_their_own_token_where_there_are_two([Values] bool ofTheCall)
    {
        using var scene = new BulkScene();
        using var call = new CancellationTokenSource();
        using var enumeration = new CancellationTokenSource();
        scene.Answer = async (body, token) =>
        {
            if (CountOf(body) == 1)
                return null;
            await (ofTheCall ? call : enumeration).CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        };
        var records = Enumerable.Range(0, 3).Select(i => User(i, new { text = new string('x', i == 0 ? 900 : 10) }));

        var outcomes = await AllUntilCancelledAsync(
            scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchBytes = 1024 }).SendAsync(records, call.Token), (ofTheCall ? call : enumeration).Token, enumeration.Token);

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Kind), Is.EqualTo(new[] { BulkOutcomeKind.Accepted, BulkOutcomeKind.NotSent, BulkOutcomeKind.NotSent }));
    }

    [Test]
    public async Task Two_tokens_of_which_none_is_cancelled_end_nothing()
    {
        using var scene = new BulkScene();
        using var call = new CancellationTokenSource();
        using var enumeration = new CancellationTokenSource();
        var outcomes = new List<BulkOutcome<UserUpdateRequest>>();

        await foreach (var outcome in scene.Bulk.UserUpdates().SendAsync([User(1), User(2)], call.Token).WithCancellation(enumeration.Token))
            outcomes.Add(outcome);

        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.EqualTo(new[] { BulkOutcomeKind.Accepted, BulkOutcomeKind.Accepted }));
    }

    [TestCase(true, false, typeof(TaskCanceledException))]
    [TestCase(false, false, typeof(InvalidDataException))]
    [TestCase(false, true, typeof(InvalidDataException))]
    public async Task What_a_source_fails_with_is_not_taken_for_its_end_or_for_the_cancellation(bool isTimeout, bool isCancelled, Type expected)
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        using var cancelling = new CancellationTokenSource();
        var outcomes = new List<BulkOutcome<UserUpdateRequest>>();

        var failure = await SendAsync().WaitAsync(VirtualTime.Patience).FailureAsync<Exception>();

        Assert.That(failure, Is.TypeOf(expected));
        Assert.That(outcomes, Has.Count.EqualTo(1));

        async Task SendAsync()
        {
            await foreach (var outcome in scene.Bulk.UserUpdates().SendAsync(Source(), cancelling.Token))
                outcomes.Add(outcome);
        }

        async IAsyncEnumerable<UserUpdateRequest> Source([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return User(1);
            if (isCancelled)
            {
                var stopped = Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                _ = Task.Run(cancelling.Cancel, CancellationToken.None);
                await stopped;
            }

            throw isTimeout ? new TaskCanceledException("the database took too long") : new InvalidDataException();
        }
    }

    [Test]
    public async Task A_source_that_waits_is_told_to_stop()
    {
        using var scene = new BulkScene();
        using var cancelling = new CancellationTokenSource();
        var wasStopped = false;

        var outcomes = await AllUntilCancelledAsync(scene.Bulk.UserUpdates().SendAsync(TwoThenWait(), cancelling.Token), cancelling.Token);

        Assert.That(wasStopped);
        Assert.That(outcomes.Select(outcome => (outcome.Reason, outcome.SurelyNotSent)), Is.EqualTo(new[] { (BulkReason.Cancelled, true), (BulkReason.Cancelled, true) }));

        async IAsyncEnumerable<UserUpdateRequest> TwoThenWait([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            scene.Time.Jumps = false;
            yield return User(1);
            yield return User(2);
            _ = Task.Run(cancelling.Cancel, CancellationToken.None);
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                wasStopped = true;
            }
        }
    }

    [Test]
    public async Task Leaving_the_enumeration_cancels_the_calls_and_closes_the_source([Values] bool hasTwoTokens)
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        using var scene = new BulkScene();
        var calls = 0;
        var cancelled = new TaskCompletionSource();
        scene.Answer = async (_, token) =>
        {
            if (Interlocked.Increment(ref calls) == 1)
                return null;
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                cancelled.TrySetResult();
            }

            return null;
        };
        var isClosed = false;

        await foreach (var outcome in scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 10, MaxConcurrentCalls = 2 }).SendAsync(Source(), hasTwoTokens ? first.Token : default).WithCancellation(hasTwoTokens ? second.Token : default))
            break;

        await cancelled.Task.WaitAsync(VirtualTime.Patience);
        Assert.That(isClosed);

        IEnumerable<UserUpdateRequest> Source()
        {
            try
            {
                for (var i = 0; ; i++)
                    yield return User(i);
            }
            finally
            {
                isClosed = true;
            }
        }
    }

    [Test]
    public async Task Leaving_the_enumeration_ends_when_the_call_on_its_way_has_ended()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var end = new TaskCompletionSource();
        scene.Answer = async (body, token) =>
        {
            if (!body.ToString().Contains("user1@"))
                return null;
            await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await end.Task;
            return null;
        };
        var outcomes = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 1 }).SendAsync([User(0), User(1)]).GetAsyncEnumerator();
        Assert.That(await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience));

        var leaving = outcomes.DisposeAsync().AsTask();
        Assert.That(leaving.IsCompleted, Is.False);
        end.SetResult();

        await leaving.WaitAsync(VirtualTime.Patience);
    }

    [Test]
    public async Task Leaving_the_enumeration_ends_when_a_source_that_waits_was_told_and_is_closed()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var (end, isClosed) = (new TaskCompletionSource(), false);
        var outcomes = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 1 }).SendAsync(Source()).GetAsyncEnumerator();
        Assert.That(await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience));

        var leaving = outcomes.DisposeAsync().AsTask();
        Assert.That(leaving.IsCompleted, Is.False);
        end.SetResult();
        await leaving.WaitAsync(VirtualTime.Patience);

        Assert.That(isClosed);

        async IAsyncEnumerable<UserUpdateRequest> Source([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return User(0);
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                await end.Task;
                isClosed = true;
            }
        }
    }

    [Test]
    public void A_token_that_outlives_a_stream_keeps_nothing_of_it([Values] bool isSecond)
    {
        using var scene = new BulkScene();
        using var forEver = new CancellationTokenSource();
        using var other = new CancellationTokenSource();

        var held = Send();

        Assert.That(() => IsHeld(), Is.False.After((int)VirtualTime.Patience.TotalMilliseconds, 50), "once the threads that it ran on have left it");

        bool IsHeld()
        {
            GC.Collect();
            return held.Any(each => each.IsAlive);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference[] Send()
        {
            var record = User(0);
            var records = Enumerable.Range(0, 3).Select(i => i == 0 ? record : User(i));
            var outcomes = isSecond
                ? scene.Bulk.UserUpdates().SendAsync(records, other.Token)
                : scene.Bulk.UserUpdates().SendAsync(records, forEver.Token);
            ReadAsync(outcomes).Wait(VirtualTime.Patience);
            return [new WeakReference(records), new WeakReference(record)];
        }

        async Task ReadAsync(IAsyncEnumerable<BulkOutcome<UserUpdateRequest>> outcomes)
        {
            await foreach (var _ in outcomes.WithCancellation(isSecond ? forEver.Token : default))
            {
            }
        }
    }

    [Test]
    public async Task A_stream_that_has_ended_leaves_no_timer_behind([Values] bool isCancelled)
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        using var cancelling = new CancellationTokenSource();
        scene.Answer = async (_, _) =>
        {
            if (isCancelled)
            {
                await cancelling.CancelAsync();
                await scene.Time.WaitsBegunAsync(2);
            }

            return null;
        };

        var outcomes = scene.Bulk.UserUpdates().SendAsync([User(1)], cancelling.Token);
        await (isCancelled ? AllUntilCancelledAsync(outcomes, cancelling.Token) : AllAsync(outcomes));

        Assert.That(scene.Time.Timers, Is.Zero);
    }

    [Test]
    public async Task Reading_stops_when_nobody_takes_outcomes()
    {
        using var scene = new BulkScene();
        var read = 0;
        var options = new BulkUserUpdateOptions { MaxBatchRecords = 10, MaxConcurrentCalls = 2, MaxPendingRecords = 45 };

        await using var outcomes = scene.Bulk.UserUpdates(options).SendAsync(Endless(() => read++)).GetAsyncEnumerator();
        for (var taken = 1; taken < 500; taken++)
        {
            await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience);
            Assert.That(read - taken, Is.LessThan(45), "with the one that was just taken there are 45");
        }
    }

    [Test]
    public async Task A_batch_that_does_not_fill_goes_out_when_it_has_waited()
    {
        using var scene = new BulkScene();
        scene.Time.Jumps = false;
        var more = new TaskCompletionSource();

        await using var outcomes = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { Linger = TimeSpan.FromSeconds(3), MaxBatchRecords = 2 }).SendAsync(OneThenWait(more.Task)).GetAsyncEnumerator();
        var first = outcomes.MoveNextAsync().AsTask();
        await scene.Time.WaitsBegunAsync(1);
        scene.Time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.That(scene.Calls, Is.Empty);
        scene.Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.That(await first.WaitAsync(VirtualTime.Patience));
        more.SetResult();
        Assert.That(await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience), Is.False);
    }

    [Test]
    public async Task A_timer_that_is_early_makes_no_batch_wait_for_ever()
    {
        using var scene = new BulkScene();
        scene.Time.Jumps = false;
        scene.Time.WholeMilliseconds = true;
        var more = new TaskCompletionSource();

        await using var outcomes = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { Linger = TimeSpan.FromMilliseconds(1.5) }).SendAsync(OneThenWait(more.Task)).GetAsyncEnumerator();
        var first = outcomes.MoveNextAsync().AsTask();
        await scene.Time.WaitsBegunAsync(1);
        scene.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That(await first.WaitAsync(VirtualTime.Patience));
        more.SetResult();
        Assert.That(await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience), Is.False);
    }

    /// <summary>The outcomes before the exception that says that a token was cancelled.</summary>
    private static Task<List<BulkOutcome<UserUpdateRequest>>> AllUntilCancelledAsync(IAsyncEnumerable<BulkOutcome<UserUpdateRequest>> outcomes, CancellationToken cancelled, CancellationToken enumeration = default)
    {
        return Task.Run(ReadAsync, CancellationToken.None).WaitAsync(VirtualTime.Patience, CancellationToken.None);

        async Task<List<BulkOutcome<UserUpdateRequest>>> ReadAsync()
        {
            var all = new List<BulkOutcome<UserUpdateRequest>>();
            try
            {
                await foreach (var outcome in outcomes.WithCancellation(enumeration))
                    all.Add(outcome);
            }
            catch (OperationCanceledException e)
            {
                Assert.That(e.CancellationToken, Is.EqualTo(cancelled));
                return all;
            }

            throw new AssertionException("It ended as if it were not cancelled.");
        }
    }

    private static async IAsyncEnumerable<UserUpdateRequest> OneThenWait(Task more)
    {
        yield return User(1);
        await more;
    }

    private static IEnumerable<UserUpdateRequest> Endless(Action onRead)
    {
        for (var i = 0; ; i++)
        {
            onRead();
            yield return User(i);
        }
    }

    /// <summary>A clock whose timers can be about to fire.</summary>
    private sealed class LateTime : VirtualTime
    {
        public Action TakeWithin(TimeSpan time) => TakeNext(GetUtcNow() + time) ?? throw new InvalidOperationException("No timer is due.");
    }
}
