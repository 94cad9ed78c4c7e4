namespace Iterable.Generated;

/// <summary>Asks the service about one job: never more than once a second, and again when an answer fails for a while.</summary>
internal sealed class JobQuestions(IExportClient client, long jobId, ExportJobOptions options, ExportAttempts attempts)
{
    private static readonly TimeSpan LeastDistance = TimeSpan.FromSeconds(1);

    private long? _lastAsked;

    public async Task<ExportFilesResponse> AskAsync(string? startAfter, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await KeepDistanceAsync(cancellationToken).ConfigureAwait(false);
            IterableException failure;
            try
            {
                return Checked(await client.GetExportFilesAsync(jobId, startAfter, cancellationToken).ConfigureAwait(false));
            }
            catch (IterableException e) when (attempts.MayGoOnAfter(e, attempt))
            {
                failure = e;
            }

            await attempts.PauseAfterAsync(failure, attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The exception for an answer that lacks what every one has.</summary>
    public IterableUnreadableResponseException Lacking(string member, ExportFilesResponse answer) => new(
        FormattableString.Invariant($"{IterableOperations.GetExportFiles} was answered for export job {jobId} without its {member}."),
        IterableErrorDetails.Of(IterableOperations.GetExportFiles, answer));

    /// <summary>Waits after an answer had nothing new for the n-th time.</summary>
    public Task PauseAsync(int times, CancellationToken cancellationToken) =>
        attempts.WaitAsync(options.PauseAfter(times), "the job has nothing new", cancellationToken);

    // Without its state a job would be asked about for ever.
    private ExportFilesResponse Checked(ExportFilesResponse answer) =>
        answer.JobState is { Value.Length: > 0 } ? answer : throw Lacking("jobState", answer);

    private async Task KeepDistanceAsync(CancellationToken cancellationToken)
    {
        if (_lastAsked is { } before && LeastDistance - options.TimeProvider.GetElapsedTime(before) is { Ticks: > 0 } wait)
            await options.TimeProvider.PauseAsync(wait, cancellationToken).ConfigureAwait(false);

        _lastAsked = options.TimeProvider.GetTimestamp();
    }
}
