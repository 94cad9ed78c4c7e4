using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>Where somebody waits, in order. Everything of it is done under its lock.</summary>
internal interface IPacedQueue
{
    object Lock { get; }

    /// <summary>Lets somebody go who is cancelled; <see langword="false" /> when they have left already.</summary>
    bool Leave(PacedWaiter waiter);
}

/// <summary>Somebody who waits for permits.</summary>
/// <param name="queue">Where.</param>
/// <param name="count">How many permits.</param>
/// <param name="patience">How long they are willing to.</param>
/// <param name="since">When the waiting began, on the limiter's clock.</param>
internal sealed class PacedWaiter(IPacedQueue queue, int count, PacedPatience patience, long since)
    : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private CancellationTokenRegistration _registration;
    private bool _told;

    public int Count { get; } = count;

    public PacedPatience Patience { get; } = patience;

    public long Since { get; } = since;

    public LinkedListNode<PacedWaiter>? Node { get; set; }

    public void ListenTo(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
            return;

        var registration = cancellationToken.Register(() => Cancel(cancellationToken));
        lock (queue.Lock)
            _registration = registration;
        if (Task.IsCompleted)
            registration.Dispose();
    }

    /// <summary>Whether there is something to tell of a wait, which is so for the first long one.</summary>
    public bool TellsOnce(TimeSpan wait) => !_told && wait >= CallTelemetry.LongWait && (_told = true);

    public void Tell(TimeSpan wait, bool isHeld) => Patience.Told?.Invoke(wait, isHeld);

    public void Answer(RateLimitLease lease)
    {
        TrySetResult(lease);
        Unregister();
    }

    public void Fail(Exception exception)
    {
        TrySetException(exception);
        Unregister();
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        lock (queue.Lock)
        {
            if (!queue.Leave(this))
                return;
        }

        TrySetCanceled(cancellationToken);
    }

    // After the result: a registration made in between sees that and removes itself.
    private void Unregister()
    {
        CancellationTokenRegistration registration;
        lock (queue.Lock)
            registration = _registration;
        registration.Dispose();
    }
}
