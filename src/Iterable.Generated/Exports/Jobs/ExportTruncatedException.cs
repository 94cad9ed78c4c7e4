namespace Iterable.Generated;

/// <summary>
/// An export job that passed 100 GB, where the service cuts it. What its files lack is not known. Export the period again in shorter
/// windows, which <see cref="IExportClient.RunJobsAsync" /> does by itself until a window is a second long.
/// </summary>
public sealed class ExportTruncatedException : IterableException
{
    /// <summary>Makes one; also for those who test what they do about it.</summary>
    /// <param name="jobId">The service's id of the job.</param>
    public ExportTruncatedException(long jobId)
        : base(FormattableString.Invariant($"Export job {jobId} passed the size at which the service cuts exports: its files are not all there is. Export shorter windows, or fewer fields.")) => JobId = jobId;

    /// <summary>The service's id of the job.</summary>
    public long JobId { get; }
}
