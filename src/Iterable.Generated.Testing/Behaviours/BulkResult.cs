using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The answer of a bulk call: counters, and the records that failed, by the value that names them and the reason.</summary>
internal sealed class BulkResult
{
    private readonly SortedDictionary<string, JArray> _failed = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _disallowedEvents = new(StringComparer.Ordinal);
    private int _successes;
    private int _failures;

    public FieldReport Fields { get; } = new();

    public void Succeed() => _successes++;

    public void Fail(UserFault fault, UserIdentity identity)
    {
        _failures++;
        var kind = identity.Email is not null ? "Emails" : "UserIds";
        var member = fault switch
        {
            UserFault.Invalid => "invalid",
            UserFault.Forgotten => "forgotten",
            UserFault.Conflict => "conflict",
            _ => "notFound",
        };
        if (!_failed.TryGetValue(member + kind, out var values))
            _failed[member + kind] = values = [];
        values.Add(identity.ToString());
    }

    public void Disallow(string eventName)
    {
        _failures++;
        _disallowedEvents.Add(eventName);
    }

    public JObject ToJson()
    {
        var failed = new JObject(_failed.Select(failure => new JProperty(failure.Key, failure.Value)));
        var json = new JObject
        {
            ["successCount"] = _successes,
            ["failCount"] = _failures,
            ["createdFields"] = new JArray(Fields.Created),
            ["filteredOutFields"] = new JArray(Fields.FilteredOut),
            // The same values stand at the top as well, where older clients read them.
            ["invalidEmails"] = failed["invalidEmails"]?.DeepClone() ?? new JArray(),
            ["invalidUserIds"] = failed["invalidUserIds"]?.DeepClone() ?? new JArray(),
            ["failedUpdates"] = failed,
        };
        if (_disallowedEvents.Count > 0)
            json["disallowedEventNames"] = new JArray(_disallowedEvents);
        return json;
    }
}
