namespace Iterable.Generated;

/// <summary>What the service said about a job.</summary>
public sealed class ExportJobStatus
{
    /// <summary>Makes one; for those who fake a job in a test.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isTruncated">Whether the job passed 100 GB and was cut there.</param>
    public ExportJobStatus(ExportJobState state, bool isTruncated = false)
    {
        State = state;
        IsTruncated = isTruncated;
    }

    internal static ExportJobStatus Of(ExportFilesResponse answer) =>
        new(answer.JobState ?? default, answer.ExportTruncated ?? false) { Attempts = answer.Origin?.Attempts ?? 0 };

    /// <summary>The state; a running job can go back to waiting when the service restarts it, and keeps its files.</summary>
    public ExportJobState State { get; }

    /// <summary>Whether the job passed 100 GB and was cut there.</summary>
    public bool IsTruncated { get; }

    /// <summary>How often the service was asked for it.</summary>
    internal int Attempts { get; private set; }

    /// <summary>Whether the job is done and all its files are there.</summary>
    public bool IsCompleted => Is("completed");

    /// <summary>Whether the job gave up or was cancelled.</summary>
    public bool HasFailed => Is("failed") || Is("cancelled");

    /// <summary>Whether a state says that the job gave up, which a new one may not; nobody wants back one that was cancelled.</summary>
    internal static bool IsFailure(ExportJobState state) => string.Equals(state.Value, "failed", StringComparison.OrdinalIgnoreCase);

    // The service writes states in lower case, and its own document with a capital.
    private bool Is(string state) => string.Equals(State.Value, state, StringComparison.OrdinalIgnoreCase);
}
