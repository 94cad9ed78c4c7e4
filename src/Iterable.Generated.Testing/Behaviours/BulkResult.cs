using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// The answer of a bulk call: counters, and the records that failed, by the value that names them and the reason. It has all the lists that the operation
/// has, empty ones too; what it names stands there in lower case.
/// </summary>
internal sealed class BulkResult(ApiOperation operation)
{
    private const string FailedUpdates = "failedUpdates";

    private readonly ApiSchema _schema = operation.Success?.Json ?? throw new InvalidOperationException($"{operation.Id} answers no JSON.");
    private readonly Dictionary<string, JArray> _failed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JArray> _allFailed = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _disallowedEvents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JArray> _unchanged = new(StringComparer.Ordinal);
    private int _successes;
    private int _failures;

    public FieldReport Fields { get; } = new();

    public void Succeed() => _successes++;

    /// <summary>Counts a record that was left alone on purpose: no failure, and nothing was done.</summary>
    public void Pass(UserIdentity identity)
    {
        _successes++;
        Name(_unchanged, "noOp", identity);
    }

    /// <summary>Counts a record that failed.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="identity">Whom the record is about.</param>
    /// <param name="cause">Because of whom, where that is somebody else: the owner of the address that the record would give its user.</param>
    public void Fail(UserFault fault, UserIdentity identity, UserIdentity? cause = null)
    {
        _failures++;
        if (fault == UserFault.Unnamed)
            return;

        Name(_allFailed, "", identity);
        var named = cause ?? identity;
        Name(
            _failed,
            fault switch
            {
                UserFault.Invalid => "invalid",
                UserFault.Forgotten => "forgotten",
                UserFault.Conflict => "conflict",
                UserFault.InvalidData => "invalidData",
                _ => "notFound",
            },
            fault == UserFault.Invalid ? named.Malformed : named);
    }

    public void Disallow(string eventName)
    {
        _failures++;
        _disallowedEvents.Add(eventName);
    }

    public JObject ToJson()
    {
        var json = Lists(_schema);
        json["successCount"] = _successes;
        json["failCount"] = _failures;
        json["createdFields"] = new JArray(Fields.Created);
        json["filteredOutFields"] = new JArray(Fields.FilteredOut);
        var failed = Lists(_schema.Properties[FailedUpdates]);
        foreach (var (name, values) in _failed)
            failed[name] = values;

        // Some stand at the top as well, where older clients read them.
        foreach (var (name, list) in _schema.Properties)
        {
            if (TopValues(list) is { } values)
                json[name] = values.DeepClone();
        }

        foreach (var (name, values) in _unchanged)
            json[name] = values;
        if (_disallowedEvents.Count > 0)
            json["disallowedEventNames"] = new JArray(_disallowedEvents);
        json[FailedUpdates] = failed;
        return json;
    }

    private JArray? TopValues(ApiSchema list)
    {
        if (list.Failed is not var (member, reason))
            return null;
        if (reason == BulkReason.Rejected.Value)
            return _allFailed.GetValueOrDefault(member == "email" ? "Emails" : "UserIds");

        var detail = _schema.Properties[FailedUpdates].Properties.FirstOrDefault(other => other.Value.Failed == list.Failed).Key;
        return detail is null ? null : _failed.GetValueOrDefault(detail);
    }

    private static void Name(Dictionary<string, JArray> lists, string reason, UserIdentity identity)
    {
        var name = reason + (identity.Email is not null ? "Emails" : "UserIds");
        if (!lists.TryGetValue(name, out var values))
            lists[name] = values = [];
        values.Add(identity.ToString().ToLowerInvariant());
    }

    private static JObject Lists(ApiSchema schema) =>
        new(schema.Properties.Where(member => member.Value.Type == "array").Select(member => new JProperty(member.Key, new JArray())));
}
