namespace Iterable.Generated.Testing;

/// <summary>What happened, in the order it came; a second record with the id of an earlier one takes its place.</summary>
internal sealed class EventLog<T>(Func<T, string?> idOf)
    where T : class
{
    private readonly List<T> _items = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public IReadOnlyList<T> Items => _items;

    public void Record(T item)
    {
        if (idOf(item) is not { } id)
        {
            _items.Add(item);
        }
        else if (_places.TryGetValue(id, out var place))
        {
            _items[place] = item;
        }
        else
        {
            _places[id] = _items.Count;
            _items.Add(item);
        }
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
