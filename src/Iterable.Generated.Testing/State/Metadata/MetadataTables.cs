using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The metadata tables of a project. Table names are compared without regard to case, keys with it.</summary>
internal sealed class MetadataTables
{
    private readonly Dictionary<string, SortedDictionary<string, MetadataRecord>> _tables = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the tables that have keys.</summary>
    public IEnumerable<string> Names => _tables.Where(table => table.Value.Count > 0).Select(table => table.Key).Order(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, MetadataRecord> Of(string table) =>
        _tables.TryGetValue(table, out var entries) ? entries : new SortedDictionary<string, MetadataRecord>();

    public MetadataRecord? Find(string table, string key) => _tables.GetValueOrDefault(table)?.GetValueOrDefault(key);

    public void Set(string table, MetadataRecord entry)
    {
        if (!_tables.TryGetValue(table, out var entries))
            _tables[table] = entries = new SortedDictionary<string, MetadataRecord>(StringComparer.Ordinal);
        entries[entry.Key] = entry;
    }

    public bool Remove(string table) => _tables.Remove(table);

    public bool Remove(string table, string key) => _tables.TryGetValue(table, out var entries) && entries.Remove(key);
}

/// <summary>One entry of a metadata table.</summary>
internal sealed record MetadataRecord(string Key, JObject Value, DateTimeOffset LastModified);
