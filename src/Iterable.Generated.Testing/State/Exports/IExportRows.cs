namespace Iterable.Generated.Testing;

/// <summary>Records of one data type. They can be gone through again and again, by any number of exports at once.</summary>
internal interface IExportRows
{
    /// <summary>The columns, where they are known without going through the records; else <see langword="null" />.</summary>
    IReadOnlyList<string>? Columns { get; }

    /// <summary>The records of a window: its start is inclusive, its end exclusive. The first ones can be passed over.</summary>
    IEnumerable<ExportRow> Between(DateTimeOffset start, DateTimeOffset end, long skip = 0);
}
