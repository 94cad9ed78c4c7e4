namespace Iterable.Generated.Testing;

/// <summary>What happened, in the order it came; a second record with the id of an earlier one takes its place.</summary>
internal sealed class EventLog<T>(Func<T, string?> idOf)
    where T : class
{
    private readonly List<T> _items = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public IReadOnlyList<T> Items => _items;

    /// <returns>Whether the record took the place of an earlier one.</returns>
    public bool Record(T item)
    {
        if (idOf(item) is { } id && !_places.TryAdd(id, _items.Count))
        {
            _items[_places[id]] = item;
            return true;
        }

        _items.Add(item);
        return false;
    }

    public void Remove(Predicate<T> isGone)
    {
        if (_items.RemoveAll(isGone) == 0)
            return;

        _places.Clear();
        for (var i = 0; i < _items.Count; i++)
        {
            if (idOf(_items[i]) is { } id)
                _places[id] = i;
        }
    }

    public void Clear()
    {
        _items.Clear();
        _places.Clear();
    }
}
