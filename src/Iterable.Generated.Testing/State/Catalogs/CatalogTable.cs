using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The catalogs of a project. Catalog names are compared without regard to case, item ids with it.</summary>
internal sealed class CatalogTable
{
    private readonly Dictionary<string, CatalogRecord> _catalogs = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<CatalogRecord> All => _catalogs.Values;

    public CatalogRecord? Find(string name) => _catalogs.GetValueOrDefault(name);

    public CatalogRecord GetOrAdd(string name)
    {
        if (!_catalogs.TryGetValue(name, out var catalog))
            _catalogs[name] = catalog = new CatalogRecord(name);
        return catalog;
    }

    public bool Remove(string name) => _catalogs.Remove(name);
}

/// <summary>A catalog: its items by id, and the types of their fields.</summary>
internal sealed class CatalogRecord(string name)
{
    public string Name { get; } = name;

    /// <summary>The types of fields by their names; a field within a field of type object has the names of both, with a period between.</summary>
    public SortedDictionary<string, string> FieldTypes { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, CatalogItemRecord> Items { get; } = new(StringComparer.Ordinal);
}

/// <summary>One item of a catalog.</summary>
internal sealed record CatalogItemRecord(string ItemId, JObject Value, DateTimeOffset LastModified);
