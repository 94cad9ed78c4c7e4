namespace Iterable.Generated;

/// <content>Exports that run at the service.</content>
public partial interface IExportClient
{
    /// <summary>
    /// Starts an export that runs at the service: the way for what is too large for one answer. Its files can be read while it runs;
    /// what to do when it fails or is cut at 100 GB is then the caller's to decide, and <see cref="RunJobsAsync" /> is the way to leave it.
    /// </summary>
    /// <param name="query">What to export; it has a <see cref="ExportQuery.Start" /> and an <see cref="ExportQuery.End" />.</param>
    /// <param name="options">How to follow the job and read its files; the defaults when null.</param>
    /// <param name="cancellationToken">Cancels the call that starts the job.</param>
    /// <returns>The job. Dispose it when its files have been read.</returns>
    /// <exception cref="ArgumentException">The query contradicts itself or has no window, or an option cannot be right. Nothing was sent.</exception>
    /// <exception cref="IterableException">The service refused the call or could not be reached.</exception>
    Task<ExportJob> StartJobAsync(ExportQuery query, ExportJobOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Exports a period in jobs and hands out each when it is completed and known to hold all of its window: a job that failed is started
    /// anew, and a window whose job was cut at 100 GB is exported again in halves. No record is repeated and none is left out.
    /// </summary>
    /// <param name="query">What to export; it has a <see cref="ExportQuery.Start" /> and an <see cref="ExportQuery.End" />.</param>
    /// <param name="options">How long windows are, and how to follow the jobs and read their files; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the waiting, not the job that runs.</param>
    /// <returns>
    /// The jobs, in order of time, one after the other; their windows meet. Each can be read until the next one is asked for. When one has
    /// been dealt with, its <see cref="ExportJob.End" /> is where a later call can start. Nothing is sent until they are enumerated.
    /// </returns>
    /// <remarks>
    /// <para>
    /// Records come in no order of time, so what a job lacks that was cut, or that failed, cannot be told from what it has. That is why no
    /// file is fetched before its job is completed; the price is the wait for that, and the time of the jobs that were given up. Nothing is
    /// kept on disk for it: files stay at the service, and their links are renewed. To read files while a job runs, use
    /// <see cref="StartJobAsync" />.
    /// </para>
    /// <para>
    /// A window is halved down to one second. It does not grow again, since finding out that it is too large takes a job of 100 GB. When the
    /// enumeration is left early, the job that runs goes on; <c>ListExportJobsAsync</c> finds it, <c>CancelExportAsync</c> ends it.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">The query contradicts itself or has no window, or an option cannot be right. Nothing was sent.</exception>
    /// <exception cref="ExportTruncatedException">The job of a single second was cut at 100 GB.</exception>
    /// <exception cref="ExportJobFailedException">A job was cancelled, or failed and its replacements too.</exception>
    /// <exception cref="IterableException">The service refused a call or could not be reached. Whether a job was started is then not known: it is not started again.</exception>
    /// <example>
    /// <code>
    /// await foreach (var job in iterable.Export.RunJobsAsync(query))
    /// {
    ///     await foreach (var record in job.ReadAsync&lt;ExportedEvent&gt;())
    ///         await warehouse.WriteAsync(record);
    ///
    ///     await warehouse.CommitAsync(job.End);
    /// }
    /// </code>
    /// </example>
    IAsyncEnumerable<ExportJob> RunJobsAsync(ExportQuery query, ExportJobOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Takes up a job that was started before. Nothing is sent.</summary>
    /// <param name="checkpoint">The job, and the last of its files that was dealt with.</param>
    /// <param name="options">How to follow the job and read its files; the defaults when null.</param>
    /// <returns>The job. Dispose it when its files have been read.</returns>
    /// <exception cref="ArgumentException">An option cannot be right.</exception>
    ExportJob ResumeJob(ExportJobCheckpoint checkpoint, ExportJobOptions? options = null);
}
