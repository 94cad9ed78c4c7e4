namespace Iterable.Generated;

/// <summary>Runs the code of an application for a time. What does not heed its token is waited for no longer, and goes on by itself.</summary>
internal static class TimeLimit
{
    /// <returns>What the work returned; <paramref name="late" /> when it has not by then.</returns>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, TimeSpan limit, T late, TimeProvider time)
    {
        // Not disposed: work that goes on may still use its token.
        var stop = new CancellationTokenSource();
        var running = work(stop.Token);
        try
        {
            return await running.WaitAsync(limit, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!running.IsFaulted)
        {
            // On another thread, and guarded: what listens to the token runs in there, and can block or throw.
            _ = Task.Run(() => Stop(stop));
            _ = running.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return late;
        }
    }

    private static void Stop(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
        }
        catch (AggregateException)
        {
            // The handler is told: it finds its token cancelled.
        }
    }
}
