using System.Collections;

namespace Iterable.Generated.Testing;

/// <summary>The snippets of a test project. Enumerating them gives those of that moment.</summary>
public sealed class IterableTestSnippets : IEnumerable<IterableTestSnippet>
{
    private readonly ProjectState _state;

    internal IterableTestSnippets(ProjectState state) => _state = state;

    /// <summary>Adds a snippet, or takes the place of the one with the same name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its content.</param>
    /// <param name="variables">The names of the variables that the content uses.</param>
    /// <returns>The id of the snippet.</returns>
    public long Add(string name, string content, params string[] variables)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(content);
        lock (_state.Gate)
        {
            var id = _state.Snippets.FindByName(name)?.Id ?? _state.NextId();
            _state.Snippets.Set(new IterableTestSnippet(id, name, content, null, [.. variables], ResourceDefaults.Owner, _state.Now));
            return id;
        }
    }

    /// <summary>Finds a snippet by its name.</summary>
    /// <param name="name">The name, compared with regard to case.</param>
    /// <returns>The snippet, or <see langword="null" />.</returns>
    public IterableTestSnippet? Find(string name)
    {
        lock (_state.Gate)
            return _state.Snippets.FindByName(name);
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestSnippet> GetEnumerator()
    {
        lock (_state.Gate)
            return ((IEnumerable<IterableTestSnippet>)_state.Snippets.All.ToArray()).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
