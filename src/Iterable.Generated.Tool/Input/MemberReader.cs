using Iterable.Generated.Tool.Hosting;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Input;

/// <summary>Takes the members of an object that a user wrote one by one, and refuses what nobody took: a name that is mistyped has no silent effect.</summary>
/// <param name="value">What should be the object.</param>
/// <param name="place">Where it stands, for messages.</param>
internal sealed class MemberReader(JToken value, string place)
{
    private readonly JObject _left = value is JObject json
        ? (JObject)json.DeepClone()
        : throw ToolException.Usage($"{place} is {KindOf(value)}, and should be an object.");

    public string Place => place;

    /// <summary>The names of what was not taken yet.</summary>
    public IReadOnlyList<string> Names => [.. _left.Properties().Select(property => property.Name)];

    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    public string? OptionalText(string name) => (string?)Take(name, JTokenType.String, "a text");

    public long Integer(string name) => OptionalInteger(name) ?? throw Missing(name);

    public long? OptionalInteger(string name) => Take(name, JTokenType.Integer, "a whole number") switch
    {
        null => null,
        JValue { Value: long number } => number,
        var larger => throw Wrong(name, larger, "a whole number of at most 64 bits"),
    };

    public bool? OptionalFlag(string name) => (bool?)Take(name, JTokenType.Boolean, "true or false");

    public JObject? OptionalMembers(string name) => (JObject?)Take(name, JTokenType.Object, "an object");

    /// <summary>A number of seconds, of which there may be parts.</summary>
    public TimeSpan? OptionalSeconds(string name) => Any(name) switch
    {
        null => null,
        JValue { Type: JTokenType.Integer or JTokenType.Float } number when (double)number is >= 0 and < 1e9 => TimeSpan.FromSeconds((double)number),
        var other => throw Wrong(name, other, "a number of seconds"),
    };

    /// <summary>A time: as in 2026-01-14T12:00:00Z, or counted from now, as in -2h.</summary>
    public DateTimeOffset? OptionalTime(string name, DateTimeOffset now) => OptionalText(name) is not { } text
        ? null
        : Instant.TryParse(text, now, out var time) ? time : throw ToolException.Usage($"{place}.{name} is \"{text}\", and should be {Instant.Forms}.");

    /// <summary>The elements of a list, each with its place.</summary>
    public IEnumerable<(JToken Value, string Place)> Items(string name) =>
        ((JArray?)Take(name, JTokenType.Array, "a list") ?? []).Select((item, index) => (item, $"{place}.{name}[{index}]"));

    /// <summary>The members of an object that is kept by names, each with its place.</summary>
    public IEnumerable<(string Name, JToken Value, string Place)> Entries(string name) =>
        (OptionalMembers(name) ?? []).Properties().Select(property => (property.Name, property.Value, $"{place}.{name}.{property.Name}"));

    /// <summary>All that was not taken.</summary>
    public JObject Rest()
    {
        var rest = (JObject)_left.DeepClone();
        _left.RemoveAll();
        return rest;
    }

    /// <exception cref="ToolException">Something is left.</exception>
    public void Finish(string known)
    {
        if (Names is [var first, ..])
            throw ToolException.Usage($"{place} has {first}, which means nothing here. {known}");
    }

    private static string KindOf(JToken value) => value.Type switch
    {
        JTokenType.Object => "an object",
        JTokenType.Array => "a list",
        JTokenType.String => "a text",
        JTokenType.Integer or JTokenType.Float => "a number",
        JTokenType.Boolean => "true or false",
        _ => "null",
    };

    private JToken? Any(string name)
    {
        if (_left.Property(name, StringComparison.Ordinal) is not { } property)
            return null;

        property.Remove();
        return property.Value.Type == JTokenType.Null ? null : property.Value;
    }

    private JToken? Take(string name, JTokenType type, string expected) =>
        Any(name) is not { } value ? null : value.Type == type ? value : throw Wrong(name, value, expected);

    private ToolException Wrong(string name, JToken value, string expected) => ToolException.Usage($"{place}.{name} is {KindOf(value)}, and should be {expected}.");

    private ToolException Missing(string name) => ToolException.Usage($"{place} has no {name}.");
}
