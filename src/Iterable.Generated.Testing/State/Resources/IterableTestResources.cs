using System.Collections;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// Things that a project has under numbers: campaigns, templates, channels, message types. Each has the members that the API has
/// for it; a time is given as a <see cref="DateTimeOffset" /> and goes out in the form of the operation. Enumerating gives copies.
/// </summary>
public class IterableTestResources : IEnumerable<JObject>
{
    private readonly ProjectState _state;
    private readonly ResourceTable _table;
    private readonly Func<object> _defaults;

    internal IterableTestResources(ProjectState state, ResourceTable table, Func<object> defaults) =>
        (_state, _table, _defaults) = (state, table, defaults);

    /// <summary>Adds one, or takes the place of the one with the same id.</summary>
    /// <param name="members">Its members, as an anonymous object or a <see cref="JObject" />; those left out get a sensible value.</param>
    /// <returns>Its id: the one among the members, else a new one.</returns>
    public long Add(object? members = null)
    {
        var item = WireJson.Members(members);
        lock (_state.Gate)
        {
            foreach (var (name, value) in WireJson.Members(_defaults()))
                item.TryAdd(name, value);
            return _table.Set(item, _state.NextId);
        }
    }

    /// <summary>Finds one.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>A copy, or <see langword="null" />.</returns>
    public JObject? Find(long id)
    {
        lock (_state.Gate)
            return (JObject?)_table.Find(id)?.DeepClone();
    }

    /// <summary>Removes one.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(long id)
    {
        lock (_state.Gate)
            return _table.Remove(id);
    }

    /// <inheritdoc />
    public IEnumerator<JObject> GetEnumerator()
    {
        lock (_state.Gate)
            return ((IEnumerable<JObject>)_table.All.Select(item => (JObject)item.DeepClone()).ToArray()).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
