namespace Iterable.Generated;

/// <summary>An export job that failed or was cancelled. Files that were read until then are correct but not everything.</summary>
public sealed class ExportJobFailedException : IterableException
{
    internal ExportJobFailedException(long jobId, ExportJobState state)
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
