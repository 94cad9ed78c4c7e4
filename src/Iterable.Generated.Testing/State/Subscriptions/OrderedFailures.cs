namespace Iterable.Generated.Testing;

/// <summary>Users whose next writes fail inside the service, because a test has ordered it.</summary>
internal sealed class OrderedFailures
{
    private readonly Dictionary<string, int> _left = new(StringComparer.OrdinalIgnoreCase);

    public void Order(string emailOrUserId, int times)
    {
        ArgumentException.ThrowIfNullOrEmpty(emailOrUserId);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _left[emailOrUserId] = times;
    }

    public bool Take(UserIdentity identity)
    {
        var name = identity.ToString();
        if (!_left.TryGetValue(name, out var left))
            return false;

        if (left > 1)
            _left[name] = left - 1;
        else
            _left.Remove(name);
        return true;
    }
}
