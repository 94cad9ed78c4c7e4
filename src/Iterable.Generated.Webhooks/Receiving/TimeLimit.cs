namespace Iterable.Generated;

/// <summary>Runs the code of an application for a time. What does not heed its token is waited for no longer, and goes on by itself.</summary>
internal static class TimeLimit
{
    /// <returns>What the work returned; <paramref name="late" /> when it has not by then.</returns>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, TimeSpan limit, T late, TimeProvider time)
    {
        // Not disposed: work that goes on may still use its token.
        var stop = new CancellationTokenSource();
        await using var timer = time.CreateTimer(static stop => Stop((CancellationTokenSource)stop!), stop, limit, Timeout.InfiniteTimeSpan).ConfigureAwait(false);

        // On another thread: it may block this one.
        var running = Task.Run(() => work(stop.Token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(limit, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!running.IsFaulted)
        {
            Stop(stop);
            return late;
        }
    }

    // What listens to the token can throw, and an exception that left the callback of a timer would end the process.
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
