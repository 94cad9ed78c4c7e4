using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Iterable.Generated;

/// <summary>What callers have of System.Text.Json, in the terms of Newtonsoft.Json.</summary>
internal sealed class SystemTextJsonToken : Newtonsoft.Json.JsonConverter
{
    // An element has the text that it was read from, and can have been read with these.
    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = JsonTokens.MaxDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public override bool CanRead => false;

    /// <summary>What a member is called by its <see cref="JsonPropertyNameAttribute" />, unless Newtonsoft.Json has a name for it.</summary>
    public static string? NameOf(MemberInfo member) =>
        member.GetCustomAttribute<Newtonsoft.Json.JsonPropertyAttribute>()?.PropertyName is null ? member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name : null;

    /// <summary>Whether a member is never read or written by its <see cref="JsonIgnoreAttribute" />.</summary>
    public static bool IsIgnored(MemberInfo member) => member.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.Always;

    public override bool CanConvert(Type objectType) =>
        objectType == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(objectType) || objectType == typeof(JsonDocument);

    public override object ReadJson(Newtonsoft.Json.JsonReader reader, Type objectType, object? existingValue, Newtonsoft.Json.JsonSerializer serializer) =>
        throw new NotSupportedException();

    public override void WriteJson(Newtonsoft.Json.JsonWriter writer, object? value, Newtonsoft.Json.JsonSerializer serializer)
    {
        var text = value switch
        {
            JsonElement element => element.ValueKind == JsonValueKind.Undefined ? "null" : element.GetRawText(),
            JsonDocument document => document.RootElement.GetRawText(),
            JsonNode node => TextOf(node),
            _ => "null",
        };
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), Lenient);
        json.Read();
        JsonTokens.Read(ref json).WriteTo(writer);
    }

    private static string TextOf(JsonNode node)
    {
        try
        {
            return node.ToJsonString();
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableJsonException("it holds half of a surrogate pair, which a node does not write.");
        }
    }
}
