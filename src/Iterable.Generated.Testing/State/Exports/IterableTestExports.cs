using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// Records for the exports of a test project. Tracked events (<c>customEvent</c>), purchases, users and messages are exported by
/// themselves; here come opens, clicks and all else that no call leaves behind, and exports of any size.
/// </summary>
public sealed class IterableTestExports
{
    private readonly ProjectState _state;

    internal IterableTestExports(ProjectState state)
    {
        _state = state;
        Jobs = new IterableTestExportJobs(state);
    }

    /// <summary>The export jobs, and how they run.</summary>
    public IterableTestExportJobs Jobs { get; }

    /// <summary>Adds one record.</summary>
    /// <param name="dataTypeName">The type of data, for example <c>emailOpen</c>.</param>
    /// <param name="createdAt">When it happened, which decides the windows it is in.</param>
    /// <param name="columns">Its further columns, as an anonymous object or a <see cref="JObject" />.</param>
    public void Add(string dataTypeName, DateTimeOffset createdAt, object? columns = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataTypeName);
        Add(new ExportSource(dataTypeName, new KnownRows([Row(createdAt, WireJson.Members(columns))])));
    }

    /// <summary>
    /// Adds records that are made while an export is read, so that their number does not count: they take no memory. The same seed
    /// makes the same records.
    /// </summary>
    /// <param name="dataTypeName">The type of data, for example <c>customEvent</c>.</param>
    /// <param name="count">How many.</param>
    /// <param name="start">The time of the first.</param>
    /// <param name="end">The time all of them are before. They are spread evenly between the two, in order, and have no part in the events of one user.</param>
    /// <param name="seed">What the records are made from.</param>
    public void AddGenerated(string dataTypeName, long count, DateTimeOffset start, DateTimeOffset end, int seed = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataTypeName);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        Add(new ExportSource(dataTypeName, new GeneratedRows(count, start, end, seed)));
    }

    private static ExportRow Row(DateTimeOffset createdAt, JObject columns)
    {
        var row = new JObject { ["createdAt"] = createdAt };
        row.Merge(columns);
        return new ExportRow(createdAt, row);
    }

    private void Add(ExportSource source)
    {
        lock (_state.Gate)
            _state.ExportSources.Add(source);
    }
}
