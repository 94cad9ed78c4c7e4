using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <content>Who waits for permits.</content>
internal sealed partial class PacedRateLimiter
{
    private sealed class Waiter(PacedRateLimiter limiter, int count, PacedPatience patience, long since)
        : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private CancellationTokenRegistration _registration;

        public int Count { get; } = count;

        public PacedPatience Patience { get; } = patience;

        /// <summary>When the waiting began, on the limiter's clock.</summary>
        public long Since { get; } = since;

        public LinkedListNode<Waiter>? Node { get; set; }

        public void ListenTo(CancellationToken cancellationToken)
        {
            if (!cancellationToken.CanBeCanceled)
                return;

            var registration = cancellationToken.Register(() => Cancel(cancellationToken));
            lock (limiter._lock)
                _registration = registration;
            if (Task.IsCompleted)
                registration.Dispose();
        }

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
            lock (limiter._lock)
            {
                if (Node!.List is null)
                    return;

                var wasFirst = limiter._queue.First == Node;
                limiter.Remove(this);
                limiter._refused++;
                if (wasFirst && !limiter._disposed)
                    limiter.Schedule();
            }

            TrySetCanceled(cancellationToken);
        }

        // After the result: a registration made in between sees that and removes itself.
        private void Unregister()
        {
            CancellationTokenRegistration registration;
            lock (limiter._lock)
                registration = _registration;
            registration.Dispose();
        }
    }
}
