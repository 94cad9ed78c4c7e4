using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Things that are known by a number and read as they are: campaigns, templates, channels, message types.</summary>
internal sealed class ResourceTable(string idMember)
{
    private readonly SortedDictionary<long, JObject> _items = [];

    public IEnumerable<JObject> All => _items.Values;

    public JObject? Find(long id) => _items.GetValueOrDefault(id);

    public long Set(JObject item, Func<long> nextId)
    {
        var id = (long?)item[idMember] ?? nextId();
        item[idMember] = id;
        _items[id] = item;
        return id;
    }

    public bool Remove(long id) => _items.Remove(id);
}
