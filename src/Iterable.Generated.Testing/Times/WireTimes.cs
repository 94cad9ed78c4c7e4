using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// Puts the times of a whole JSON value into their wire form and back. Inside the server a time is a <see cref="DateTimeOffset" />;
/// how it travels depends on the operation, and only its schema knows.
/// </summary>
internal static class WireTimes
{
    /// <summary>A copy with every time in the form its schema says.</summary>
    public static JToken Write(JToken json, ApiSchema? schema) =>
        Copy(json, schema, (leaf, at) => leaf.Type == JTokenType.Date ? WireTime.Write(Moment(leaf), at?.Wire) : null);

    /// <summary>A copy in which every member that its schema calls a time is one.</summary>
    public static JToken Read(JToken json, ApiSchema? schema) =>
        Copy(json, schema, (leaf, at) => at is { IsTime: true } && WireTime.Read(leaf, at.Wire) is { } time ? new JValue(time) : null);

    private static JToken Copy(JToken json, ApiSchema? schema, Func<JToken, ApiSchema?, JToken?> leaf)
    {
        switch (json)
        {
            case JObject item:
                var members = new JObject();
                foreach (var (name, value) in item)
                    members[name] = Copy(value!, schema?.Properties.GetValueOrDefault(name) ?? schema?.AdditionalProperties, leaf);
                return members;
            case JArray items:
                return new JArray(items.Select(item => Copy(item, schema?.Items, leaf)));
            default:
                return leaf(json, schema) ?? json.DeepClone();
        }
    }

    private static DateTimeOffset Moment(JToken leaf) => ((JValue)leaf).Value switch
    {
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time),
        _ => default,
    };
}
