namespace Iterable.Generator.Differences;

/// <summary>The part of the version that has to rise.</summary>
public enum Verdict
{
    /// <summary>Nothing changed.</summary>
    None,

    /// <summary>There are only informational changes.</summary>
    Patch,

    /// <summary>Something compatible is new, and nothing breaks.</summary>
    Minor,

    /// <summary>Something breaks.</summary>
    Major,
}
