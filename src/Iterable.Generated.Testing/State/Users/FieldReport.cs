namespace Iterable.Generated.Testing;

/// <summary>What became of the data fields of one call.</summary>
internal sealed class FieldReport
{
    public SortedSet<string> Created { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> FilteredOut { get; } = new(StringComparer.Ordinal);
}
