using System.Threading.RateLimiting;

namespace Iterable.Generated;

/// <summary>A limiter that the application gave: where it refuses and says for how long, that is waited; what fails in it is its own failure.</summary>
internal sealed class ForeignLimiter(PartitionedRateLimiter<IterableRateLimitedCall> limiter, TimeSpan longestWait, CallTelemetry telemetry, TimeProvider time)
{
    // A limiter that says to come back at once and refuses again must not keep a processor busy.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);

    public async ValueTask<RateLimitLease> AcquireAsync(IterableCall call, IterableRateLimitedCall resource, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        while (true)
        {
            var lease = await AskAsync(call, resource, startedAt, cancellationToken).ConfigureAwait(false);
            if (lease.IsAcquired)
                return lease;

            TimeSpan? asked = lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : null;
            lease.Dispose();
            if (asked is not { } wait)
                throw LimiterErrors.Refused(call);

            wait = wait > ShortestPause ? wait : ShortestPause;
            if (wait > Left(startedAt))
                throw LimiterErrors.TooLong(call, wait, longestWait);

            var left = call.TimeLeft(time);
            if (wait >= left)
                throw LimiterErrors.PastTimeout(call, wait, left);

            telemetry.Waiting(call.Operation, wait, "the limiter of the application asks for it");
            await time.PauseAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<RateLimitLease> AskAsync(IterableCall call, IterableRateLimitedCall resource, long startedAt, CancellationToken cancellationToken)
    {
        using var stopping = new StopSource(cancellationToken);
        try
        {
            var asking = limiter.AcquireAsync(resource, permitCount: 1, stopping.Token);
            if (asking.IsCompleted)
                return await asking.ConfigureAwait(false);

            var lease = asking.AsTask();
            if (await IsThereAsync(call, lease, startedAt, stopping.Token).ConfigureAwait(false))
                return await lease.ConfigureAwait(false);

            // Nobody waits any more; a lease that comes all the same goes back.
            _ = lease.ContinueWith(
                static late => { if (late.Status == TaskStatus.RanToCompletion) late.Result.Dispose(); else _ = late.Exception; },
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            stopping.Stop();
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            throw IterableProviderException.For(call.Operation, $"the limiter given in {LimiterErrors.Option(nameof(IterableRateLimitOptions.Limiter))}", e);
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw LimiterErrors.TooLong(call, wait: null, longestWait);
    }

    /// <summary>Waits for an answer, within the time that is left.</summary>
    private async Task<bool> IsThereAsync(IterableCall call, Task lease, long startedAt, CancellationToken cancellationToken)
    {
        using var answered = new StopSource(cancellationToken);
        var left = Left(startedAt);
        var first = left < CallTelemetry.LongWait ? left : CallTelemetry.LongWait;
        if (await Task.WhenAny(lease, time.PauseAsync(first, answered.Token)).ConfigureAwait(false) != lease && !cancellationToken.IsCancellationRequested)
        {
            telemetry.LimiterSilent(call.Operation);
            left = Left(startedAt);
            await Task.WhenAny(lease, time.PauseAsync(left == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : left, answered.Token)).ConfigureAwait(false);
        }

        answered.Stop();
        return lease.IsCompleted;
    }

    private TimeSpan Left(long startedAt)
    {
        if (longestWait == Timeout.InfiniteTimeSpan)
            return TimeSpan.MaxValue;

        var left = longestWait - time.GetElapsedTime(startedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
