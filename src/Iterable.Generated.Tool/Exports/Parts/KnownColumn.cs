namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>A column with a type.</summary>
internal sealed record KnownColumn(string Name, byte[] Utf8Name, ColumnKind Kind)
{
    /// <summary>Whether many records have the same value.</summary>
    public bool ComesAgain => Kind == ColumnKind.Text && Name is not ("email" or "messageId");
}

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    Text,
    Integer,
    Time,
}
