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

    /// <summary>Waits for a task, for as long as the token is not cancelled. What it fails with after that is told to nobody.</summary>
    public static async Task<T> UntilCancelledAsync<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        await ((Task)task).UntilCancelledAsync(cancellationToken).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    /// <inheritdoc cref="UntilCancelledAsync{T}" />
    public static Task UntilCancelledAsync(this Task task, CancellationToken cancellationToken)
    {
        _ = task.ContinueWith(
            static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
#if NET
        return task.WaitAsync(cancellationToken);
#else
        return task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
#endif
    }

    /// <summary>Makes a timer, not yet set, that does not keep alive the <see cref="AsyncLocal{T}" /> values of whoever makes it.</summary>
    public static ITimer CreateDetachedTimer(this TimeProvider time, TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
