namespace Iterable.Generated;

/// <summary>What an <see cref="IIterableDuplicateFilter" /> knows of a key that is claimed.</summary>
public enum IterableDuplicateClaim
{
    /// <summary>Nothing: it is now the caller's.</summary>
    First,

    /// <summary>Another has claimed it and is not done. It may fail, so this one must come again.</summary>
    InProgress,

    /// <summary>It is done.</summary>
    Done,
}
