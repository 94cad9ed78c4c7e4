namespace Iterable.Generated.Testing;

/// <summary>Records in memory, in the order they came.</summary>
internal sealed class KnownRows(IReadOnlyList<ExportRow> rows) : IExportRows
{
    public IReadOnlyList<string>? Columns => null;

    public IEnumerable<ExportRow> Between(DateTimeOffset start, DateTimeOffset end, long skip = 0) =>
        rows.Where(row => row.Time >= start && row.Time < end).Skip((int)skip);
}
