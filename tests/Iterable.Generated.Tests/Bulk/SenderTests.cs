using System.Collections.Concurrent;
using static Iterable.Generated.Tests.Support.BulkScene;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>Records that are pushed.</summary>
[TestFixture]
public sealed class SenderTests
{
    private readonly ConcurrentQueue<BulkOutcome<UserUpdateRequest>> _told = [];

    [SetUp]
    public void Forget() => _told.Clear();

    [Test]
    public async Task Waiting_for_room_leaves_nothing_behind_at_a_token_that_goes_on()
    {
        using var application = new CancellationTokenSource();
        var queue = new SenderQueue<int>(room: 1);
        await AddTwoAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 5_000; i++)
            await AddTwoAsync();

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(500_000));

        async Task AddTwoAsync()
        {
            await queue.AddAsync(default, mayWait: true, application.Token);
            var second = queue.AddAsync(default, mayWait: true, application.Token);
            Assert.That(second.IsCompleted, Is.False);
            queue.TryTake(out _, out _);
            await second;
            queue.TryTake(out _, out _);
        }
    }

    [Test]
    public async Task Every_record_has_one_outcome_whoever_adds_it()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        await using (var sender = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 50 }).CreateSender(TellAsync))
            await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
            {
                for (var i = 0; i < 250; i++)
                    await sender.AddAsync(User((thread * 250) + i), thread);
            })));

        Assert.That(_told.Select(outcome => outcome.Sequence).Order(), Is.EqualTo(Enumerable.Range(0, 2000)));
        Assert.That(_told.Select(outcome => outcome.Kind), Is.All.EqualTo(BulkOutcomeKind.Accepted));
        Assert.That(_told.Select(outcome => outcome.Record.Email).Distinct().Count(), Is.EqualTo(2000));
        Assert.That(_told.GroupBy(outcome => outcome.State).Select(group => group.Count()), Is.All.EqualTo(250));
    }

    [Test]
    public async Task Flushing_waits_for_the_outcomes_of_what_was_added()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        await using var sender = scene.Bulk.UserUpdates().CreateSender(TellAsync);
        for (var i = 0; i < 5; i++)
            await sender.AddAsync(User(i % 2));

        await sender.FlushAsync().WaitAsync(VirtualTime.Patience);

        Assert.That(_told, Has.Count.EqualTo(5));
        Assert.That(scene.Calls.Sum(CountOf), Is.EqualTo(5));
        await sender.FlushAsync().WaitAsync(VirtualTime.Patience);
    }

    [Test]
    public async Task Flushing_sends_a_batch_that_waits_to_be_filled_and_does_not_wait_with_it()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        await using var sender = scene.Bulk.UserUpdates().CreateSender(TellAsync);
        for (var i = 1; i <= 20; i++)
        {
            await sender.AddAsync(User(i));
            await scene.Time.WaitsBegunAsync(i);
            await sender.FlushAsync().WaitAsync(VirtualTime.Patience);
            Assert.That(_told, Has.Count.EqualTo(i));
        }
    }

    [Test]
    public async Task A_handler_that_would_wait_for_itself_is_told_so()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var refusals = new ConcurrentQueue<Exception>();
        var again = 0;
        IBulkSender<UserUpdateRequest>? sender = null;
        sender = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 2, MaxConcurrentCalls = 1, MaxPendingRecords = 4 }).CreateSender(async outcome =>
        {
            await TellAsync(outcome);
            if (outcome.Sequence != 0)
                return;

            await NoteAsync(() => sender!.FlushAsync());
            await NoteAsync(() => sender!.CloseAsync());
            await NoteAsync(() => sender!.DisposeAsync().AsTask());
            while (refusals.Count < 4)
                await NoteAsync(async () =>
                {
                    await sender!.AddAsync(User(100 + again));
                    again++;
                });
        });
        await sender.AddAsync(User(0));

        await sender.FlushAsync().WaitAsync(VirtualTime.Patience);
        await sender.DisposeAsync().AsTask().WaitAsync(VirtualTime.Patience);

        Assert.That(refusals, Is.All.TypeOf<InvalidOperationException>());
        Assert.That(again, Is.GreaterThan(0));
        Assert.That(_told, Has.Count.EqualTo(1 + again), "what had room was added and sent");

        async Task NoteAsync(Func<Task> call)
        {
            try
            {
                await call();
            }
            catch (InvalidOperationException e)
            {
                refusals.Enqueue(e);
            }
        }
    }

    [Test]
    public async Task Adding_waits_for_room_and_drops_nothing()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var go = new TaskCompletionSource();
        scene.Answer = async (_, _) =>
        {
            await go.Task;
            return null;
        };
        await using var sender = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 2, MaxConcurrentCalls = 1, MaxPendingRecords = 4 }).CreateSender(TellAsync);
        var added = 0;
        using var impatient = new CancellationTokenSource();

        var adding = Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await sender.AddAsync(User(i));
                Interlocked.Increment(ref added);
            }
        });
        Assert.That(() => Volatile.Read(ref added), Is.GreaterThanOrEqualTo(6).After((int)VirtualTime.Patience.TotalMilliseconds, 5), "four on their way, two that wait");
        Assert.That(Volatile.Read(ref added), Is.LessThan(10));
        var cancelled = sender.AddAsync(User(1000), null, impatient.Token);
        await impatient.CancelAsync();
        Assert.That(async () => await cancelled.AsTask().WaitAsync(VirtualTime.Patience), Throws.InstanceOf<OperationCanceledException>());
        go.SetResult();
        await adding.WaitAsync(VirtualTime.Patience);
        await sender.CloseAsync().WaitAsync(VirtualTime.Patience);

        Assert.That(_told, Has.Count.EqualTo(100));
    }

    [Test]
    public async Task Who_waits_for_room_when_the_sender_is_closed_is_told_so_and_who_has_cancelled_adds_nothing()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var go = new TaskCompletionSource();
        scene.Answer = async (_, _) =>
        {
            await go.Task;
            return null;
        };
        var sender = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 2, MaxConcurrentCalls = 1, MaxPendingRecords = 2 }).CreateSender(TellAsync);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.That(async () => await sender.AddAsync(User(0), null, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        for (var i = 1; i <= 4; i++)
            await sender.AddAsync(User(i)).AsTask().WaitAsync(VirtualTime.Patience);

        // Two are on their way, and two wait.
        var waiting = sender.AddAsync(User(5)).AsTask();
        var closing = sender.CloseAsync();

        await waiting.WaitAsync(VirtualTime.Patience).FailureAsync<ObjectDisposedException>();
        go.SetResult();
        await closing.WaitAsync(VirtualTime.Patience);
        Assert.That(_told, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Closing_drains_within_its_time_and_returns_what_remains()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var calls = 0;
        var secondCall = new TaskCompletionSource();
        scene.Answer = async (_, token) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                secondCall.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
            }

            return null;
        };
        var sender = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 10, MaxConcurrentCalls = 1 }).CreateSender(TellAsync);
        for (var i = 0; i < 35; i++)
            await sender.AddAsync(User(i), i);

        var closing = sender.CloseAsync();
        await secondCall.Task.WaitAsync(VirtualTime.Patience);
        scene.Time.Advance(TimeSpan.FromSeconds(10));
        var remaining = await closing.WaitAsync(VirtualTime.Patience);

        Assert.That(_told.Select(outcome => outcome.Sequence).Order(), Is.EqualTo(Enumerable.Range(0, 35)));
        Assert.That(remaining.Select(outcome => (outcome.Kind, outcome.Reason)), Has.Exactly(25).Items.And.All.EqualTo((BulkOutcomeKind.NotSent, BulkReason.Disposed)));
        Assert.That(remaining.Count(outcome => outcome.SurelyNotSent), Is.EqualTo(15));
        Assert.That(await sender.CloseAsync().WaitAsync(VirtualTime.Patience), Is.EqualTo(remaining));
        Assert.That(async () => await sender.AddAsync(User(1)), Throws.InstanceOf<ObjectDisposedException>());
        await sender.DisposeAsync().AsTask().WaitAsync(VirtualTime.Patience);
    }

    [Test]
    public async Task A_closed_sender_leaves_no_timer_behind()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var sender = scene.Bulk.UserUpdates().CreateSender(TellAsync);
        await sender.AddAsync(User(1));

        await sender.CloseAsync().WaitAsync(VirtualTime.Patience);

        Assert.That(scene.Time.Timers, Is.Zero);
    }

    [Test]
    public async Task What_a_disposed_client_did_not_send_is_told_and_not_kept()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var sender = scene.Bulk.UserUpdates().CreateSender(TellAsync);
        scene.Dispose();
        await sender.AddAsync(User(1));
        await sender.FlushAsync().WaitAsync(VirtualTime.Patience);

        Assert.That(_told.Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent)), Is.EqualTo(new[] { (BulkOutcomeKind.NotSent, BulkReason.Disposed, true) }));
        Assert.That(await sender.CloseAsync().WaitAsync(VirtualTime.Patience), Is.Empty, "it was not the closing that gave it up");
    }

    [Test]
    public async Task What_the_handler_throws_comes_out_of_the_next_call_and_loses_nothing()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var sender = scene.Bulk.UserUpdates().CreateSender(async outcome =>
        {
            await TellAsync(outcome);
            if (outcome.Sequence == 0)
                throw new InvalidDataException();
        });
        await sender.AddAsync(User(1));
        await sender.AddAsync(User(2));

        Assert.That(async () => await sender.FlushAsync().WaitAsync(VirtualTime.Patience), Throws.TypeOf<InvalidDataException>());
        await sender.AddAsync(User(3));
        Assert.That(await sender.CloseAsync().WaitAsync(VirtualTime.Patience), Is.Empty);
        Assert.That(_told, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task What_the_handler_throws_comes_out_of_the_next_adding_which_adds_nothing()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var (both, second) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var sender = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 1 }).CreateSender(async outcome =>
        {
            // Not before the second was added, which else would be the next.
            await both.Task;
            if (outcome.Sequence == 0)
                throw new InvalidDataException();
            second.TrySetResult();
            await TellAsync(outcome);
        });
        await sender.AddAsync(User(1));
        await sender.AddAsync(User(2)).AsTask().WaitAsync(VirtualTime.Patience);
        both.SetResult();
        await second.Task.WaitAsync(VirtualTime.Patience);

        Assert.That(async () => await sender.AddAsync(User(3)), Throws.TypeOf<InvalidDataException>());
        await sender.CloseAsync().WaitAsync(VirtualTime.Patience);

        Assert.That(_told, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_the_handler_throws_comes_out_of_the_closing_where_nothing_else_is_called()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var sender = scene.Bulk.UserUpdates().CreateSender(_ => throw new InvalidDataException());
        await sender.AddAsync(User(1));

        Assert.That(async () => await sender.CloseAsync().WaitAsync(VirtualTime.Patience), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public async Task What_the_handler_leaves_running_may_flush()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var go = new TaskCompletionSource();
        var left = Task.CompletedTask;
        IBulkSender<UserUpdateRequest>? sender = null;
        sender = scene.Bulk.UserUpdates().CreateSender(_ =>
        {
            left = Task.Run(async () =>
            {
                await go.Task;
                await sender!.FlushAsync();
            });
            return default;
        });
        await sender.AddAsync(User(1));
        await sender.FlushAsync().WaitAsync(VirtualTime.Patience);

        go.SetResult();

        Assert.That(async () => await left.WaitAsync(VirtualTime.Patience), Throws.Nothing);
        await sender.DisposeAsync().AsTask().WaitAsync(VirtualTime.Patience);
    }

    [Test]
    public async Task A_handler_may_take_its_time_for_each_outcome_and_one_that_does_not_come_back_keeps_nobody_waiting()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var (entered, go) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        var sender = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 1, MaxConcurrentCalls = 1 }).CreateSender(async _ =>
        {
            entered.Release();
            await go.WaitAsync();
        });
        for (var i = 0; i < 3; i++)
            await sender.AddAsync(User(i));
        await EnteredAsync();

        var closing = sender.CloseAsync();
        await scene.Time.WaitsBegunAsync(1);
        scene.Time.Advance(TimeSpan.FromSeconds(10));
        await scene.Time.WaitsBegunAsync(2);
        go.Release();
        await EnteredAsync();
        scene.Time.Advance(TimeSpan.FromSeconds(10));
        await scene.Time.WaitsBegunAsync(4);
        Assert.That(closing.IsCompleted, Is.False, "it has come back from one");
        scene.Time.Advance(TimeSpan.FromSeconds(10));

        await closing.WaitAsync(VirtualTime.Patience);
        go.Release(10);

        async Task EnteredAsync() => Assert.That(await entered.WaitAsync(VirtualTime.Patience));
    }

    private ValueTask TellAsync(BulkOutcome<UserUpdateRequest> outcome)
    {
        _told.Enqueue(outcome);
        return default;
    }
}
