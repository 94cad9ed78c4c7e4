using System.Globalization;

namespace Iterable.Generated.Tests.Wire;

/// <summary>Makes a value for a schema, in the form that it has on the wire: every member set, awkward on purpose.</summary>
internal static class Sample
{
    /// <summary>Not in UTC, so that an offset that is dropped shows; whole seconds, so that every wire form can carry it.</summary>
    public static readonly DateTimeOffset Instant = new(2026, 1, 14, 8, 20, 22, TimeSpan.FromHours(2));

    public const string Text = "a+b/c%d ä&=?#\"";

    // A success with another code is none.
    private const string Success = "Success";

    private const long BeyondDouble = 9007199254740993;

    /// <summary>Free-form data that a careless reader changes: texts that look like times, empty containers, a null.</summary>
    private static JObject FreeForm => new()
    {
        ["looksLikeATime"] = "2026-01-14T06:20:22.1234567Z",
        ["looksLikeADate"] = "2026-01-14",
        ["id"] = BeyondDouble,
        ["nothing"] = null,
        ["empty"] = new JArray(),
        ["nested"] = new JObject { ["list"] = new JArray(1, "two", new JObject()) },
    };

    /// <summary>How deep lists go in a model that contains itself.</summary>
    private const int MaxDepth = 8;

    public static JToken For(JToken schema) => For(schema, 0);

    private static JToken For(JToken schema, int depth)
    {
        if (SpecDocument.IsFreeForm(schema))
            return FreeForm;

        var resolved = SpecDocument.Resolve(schema);
        if (resolved["enum"] is JArray values)
            return (values.FirstOrDefault(value => (string?)value == Success) ?? values.Last!).DeepClone();

        return (string?)resolved["type"] switch
        {
            "integer" => BeyondDouble,
            "number" => 1234.56m,
            "boolean" => true,
            "array" when depth > MaxDepth => new JArray(),
            "array" => new JArray(For(resolved["items"]!, depth + 1), For(resolved["items"]!, depth + 1)),
            "object" when resolved["additionalProperties"] is JObject value => new JObject { ["a.b"] = For(value, depth + 1), ["Ä"] = For(value, depth + 1) },
            "object" => new JObject(((JObject?)resolved["properties"] ?? []).Properties().Select(p => new JProperty(p.Name, For(p.Value, depth + 1)))),
            "string" when (string?)resolved["format"] == "date-time" => Time(SpecDocument.Fact(schema, "x-iterable-wire")),
            "string" when (string?)resolved["format"] == "email" => "a+b/c%d@exämple.com",
            "string" => Text,
            var type => throw new NotSupportedException($"no sample for a schema of type '{type}': {resolved}"),
        };
    }

    private static JToken Time(string? wire)
    {
        var utc = Instant.UtcDateTime;
        return wire switch
        {
            "epoch-ms" => 1768371622000,
            "epoch-s" => 1768371622,
            "iso" => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            "sql-utc" => utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            "sql-offset" => utc.ToString("yyyy-MM-dd HH:mm:ss '+00:00'", CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"unknown wire form of a time: '{wire}'"),
        };
    }
}
