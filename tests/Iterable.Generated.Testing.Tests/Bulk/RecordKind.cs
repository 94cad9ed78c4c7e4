namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>What is the matter with a record, which decides what has to become of it. Not every lane can have every kind.</summary>
public enum RecordKind
{
    Good,

    /// <summary>An address without a domain.</summary>
    Invalid,

    /// <summary>A user who was forgotten.</summary>
    Forgotten,

    /// <summary>A userId that another user has.</summary>
    Conflict,

    /// <summary>A user who is not there, where it has to be.</summary>
    Unknown,

    /// <summary>A user whose data the server refuses.</summary>
    InvalidData,

    /// <summary>A user whom the server counts as failed and does not name.</summary>
    Unnamed,

    /// <summary>A user with whom the server fails a few times, by no fault of the record.</summary>
    FailsInside,

    /// <summary>A field of another type than the project has for it.</summary>
    WrongType,

    /// <summary>A field of the project's type, but one that the project does not have and may not add.</summary>
    NewField,

    /// <summary>An event of a name that the project does not allow.</summary>
    Disallowed,

    /// <summary>Something that makes the service refuse a whole call for the sake of one record, and not say of which.</summary>
    FailsCall,

    /// <summary>More bytes than a call may have.</summary>
    TooLarge,

    /// <summary>Nobody and nothing it is about.</summary>
    Nameless,

    /// <summary>A value that JSON has no form for.</summary>
    Unwritable,
}
