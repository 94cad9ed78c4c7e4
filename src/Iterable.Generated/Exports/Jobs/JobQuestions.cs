namespace Iterable.Generated;

/// <summary>Asks the service about one job: never more than once a second, and again when an answer fails for a while.</summary>
internal sealed class JobQuestions(IExportClient client, long jobId, ExportJobOptions options)
{
    private static readonly TimeSpan LeastDistance = TimeSpan.FromSeconds(1);

    private long? _lastAsked;

    public async Task<ExportFilesResponse> AskAsync(string? startAfter, CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            await KeepDistanceAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await client.GetExportFilesAsync(jobId, startAfter, cancellationToken).ConfigureAwait(false);
            }
            catch (IterableException e) when (failures + 1 < options.MaxAttempts && Breaks.MayPass(e))
            {
            }

            await PauseAsync(failures, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits after something was asked in vain for the n-th time.</summary>
    public Task PauseAsync(int times, CancellationToken cancellationToken) =>
        Pauses.PauseAsync(options.TimeProvider, options.PauseAfter(times), cancellationToken);

    private async Task KeepDistanceAsync(CancellationToken cancellationToken)
    {
        if (_lastAsked is { } before && LeastDistance - options.TimeProvider.GetElapsedTime(before) is { Ticks: > 0 } wait)
            await Pauses.PauseAsync(options.TimeProvider, wait, cancellationToken).ConfigureAwait(false);

        _lastAsked = options.TimeProvider.GetTimestamp();
    }
}
