namespace Iterable.Generated;

/// <summary>The types of API key Iterable hands out.</summary>
[Flags]
public enum IterableKeyTypes
{
    /// <summary>No type of key.</summary>
    None = 0,

    /// <summary>A server-side key: all of the API but what belongs to devices.</summary>
    Server = 1,

    /// <summary>A read-only key: some reads, no users, events or exports.</summary>
    ReadOnly = 2,

    /// <summary>A JavaScript key, made for web pages.</summary>
    JavaScript = 4,

    /// <summary>A mobile key, made for apps.</summary>
    Mobile = 8,

    /// <summary>A web key, made for Iterable's web SDK.</summary>
    Web = 16,
}
