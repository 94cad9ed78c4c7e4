namespace Iterable.Generator.Diagnostics;

/// <summary>Whether a finding stops the generator.</summary>
public enum Severity
{
    /// <summary>Listed; the output is written all the same.</summary>
    Warning,

    /// <summary>Nothing is written and the exit code is 1.</summary>
    Error,
}
