using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>
/// Who waits in this process for the slots of one key. Slots are reserved for those who wait, a chunk at a time, and nobody holds one before it
/// is due: whoever is cancelled gives up nothing but a place in the queue, and at most a chunk is left unused.
/// </summary>
internal sealed class SharedTurns : IPacedQueue, IDisposable
{
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(100);
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(-1000);
    private static readonly TimeSpan FarOff = TimeSpan.FromDays(1000);

    private readonly LinkedList<PacedWaiter> _queue = new();
    private readonly string _key;
    private readonly RateLimitStoreGuard _store;
    private readonly TimeProvider _time;
    private readonly SharedPace _pace;
    private readonly int _queueLimit;
    private readonly long _origin;
    private readonly ITimer _timer;
    private readonly SlotsInHand _slots;

    // On this process's clock, since the origin, as are all times here.
    private TimeSpan _heldUntil = LongAgo;
    private bool _reserving;
    private bool _disposed;

    public SharedTurns(string key, IterableRateLimit limit, IterableSharedRateLimiterOptions options, RateLimitStoreGuard store)
    {
        _key = key;
        _store = store;
        _time = options.TimeProvider;
        _queueLimit = options.QueueLimit;
        _pace = SharedPace.For(limit, options.Share);
        _slots = new SlotsInHand(_pace.Interval);
        _origin = _time.GetTimestamp();
        _timer = _time.CreateDetachedTimer(static state => ((SharedTurns)state!).Release(), this);
    }

    object IPacedQueue.Lock => _queue;

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    public PacedTurn Acquire(PacedPatience patience, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return new(new(Task.FromCanceled<RateLimitLease>(cancellationToken)), default, IsHeld: false);

        PacedWaiter waiter;
        TimeSpan wait;
        bool isHeld, reserves;
        lock (_queue)
        {
            if (_disposed)
                throw new ObjectDisposedException(nameof(IterableSharedRateLimiter));
            if (TryTake())
                return new(new(PacedLease.Granted), default, IsHeld: false);

            var now = Now;
            wait = WaitFor(_queue.Count, now);
            isHeld = _heldUntil > now;
            var reason = _queue.Count >= _queueLimit ? PacedRefusal.QueueIsFull : patience.Refuses(wait, _heldUntil - now, waited: 0);
            if (reason is { } refused)
                return new(new(new PacedLease(refused, wait, _heldUntil - now)), default, isHeld);

            waiter = new PacedWaiter(this, count: 1, patience, now.Ticks);
            waiter.Node = _queue.AddLast(waiter);

            // That is told by whoever asks, since it is known at once.
            waiter.TellsOnce(wait);
            reserves = Schedule();
        }

        waiter.ListenTo(cancellationToken);
        if (reserves)
            _ = ReserveAsync();
        return new(new(waiter.Task), wait, isHeld);
    }

    /// <summary>A slot that is in hand and due, which nobody is waiting for.</summary>
    public bool TryAcquire()
    {
        lock (_queue)
            return TryTake();
    }

    /// <summary>Hands out nothing for a time, and tells the store. Whoever waits already and is not willing to wait for that long is refused now.</summary>
    public async ValueTask HoldAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var answers = new List<Action>();
        lock (_queue)
        {
            // What is in hand was reserved before the service refused.
            _slots.Drop();
            _heldUntil = Later(_heldUntil, Now + time);
            Sort(_heldUntil, answers);
        }

        answers.ForEach(answer => answer());
        try
        {
            await _store.HoldAsync(_key, time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            bool reserves;
            lock (_queue)
                reserves = Schedule();
            if (reserves)
                _ = ReserveAsync();
        }
    }

    public void Dispose()
    {
        PacedWaiter[] waiting;
        lock (_queue)
        {
            // From now on nobody comes, and where nobody waits nothing is reserved or handed out.
            _disposed = true;
            waiting = [.. _queue];
            _queue.Clear();
        }

        _timer.Dispose();
        foreach (var waiter in waiting)
            waiter.Fail(new ObjectDisposedException(nameof(IterableSharedRateLimiter)));
    }

    bool IPacedQueue.Leave(PacedWaiter waiter)
    {
        if (waiter.Node!.List is null)
            return false;

        _queue.Remove(waiter);
        return true;
    }

    /// <summary>Reserves until there are slots in hand or nobody waits. There is one reservation at a time.</summary>
    private async Task ReserveAsync()
    {
        while (Next() is { } request)
        {
            var answers = new List<Action>();
            try
            {
                var (asked, answer) = await _store.ReserveAsync(request).ConfigureAwait(false);
                lock (_queue)
                {
                    Settle(asked, answer, answers);
                    HandOut(answers);
                }
            }
            catch (Exception e)
            {
                lock (_queue)
                {
                    answers.AddRange(_queue.Select(waiter => (Action)(() => waiter.Fail(e))));
                    _queue.Clear();
                }
            }

            answers.ForEach(answer => answer());
        }
    }

    /// <summary>What to ask the store for next; <see langword="null" /> when that is nothing.</summary>
    private IterableSlotRequest? Next()
    {
        lock (_queue)
        {
            if (_slots.Count > 0 || _queue.Count == 0)
            {
                _reserving = false;
                Schedule();
                return null;
            }

            // Whoever is the most patient of those it is for: the others are refused when the answer is there.
            var (now, longest, hold) = (Now, TimeSpan.MinValue, TimeSpan.MinValue);
            var count = 0;
            for (var node = _queue.First; node is not null && count < _pace.Chunk; node = node.Next, count++)
            {
                var (patience, waited) = (node.Value.Patience, now - TimeSpan.FromTicks(node.Value.Since));
                longest = Later(longest, patience.Longest > LongestAsked ? LongestAsked : patience.Longest - waited);
                hold = Later(hold, patience.LongestHold > LongestAsked ? LongestAsked : patience.LongestHold);
            }

            return new IterableSlotRequest(_key, _pace.Interval, _pace.Burst, count, longest, hold);
        }
    }

    private void Settle(IterableSlotRequest request, IterableSlotAnswer answer, List<Action> answers)
    {
        var now = Now;
        if (answer.Hold > TimeSpan.Zero)
            _heldUntil = Later(_heldUntil, now + Bounded(answer.Hold));
        var due = now + Bounded(answer.Wait);
        if (answer.Wait <= request.LongestWait && answer.Hold <= request.LongestHold)
        {
            due = Later(due, _heldUntil);
            _slots.Put(request.Count, due);
        }

        Sort(due, answers);
    }

    /// <summary>Refuses those who cannot wait until their turn if the next slot is due at a time, and tells the others how long it will take.</summary>
    private void Sort(TimeSpan due, List<Action> answers)
    {
        var now = Now;
        var hold = Later(_heldUntil - now, TimeSpan.Zero);
        var position = 0;
        LinkedListNode<PacedWaiter>? next;
        for (var node = _queue.First; node is not null; node = next)
        {
            next = node.Next;
            var waiter = node.Value;
            var wait = Later(due + Times(position) - now, TimeSpan.Zero);
            var refusal = waiter.Patience.Refuses(wait, hold, now.Ticks - waiter.Since) ?? (Later(wait, hold) > LongestAsked ? PacedRefusal.WaitIsTooLong : null);
            if (refusal is { } reason)
            {
                _queue.Remove(node);
                answers.Add(() => waiter.Answer(new PacedLease(reason, wait, hold)));
            }
            else
            {
                position++;
                if (waiter.TellsOnce(wait))
                    answers.Add(() => waiter.Tell(wait, hold > TimeSpan.Zero));
            }
        }
    }

    /// <summary>Hands out what has become due; called by the timer, which may be late.</summary>
    private void Release()
    {
        var answers = new List<Action>();
        bool reserves;
        lock (_queue)
        {
            HandOut(answers);
            reserves = Schedule();
        }

        answers.ForEach(answer => answer());
        if (reserves)
            _ = ReserveAsync();
    }

    private void HandOut(List<Action> answers)
    {
        var now = Now;
        while (_queue.First is { } first && _slots.Take(now))
        {
            _queue.Remove(first);
            answers.Add(() => first.Value.Answer(PacedLease.Granted));
        }
    }

    private bool TryTake()
    {
        if (_queue.Count > 0)
            return false;

        // Slots that nobody came for are worth something for a while only: kept for longer, they would add to the burst.
        var now = Now;
        _slots.DropBefore(now - SharedPace.ChunkLength);
        return _slots.Take(now);
    }

    /// <summary>Sets the timer for the next slot in hand, or says that the store has to be asked for some.</summary>
    private bool Schedule()
    {
        if (_queue.Count == 0)
            return false;
        if (_slots.Count == 0)
            return !_reserving && (_reserving = true);

        // Timers count whole milliseconds; one that fires too early would find nothing to hand out, and is set again.
        var wait = Math.Ceiling(Later(_slots.Due - Now, TimeSpan.Zero).TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Min(wait, int.MaxValue)), Timeout.InfiniteTimeSpan);
        return false;
    }

    /// <summary>The wait of somebody in the queue, if no other process took slots in between.</summary>
    private TimeSpan WaitFor(int position, TimeSpan now) =>
        Later(Later(_slots.Count > 0 ? _slots.Due : now, _heldUntil) + Times(position) - now, TimeSpan.Zero);

    private TimeSpan Times(int count) => TimeSpan.FromTicks(_pace.Interval.Ticks * count);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>What a store may answer can be more than times can be added to.</summary>
    private static TimeSpan Bounded(TimeSpan answered) => answered < LongAgo ? LongAgo : answered > FarOff ? FarOff : answered;
}
