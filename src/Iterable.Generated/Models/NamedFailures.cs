namespace Iterable.Generated;

/// <summary>The records that an answer names as failed, and why. The service names them by value, not by position.</summary>
internal sealed class NamedFailures
{
    private readonly Dictionary<RecordName, string> _reasons = [];
    private readonly HashSet<RecordName> _matched = [];

    /// <summary>How many different names there are.</summary>
    public int Count => _reasons.Count;

    /// <summary>How many of them were looked for.</summary>
    public int Matched => _matched.Count;

    /// <summary>The reason that came first, or <see langword="null" />.</summary>
    public string? FirstReason { get; private set; }

    /// <summary>Reads the lists of an answer.</summary>
    public static NamedFailures Of(IBulkAnswer answer)
    {
        var failures = new NamedFailures();
        answer.FailedUpdates?.AddTo(failures);
        answer.AddTo(failures);
        return failures;
    }

    /// <summary>Adds a list. A name that stands in two has the reason of the first.</summary>
    public void Add(string member, string reason, IList<string>? values)
    {
        foreach (var value in values ?? [])
        {
            if (value is null)
                continue;

            FirstReason ??= reason;
            var name = new RecordName(member, value);
            if (!_reasons.ContainsKey(name))
                _reasons.Add(name, reason);
        }
    }

    /// <summary>Looks for a name.</summary>
    /// <returns>Why it failed, or <see langword="null" /> where it is not named.</returns>
    public string? Match(in RecordName name)
    {
        if (!name.IsThere || !_reasons.TryGetValue(name, out var reason))
            return null;

        _matched.Add(name);
        return reason;
    }
}
