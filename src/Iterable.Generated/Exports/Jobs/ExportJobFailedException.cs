namespace Iterable.Generated;

/// <summary>An export job that failed or was cancelled. Files that were read until then are correct but not everything.</summary>
public sealed class ExportJobFailedException : IterableException
{
    /// <summary>Makes one; also for those who test what they do about it.</summary>
    /// <param name="jobId">The service's id of the job.</param>
    /// <param name="state">Its last state.</param>
    public ExportJobFailedException(long jobId, ExportJobState state)
        : base(FormattableString.Invariant($"Export job {jobId} did not complete: the service says {(state.Value.All(char.IsLetter) ? state.Value : "something else")}."))
    {
        JobId = jobId;
        State = state;
    }

    /// <summary>The service's id of the job.</summary>
    public long JobId { get; }

    /// <summary>Its last state.</summary>
    public ExportJobState State { get; }
}
