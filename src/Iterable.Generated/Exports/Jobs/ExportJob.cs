using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Iterable.Generated;

/// <summary>
/// An export that runs at the service. Its files can be read while it runs; it can be waited for, cancelled, and taken up again later,
/// by its id and the last file that was read.
/// </summary>
/// <remarks>
/// Disposing it ends nothing at the service. Not safe for use by several threads. A test that fakes <see cref="IExportClient" /> can return a class that
/// derives from this one and overrides what the code under test calls.
/// </remarks>
public class ExportJob : IDisposable
{
    private readonly IExportClient? _client;
    private readonly ExportJobOptions _options;
    private readonly HttpClient _http;
    private readonly JobQuestions? _questions;
    private readonly ExportAttempts _files;
    private readonly bool _ownsHttp;

    internal ExportJob(
        IExportClient client, JobQuestions questions, ExportAttempts files, ExportJobCheckpoint checkpoint, ExportJobOptions options, HttpClient http, DateTimeOffset? start, DateTimeOffset? end)
    {
        _client = client;
        _options = options;
        _ownsHttp = options.HttpClient is null;
        _http = http;
        _questions = questions;
        _files = files;
        Checkpoint = checkpoint;
        Start = start;
        End = end;
    }

    /// <summary>Makes a job that asks no service; for fakes, which override what is called on them.</summary>
    /// <param name="checkpoint">The id of the job, and the form of its files.</param>
    /// <param name="start">The start of its window, inclusive.</param>
    /// <param name="end">The end of its window, exclusive.</param>
    protected ExportJob(ExportJobCheckpoint checkpoint, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        Checkpoint = checkpoint ?? throw new ArgumentNullException(nameof(checkpoint));
        Start = start;
        End = end;
        (_options, _http, _files) = (null!, null!, null!);
    }

    /// <summary>The service's id of the job.</summary>
    public long Id => Checkpoint.JobId;

    /// <summary>The start of the window it was started for, inclusive; <see langword="null" /> for a job that was taken up by its id.</summary>
    public DateTimeOffset? Start { get; }

    /// <summary>The end of the window it was started for, exclusive; <see langword="null" /> for a job that was taken up by its id.</summary>
    public DateTimeOffset? End { get; }

    /// <summary>Where a later reading can go on: after the last file whose records were all handed out.</summary>
    public ExportJobCheckpoint Checkpoint { get; private set; }

    private JobQuestions Questions => _questions ?? throw NotOverridden("job");

    /// <summary>Asks for the state of the job.</summary>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <returns>The state.</returns>
    /// <exception cref="IterableException">The service could not be asked.</exception>
    public virtual async Task<ExportJobStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        ExportJobStatus.Of(await Questions.AskAsync(Checkpoint.LastFile, cancellationToken).ConfigureAwait(false));

    /// <summary>Waits until the job is completed. There is no need to: its files can be read before.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the job.</param>
    /// <returns>The last state.</returns>
    /// <exception cref="ExportJobFailedException">The job failed or was cancelled.</exception>
    /// <exception cref="IterableException">The service could not be asked.</exception>
    public virtual async Task<ExportJobStatus> WaitAsync(CancellationToken cancellationToken = default)
    {
        for (var asked = 0; ; asked++)
        {
            var status = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
            if (status.HasFailed)
                throw new ExportJobFailedException(Id, status.State) { Attempts = status.Attempts };
            if (status.IsCompleted)
                return status;

            await Questions.PauseAsync(asked, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Cancels the job at the service. Files it has made stay for a while.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the service has taken the cancellation.</returns>
    /// <exception cref="IterableException">The service refused, or could not be reached.</exception>
    public virtual async Task CancelAsync(CancellationToken cancellationToken = default) =>
        await (_client ?? throw NotOverridden("job")).CancelExportAsync(Id, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the records of all files that come after <see cref="Checkpoint" />, while the job runs and until it is completed.</summary>
    /// <param name="cancellationToken">Ends the reading, not the job.</param>
    /// <returns>The records, as <see cref="ReadAsync{T}" /> hands them out.</returns>
    /// <exception cref="IterableException">As <see cref="ReadAsync{T}" /> throws.</exception>
    public IAsyncEnumerable<ExportedEvent> ReadAsync(CancellationToken cancellationToken = default) => ReadAsync<ExportedEvent>(cancellationToken);

    /// <summary>Reads the records of all files that come after <see cref="Checkpoint" />, while the job runs and until it is completed.</summary>
    /// <typeparam name="T">What a record is to be; see <see cref="ExportReader" />.</typeparam>
    /// <param name="cancellationToken">Ends the reading, not the job.</param>
    /// <returns>The records: the files in order, each once and only when it has arrived whole. No order of time.</returns>
    /// <exception cref="ExportJobFailedException">The job failed or was cancelled.</exception>
    /// <exception cref="ExportTruncatedException">The job was cut at 100 GB, and the options do not accept that.</exception>
    /// <exception cref="ExportInterruptedException">A file did not arrive whole in all the attempts that the options allow.</exception>
    /// <exception cref="UnreadableExportRecordException">A record cannot be read, and no handler takes it.</exception>
    /// <exception cref="IterableException">The service could not be asked.</exception>
    /// <exception cref="NotSupportedException">The files are CSV, and the package Iterable.Generated.Csv is not installed. Nothing was fetched.</exception>
    public virtual async IAsyncEnumerable<T> ReadAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>([EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class
    {
        Checkpoint.Form.Demand();
        await foreach (var file in ReadFilesAsync(cancellationToken).ConfigureAwait(false))
        {
            await foreach (var record in file.ReadAsync<T>(cancellationToken).ConfigureAwait(false))
                yield return record;
        }
    }

    /// <summary>
    /// Reads the files that come after <see cref="Checkpoint" />, while the job runs and until it is completed. The checkpoint moves on
    /// when the next file is asked for.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading, not the job.</param>
    /// <returns>The files in order, each once.</returns>
    /// <exception cref="ExportJobFailedException">The job failed or was cancelled.</exception>
    /// <exception cref="ExportTruncatedException">The job was cut at 100 GB, and the options do not accept that.</exception>
    /// <exception cref="IterableException">The service could not be asked.</exception>
    public virtual async IAsyncEnumerable<ExportJobFile> ReadFilesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = new HashSet<string?>(StringComparer.Ordinal) { Checkpoint.LastFile };
        for (var idle = 0; ;)
        {
            var answer = await Questions.AskAsync(Checkpoint.LastFile, cancellationToken).ConfigureAwait(false);
            var status = ExportJobStatus.Of(answer);
            var isNew = false;
            foreach (var link in answer.Files ?? throw Questions.Lacking("files", answer))
            {
                if (link.File is not { Length: > 0 } name)
                    throw new IterableException(
                        FormattableString.Invariant($"{IterableOperations.GetExportFiles} lists a file of export job {Id} without a name: what it holds would be missing."),
                        IterableErrorDetails.Of(IterableOperations.GetExportFiles, answer));

                // What a page lists though it was to be left out is not read twice.
                if (!seen.Add(name))
                    continue;

                isNew = true;
                yield return new ExportJobFile(_http, Questions, _files, _options, Checkpoint, name, link.Url);
                Checkpoint = Checkpoint.After(name);
            }

            if (isNew)
            {
                // There is no sign of a last page but an empty one.
                idle = 0;
                continue;
            }

            if (status.HasFailed)
                throw new ExportJobFailedException(Id, status.State) { Attempts = status.Attempts };
            if (status.IsCompleted && status.IsTruncated && !_options.AcceptTruncation)
                throw new ExportTruncatedException(Id) { Attempts = status.Attempts };
            if (status.IsCompleted)
                yield break;

            await Questions.PauseAsync(idle++, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Releases the connections for files. The job goes on.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called when the job is disposed of.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()" />.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsHttp)
            _http.Dispose();
    }

    /// <summary>What a fake does where it lacks something.</summary>
    internal static NotSupportedException NotOverridden(string what) =>
        new($"This {what} was made by a test and asks no service: override what is called on it.");
}
