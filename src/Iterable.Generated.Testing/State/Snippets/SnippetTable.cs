using System.Globalization;

namespace Iterable.Generated.Testing;

/// <summary>The snippets of a project. Digits alone are an id, everything else is a name.</summary>
internal sealed class SnippetTable
{
    private readonly SortedDictionary<long, IterableTestSnippet> _snippets = [];

    public IEnumerable<IterableTestSnippet> All => _snippets.Values;

    public static bool IsId(string identifier, out long id) =>
        long.TryParse(identifier, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    public IterableTestSnippet? Find(string identifier) =>
        IsId(identifier, out var id) ? _snippets.GetValueOrDefault(id) : FindByName(identifier);

    public IterableTestSnippet? FindByName(string name) =>
        _snippets.Values.FirstOrDefault(snippet => string.Equals(snippet.Name, name, StringComparison.Ordinal));

    public void Set(IterableTestSnippet snippet) => _snippets[snippet.Id] = snippet;

    public bool Remove(long id) => _snippets.Remove(id);
}
