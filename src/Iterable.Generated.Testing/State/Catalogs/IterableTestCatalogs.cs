using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The catalogs of a test project. A catalog has to be there before the API can put items into it.</summary>
public sealed class IterableTestCatalogs
{
    private readonly ProjectState _state;

    internal IterableTestCatalogs(ProjectState state) => _state = state;

    /// <summary>The names of the catalogs.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_state.Gate)
                return [.. _state.Catalogs.All.Select(catalog => catalog.Name)];
        }
    }

    /// <summary>Adds an empty catalog, unless it is there.</summary>
    /// <param name="catalogName">Its name, compared without regard to case.</param>
    public void Add(string catalogName)
    {
        ArgumentException.ThrowIfNullOrEmpty(catalogName);
        lock (_state.Gate)
            _state.Catalogs.GetOrAdd(catalogName);
    }

    /// <summary>Adds an item, or takes the place of one; the catalog is added where it is not there.</summary>
    /// <param name="catalogName">The catalog.</param>
    /// <param name="itemId">The id of the item, compared with regard to case.</param>
    /// <param name="value">The item, as an anonymous object or a <see cref="JObject" />.</param>
    public void AddItem(string catalogName, string itemId, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(catalogName);
        ArgumentException.ThrowIfNullOrEmpty(itemId);
        ArgumentNullException.ThrowIfNull(value);
        var members = (JObject)WireTimes.Write(WireJson.Members(value), null);
        lock (_state.Gate)
            _state.Catalogs.GetOrAdd(catalogName).Items[itemId] = new CatalogItemRecord(itemId, members, _state.Now);
    }

    /// <summary>Gives a field of the items of a catalog its type; the catalog is added where it is not there.</summary>
    /// <param name="catalogName">The catalog.</param>
    /// <param name="fieldName">The field.</param>
    /// <param name="fieldType">Its type, which the API cannot change any more.</param>
    public void SetFieldType(string catalogName, string fieldName, CatalogFieldType fieldType)
    {
        ArgumentException.ThrowIfNullOrEmpty(catalogName);
        ArgumentException.ThrowIfNullOrEmpty(fieldName);
        lock (_state.Gate)
            _state.Catalogs.GetOrAdd(catalogName).FieldTypes[fieldName] = fieldType.Value;
    }

    /// <summary>The types of the fields of a catalog's items.</summary>
    /// <param name="catalogName">The catalog.</param>
    /// <returns>The types by the names of the fields; none where there is no such catalog.</returns>
    public IReadOnlyDictionary<string, CatalogFieldType> FieldTypes(string catalogName)
    {
        lock (_state.Gate)
            return _state.Catalogs.Find(catalogName)?.FieldTypes.ToDictionary(field => field.Key, field => new CatalogFieldType(field.Value)) ?? [];
    }

    /// <summary>The ids of the items of a catalog.</summary>
    /// <param name="catalogName">The catalog.</param>
    /// <returns>The ids in order; none where there is no such catalog.</returns>
    public IReadOnlyList<string> ItemIds(string catalogName)
    {
        lock (_state.Gate)
            return [.. _state.Catalogs.Find(catalogName)?.Items.Keys ?? Enumerable.Empty<string>()];
    }

    /// <summary>Finds an item.</summary>
    /// <param name="catalogName">The catalog.</param>
    /// <param name="itemId">The id of the item.</param>
    /// <returns>A copy of the item, or <see langword="null" />.</returns>
    public JObject? FindItem(string catalogName, string itemId)
    {
        lock (_state.Gate)
            return (JObject?)_state.Catalogs.Find(catalogName)?.Items.GetValueOrDefault(itemId)?.Value.DeepClone();
    }

    /// <summary>Checks that a catalog has an item.</summary>
    /// <param name="catalogName">The catalog.</param>
    /// <param name="itemId">The id of the item.</param>
    /// <param name="value">The fields it has at least, as an anonymous object or a <see cref="JObject" />.</param>
    /// <exception cref="IterableTestAssertionException">It has not; the message shows what is there.</exception>
    public void AssertItem(string catalogName, string itemId, object? value = null)
    {
        var item = FindItem(catalogName, itemId);
        if (item is not null && DataMatch.Contains(item, value))
            return;

        throw IterableTestAssertionException.Because(
            $"Expected an item {itemId}{(item is null ? "" : " with other fields")} in the catalog {catalogName}.",
            item is null ? "Items" : "Found",
            item is null ? ItemIds(catalogName) : [item.ToString(Newtonsoft.Json.Formatting.None)]);
    }
}
