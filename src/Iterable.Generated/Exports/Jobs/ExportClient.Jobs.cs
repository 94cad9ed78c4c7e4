namespace Iterable.Generated;

/// <content>Exports that run at the service.</content>
internal sealed partial class ExportClient
{
    public async Task<ExportJob> StartJobAsync(ExportQuery query, ExportJobOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = CheckedForJob(query);
        return await StartCheckedJobAsync(asked, ExportReadOptions.Checked(options, nameof(options)), cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<ExportJob> RunJobsAsync(ExportQuery query, ExportJobOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = CheckedForJob(query);
        var how = ExportReadOptions.Checked(options, nameof(options));
        return new JobSequence((window, stopping) => StartCheckedJobAsync(window, how, stopping), asked, how, Attempts(IterableOperations.StartExport, how)).RunAsync(cancellationToken);
    }

    public ExportJob ResumeJob(ExportJobCheckpoint checkpoint, ExportJobOptions? options = null) =>
        Follow(checkpoint ?? throw new ArgumentNullException(nameof(checkpoint)), ExportReadOptions.Checked(options, nameof(options)));

    private ExportJob Follow(ExportJobCheckpoint checkpoint, ExportJobOptions how, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        var attempts = Attempts(IterableOperations.GetExportFiles, how);
        var questions = new JobQuestions(new ExportClient(Invoker.WithoutRetries()), checkpoint.JobId, how, attempts);
        return new ExportJob(this, questions, attempts, checkpoint, how, how.HttpClient ?? new HttpClient(OwnTransport.Create(Invoker.Proxy)), start, end);
    }

    private ExportAttempts Attempts(IterableOperation operation, ExportJobOptions how) =>
        new(Invoker, operation, how.TimeProvider, how.MaxAttempts, how.FirstPause, how.LongestPause);

    private static ExportQuery CheckedForJob(ExportQuery query)
    {
        if (query is null)
            throw new ArgumentNullException(nameof(query));

        var asked = query.Checked(nameof(query));
        if (asked.Range is { Value.Length: > 0 })
            throw new ArgumentException("A job has a window with a Start and an End; the service takes no Range for it.", nameof(query));
        if (asked.OnlyFields.Any(static name => name.IndexOf(',') >= 0))
            throw new ArgumentException("A name in OnlyFields cannot hold a comma in a job: the names travel separated by commas.", nameof(query));

        return asked;
    }

    private async Task<ExportJob> StartCheckedJobAsync(ExportQuery asked, ExportJobOptions how, CancellationToken cancellationToken)
    {
        var started = await StartExportAsync(
            new StartExportRequest(asked.DataType, asked.Format == ExportFormat.Csv ? ExportOutputFormat.Csv : ExportOutputFormat.Ndjson)
            {
                StartDateTime = asked.Start,
                EndDateTime = asked.End,
                OmitFields = Joined(asked.OmitFields),
                OnlyFields = Joined(asked.OnlyFields),
                CampaignId = asked.CampaignId,
                Delimiter = asked.Delimiter?.ToString(),
            },
            cancellationToken).ConfigureAwait(false);
        var id = started.JobId ?? throw new IterableException(
            $"{IterableOperations.StartExport} was answered without the id of a job.", IterableErrorDetails.Of(IterableOperations.StartExport, started));
        return Follow(new ExportJobCheckpoint(id, asked.Format, lastFile: null, asked.Delimiter), how, asked.Start, asked.End);
    }
}
