namespace Iterable.Generated;

/// <summary>Waits for calls that may not come back.</summary>
internal static class Abandoning
{
    /// <summary>The same task, or a cancellation when it is not waited for any longer.</summary>
    public static async Task<T> OrAbandonedAsync<T>(this Task<T> task, CancellationToken abandoned)
    {
        if (task.IsCompleted)
            return await task.ConfigureAwait(false);

        var over = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (abandoned.Register(static over => ((TaskCompletionSource<T>)over!).TrySetCanceled(), over))
            return await (await Task.WhenAny(task, over.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
