namespace Iterable.Generated;

/// <summary>Waiting on a clock, the same on all targets.</summary>
internal static class TimeProviderExtensions
{
    public static Task PauseAsync(this TimeProvider time, TimeSpan pause, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(pause, time, cancellationToken);
#else
        time.Delay(pause, cancellationToken);
#endif

    /// <summary>Waits for a task, for as long as the token is not cancelled.</summary>
    public static Task<T> UntilCancelledAsync<T>(this Task<T> task, CancellationToken cancellationToken) =>
#if NET
        task.WaitAsync(cancellationToken);
#else
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
#endif

    /// <summary>Makes a timer, not yet set, that does not keep alive the <see cref="AsyncLocal{T}" /> values of whoever makes it.</summary>
    public static ITimer CreateDetachedTimer(this TimeProvider time, TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
