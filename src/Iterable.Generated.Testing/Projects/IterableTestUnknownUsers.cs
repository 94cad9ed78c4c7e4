namespace Iterable.Generated.Testing;

/// <summary>What a call that reads a user, or the events of one, answers about a user that is not there. The service has been seen to do both.</summary>
public enum IterableTestUnknownUsers
{
    /// <summary>200 with an answer that has no user, and no events.</summary>
    EmptyAnswer,

    /// <summary>400, which says that no such user exists: in plain text where a profile is read by userId.</summary>
    Refused,
}
