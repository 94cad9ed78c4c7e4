using System.Collections;

namespace Iterable.Generated.Testing;

/// <summary>The lists of a test project. Enumerating them gives those of that moment.</summary>
public sealed class IterableTestLists : IEnumerable<IterableTestList>
{
    private readonly ProjectState _state;

    internal IterableTestLists(ProjectState state) => _state = state;

    /// <summary>Adds a list.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="memberEmails">Its members; users that are not there are added.</param>
    /// <returns>The id of the list.</returns>
    public long Add(string name, params string[] memberEmails)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (_state.Gate)
        {
            var list = new ListRecord(_state.NextId(), name, null, _state.Now);
            foreach (var email in memberEmails)
                list.Members.Add(_state.Users.GetOrAdd(new UserIdentity(email, null), _state.Now));
            _state.Lists.Add(list.Id, list);
            return list.Id;
        }
    }

    /// <summary>Finds a list.</summary>
    /// <param name="listId">The id of the list.</param>
    /// <returns>The list, or <see langword="null" />.</returns>
    public IterableTestList? Find(long listId)
    {
        lock (_state.Gate)
            return _state.Lists.TryGetValue(listId, out var list) ? new IterableTestList(list) : null;
    }

    /// <summary>Checks that a user is on a list.</summary>
    /// <param name="listId">The id of the list.</param>
    /// <param name="emailOrUserId">The user.</param>
    /// <exception cref="IterableTestAssertionException">It is not, or there is no such list; the message shows the lists.</exception>
    public void AssertMember(long listId, string emailOrUserId)
    {
        var list = Find(listId);
        if (!IsMember(list, emailOrUserId))
            throw Unexpected($"Expected {emailOrUserId} on the list {listId}", list);
    }

    /// <summary>Checks that a user is not on a list.</summary>
    /// <param name="listId">The id of the list.</param>
    /// <param name="emailOrUserId">The user.</param>
    /// <exception cref="IterableTestAssertionException">It is, or there is no such list; the message shows the lists.</exception>
    public void AssertNotMember(long listId, string emailOrUserId)
    {
        var list = Find(listId);
        if (list is null || IsMember(list, emailOrUserId))
            throw Unexpected($"Expected {emailOrUserId} not on the list {listId}", list);
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestList> GetEnumerator()
    {
        lock (_state.Gate)
            return ((IEnumerable<IterableTestList>)_state.Lists.Values.Select(list => new IterableTestList(list)).ToArray()).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsMember(IterableTestList? list, string emailOrUserId) =>
        list is not null && list.Members.Contains(emailOrUserId, StringComparer.OrdinalIgnoreCase);

    private IterableTestAssertionException Unexpected(string expectation, IterableTestList? list) =>
        IterableTestAssertionException.Because(list is null ? $"{expectation}, found no such list." : $"{expectation}.", "Lists", list is null ? this : [list]);
}
