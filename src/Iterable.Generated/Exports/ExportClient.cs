using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>Exports as bodies and as records.</summary>
internal sealed partial class ExportClient
{
    public IAsyncEnumerable<ExportedEvent> ReadAsync(ExportQuery query, ExportReadOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadAsync<ExportedEvent>(query, options, cancellationToken);

    public IAsyncEnumerable<T> ReadAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(ExportQuery query, ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class
    {
        if (query is null)
            throw new ArgumentNullException(nameof(query));

        var asked = query.Checked(nameof(query));
        asked.Form.Demand();
        return ReadAnswerAsync<T>(
            stopping => OpenAsync(asked, stopping),
            asked.Form,
            ExportReadOptions.Checked(options, nameof(options)),
            cancellationToken);
    }

    public IAsyncEnumerable<ExportedEvent> ReadUserEventsAsync(UserEventsQuery query, ExportReadOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadUserEventsAsync<ExportedEvent>(query, options, cancellationToken);

    public IAsyncEnumerable<T> ReadUserEventsAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(UserEventsQuery query, ExportReadOptions? options = null, CancellationToken cancellationToken = default)
        where T : class
    {
        if (query is null)
            throw new ArgumentNullException(nameof(query));

        var (email, userId, includeCustomEvents) = (query.Email, query.UserId, query.IncludeCustomEvents);
        return ReadAnswerAsync<T>(
            stopping => ExportUserEventsAsync(email: email, userId: userId, includeCustomEvents: includeCustomEvents, cancellationToken: stopping),
            RecordForm.UserEvents,
            ExportReadOptions.Checked(options, nameof(options)),
            cancellationToken);
    }

    public IAsyncEnumerable<ExportWindow<ExportedEvent>> ReadWindowedAsync(ExportQuery query, WindowedExportOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadWindowedAsync<ExportedEvent>(query, options, cancellationToken);

    public IAsyncEnumerable<ExportWindow<T>> ReadWindowedAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(ExportQuery query, WindowedExportOptions? options = null, CancellationToken cancellationToken = default)
        where T : class
    {
        if (query is null)
            throw new ArgumentNullException(nameof(query));

        var asked = query.Checked(nameof(query));
        if (asked.Start is null)
            throw new ArgumentException("Windows are cut from a period with a Start and an End; a Range has neither.", nameof(query));

        var how = ExportReadOptions.Checked(options, nameof(options));
        if (how.ResumeFrom is { } from && (from.Next < asked.Start || from.Next > asked.End))
            throw new ArgumentException("The checkpoint to go on from lies outside of the period of the query.", nameof(options));

        asked.Form.Demand();

        // A window that the service could not deliver is made shorter: asking for it again as it is would only use up the four calls a minute.
        var once = new ExportClient(Invoker.WithoutRetries());
        var operation = asked.Format == ExportFormat.Csv ? IterableOperations.ExportDataCsv : IterableOperations.ExportDataJson;
        var attempts = new ExportAttempts(Invoker, operation, how.TimeProvider, how.MaxAttempts, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        return new WindowedExport<T>(once.OpenAsync, asked, how, attempts).ReadAsync(cancellationToken);
    }

    public async Task<ExportProgress> DownloadAsync(ExportQuery query, string path, ExportDownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (query is null)
            throw new ArgumentNullException(nameof(query));

        var asked = query.Checked(nameof(query));
        var how = ExportReadOptions.Checked(options, nameof(options));
        using var target = new FileTarget(path, how.Overwrite);
        var result = await CopyAsync(asked, target.Content, how, cancellationToken).ConfigureAwait(false);
        await target.FinishAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    public async Task<ExportProgress> DownloadAsync(ExportQuery query, Stream destination, ExportDownloadOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (query is null)
            throw new ArgumentNullException(nameof(query));
        if (destination is null)
            throw new ArgumentNullException(nameof(destination));

        var asked = query.Checked(nameof(query));
        var how = ExportReadOptions.Checked(options, nameof(options));
        return await CopyAsync(asked, destination, how, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ExportProgress> CopyAsync(ExportQuery query, Stream destination, ExportDownloadOptions options, CancellationToken cancellationToken)
    {
        using var gzip = options.Compress ? new GzipTarget(destination) : null;
        using var answer = await OpenAsync(query, cancellationToken).ConfigureAwait(false);
        var reading = options.CheckRecords ? options.Tolerating() : options.Tolerating().PassingOver();
        using var body = answer.ToExportBody(reading, cancellationToken);
        body.CopyTo(gzip is null ? destination.WriteAsync : gzip.WriteAsync);

        // The bytes are written as they are; reading them is how a body that breaks off is told from one that ends.
        await (options.CheckRecords ? query.Form.CheckAsync(body, reading, cancellationToken) : query.Form.CheckEndAsync(body, reading, cancellationToken)).ConfigureAwait(false);
        if (gzip is not null)
            await gzip.FinishAsync(cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new ExportProgress(body.RecordsRead, body.BytesRead);
    }

    /// <summary>Asks for an export that checked out.</summary>
    internal Task<IterableStreamResponse> OpenAsync(ExportQuery query, CancellationToken cancellationToken)
    {
        var omit = Joined(query.OmitFields);
        return query.Format == ExportFormat.Csv
            ? ExportDataCsvAsync(
                query.DataType, startDateTime: query.Start, endDateTime: query.End, range: query.Range, omitFields: omit, onlyFields: query.OnlyFields,
                campaignId: query.CampaignId, delimiter: query.Delimiter?.ToString(), cancellationToken: cancellationToken)
            : ExportDataJsonAsync(
                query.DataType, startDateTime: query.Start, endDateTime: query.End, range: query.Range, omitFields: omit, onlyFields: query.OnlyFields,
                campaignId: query.CampaignId, cancellationToken: cancellationToken);
    }

    private static string? Joined(IList<string> names) => names.Count == 0 ? null : string.Join(",", names);

    private static async IAsyncEnumerable<T> ReadAnswerAsync<T>(
        Func<CancellationToken, Task<IterableStreamResponse>> open,
        RecordForm form,
        ExportReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        using var answer = await open(cancellationToken).ConfigureAwait(false);
        using var body = answer.ToExportBody(options, cancellationToken);
        await foreach (var record in form.ReadAsync<T>(body, options, cancellationToken).ConfigureAwait(false))
            yield return record;
    }
}
