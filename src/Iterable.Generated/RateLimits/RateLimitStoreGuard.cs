using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>Asks a store within a time, and knows what to do while it does not answer.</summary>
internal sealed class RateLimitStoreGuard(IIterableRateLimitStore store, IterableSharedRateLimiterOptions options) : IDisposable
{
    private readonly TimeProvider _time = options.TimeProvider;
    private readonly LocalSlots _local = new(options.TimeProvider);
    private readonly ILogger? _logger = options.LoggerFactory is { } loggers ? new QuietLogger(loggers, "Iterable.Generated") : null;
    private readonly StopSource _stopping = new(CancellationToken.None);
    private readonly long _origin = options.TimeProvider.GetTimestamp();

    // On this process's clock, in ticks since the origin: until when the store is not asked.
    private long _awayUntil;
    private int _isAway;

    // Whether an answer that comes too late is worth asking again for: once, until one comes in time. A store that is always late would keep every call waiting.
    private int _endsEarly = 1;

    private bool FallsBack => options.WhenStoreIsAway == IterableStoreOutage.LocalShare;

    private bool IsBroken => _time.GetElapsedTime(_origin).Ticks < Volatile.Read(ref _awayUntil);

    /// <summary>Reserves slots at the store, or fewer in this process alone.</summary>
    public async ValueTask<(IterableSlotRequest Asked, IterableSlotAnswer Answer)> ReserveAsync(IterableSlotRequest request)
    {
        if (!IsBroken)
        {
            try
            {
                var answer = await WithinTimeAsync(token => store.ReserveAsync(request, token), CancellationToken.None).ConfigureAwait(false);
                Returned();
                return (request, answer);
            }
            catch (Exception e) when (FallsBack && !_stopping.IsCancellationRequested)
            {
                Failed(e);
            }
        }

        // The first slot at once and no burst: what the service has left is not known.
        var interval = TimeSpan.FromTicks(request.Interval.Ticks * options.Processes);
        var alone = new IterableSlotRequest(request.Key, interval, burst: 1, count: 1, request.LongestWait, request.LongestHold);
        return (alone, await _local.ReserveAsync(alone, CancellationToken.None).ConfigureAwait(false));
    }

    public async ValueTask HoldAsync(string key, TimeSpan time, CancellationToken cancellationToken)
    {
        await _local.HoldAsync(key, time, cancellationToken).ConfigureAwait(false);
        if (IsBroken)
            return;

        try
        {
            await WithinTimeAsync(
                async token =>
                {
                    await store.HoldAsync(key, time, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (FallsBack && !cancellationToken.IsCancellationRequested && !_stopping.IsCancellationRequested)
        {
            Failed(e);
        }
    }

    public void Dispose() => _stopping.Stop();

    /// <summary>Asks the store, and waits for its answer no longer than allowed, whether it minds being cancelled or not.</summary>
    private async Task<T> WithinTimeAsync<T>(Func<CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        using var stopping = new StopSource(cancellationToken, _stopping.Token);
        var asking = ask(stopping.Token);
        if (asking.IsCompleted)
            return await asking.ConfigureAwait(false);

        var answer = asking.AsTask();
        using var answered = new StopSource(stopping.Token);
        await Task.WhenAny(answer, _time.PauseAsync(options.StoreTimeout, answered.Token)).ConfigureAwait(false);
        answered.Stop();

        // A process that had no processor for a while finds both at once, and the answer counts.
        if (answer.IsCompleted)
            return await answer.ConfigureAwait(false);

        _ = answer.ContinueWith(AnsweredLate, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        cancellationToken.ThrowIfCancellationRequested();
        if (_stopping.IsCancellationRequested)
            throw new ObjectDisposedException(nameof(IterableSharedRateLimiter));

        stopping.Stop();
        throw new TimeoutException(FormattableString.Invariant(
            $"The store of the rate limits has not answered within the {options.StoreTimeout.TotalSeconds:0.###} s of {nameof(IterableSharedRateLimiterOptions)}.{nameof(IterableSharedRateLimiterOptions.StoreTimeout)}."));
    }

    private void Failed(Exception reason)
    {
        Volatile.Write(ref _awayUntil, (_time.GetElapsedTime(_origin) + options.BreakDuration).Ticks);
        if (Interlocked.Exchange(ref _isAway, 1) == 0)
            _logger?.StoreAway(TransportFailure.Describe(reason), options.Processes, options.BreakDuration.TotalMilliseconds);
    }

    /// <summary>Ends the break when the store turns out to be there: what was late was its answer alone.</summary>
    private void AnsweredLate(Task late)
    {
        _ = late.Exception;
        if (late.Status == TaskStatus.RanToCompletion && Interlocked.Exchange(ref _endsEarly, 0) != 0)
            Volatile.Write(ref _awayUntil, 0);
    }

    private void Returned()
    {
        Volatile.Write(ref _endsEarly, 1);
        if (Volatile.Read(ref _isAway) != 0 && Interlocked.Exchange(ref _isAway, 0) != 0)
            _logger?.StoreReturned();
    }
}
