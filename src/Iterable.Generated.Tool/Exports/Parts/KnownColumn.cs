namespace Iterable.Generated.Tool.Exports.Parts;

/// <summary>A column with a type.</summary>
internal sealed record KnownColumn(string Name, byte[] Utf8Name, ColumnKind Kind);

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    Text,
    Integer,
    Time,
}
