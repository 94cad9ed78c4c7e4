namespace Iterable.Generated;

/// <summary>Whether a call whose outcome is unknown can be made again. Iterable knows no idempotency keys.</summary>
public enum IterableRetrySafety
{
    /// <summary>No: a second call does the work a second time, for example sends a message twice.</summary>
    Never,

    /// <summary>Only when the body carries an <c>id</c>: the service then updates what it already has under that id.</summary>
    WithId,

    /// <summary>Yes: it reads, or writes the same state again.</summary>
    Always,
}
