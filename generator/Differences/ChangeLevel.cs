namespace Iterable.Generator.Differences;

/// <summary>What a change asks of the users of the SDK. The order is that of the report.</summary>
public enum ChangeLevel
{
    /// <summary>Code that was compiled against the SDK, or that is compiled again, no longer works; or a call that was right is now refused.</summary>
    Breaking,

    /// <summary>Something can be used that could not be before, or may be left out that had to be there.</summary>
    Compatible,

    /// <summary>The surface is the same; the service, or what the SDK does by itself, differs.</summary>
    Informational,
}
