namespace Iterable.Generator.Differences.Reading;

/// <summary>What a schema becomes in C#.</summary>
internal enum SchemaKind
{
    /// <summary>A class with members.</summary>
    Class,

    /// <summary>An open enum of texts.</summary>
    Enum,

    /// <summary>A list.</summary>
    List,

    /// <summary>A dictionary by text.</summary>
    Map,

    /// <summary>A JSON object about which nothing is known.</summary>
    FreeForm,

    /// <summary>A value of one of several schemas.</summary>
    Alternatives,

    /// <summary>A text, a number, a time, a truth value.</summary>
    Scalar,

    /// <summary>Any JSON.</summary>
    Any,
}
