using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>What callers have of System.Text.Json, in the terms of Newtonsoft.Json.</summary>
internal sealed class SystemTextJsonToken : Newtonsoft.Json.JsonConverter
{
    public override bool CanRead => false;

    /// <summary>What a member is called by its <see cref="JsonPropertyNameAttribute" />, unless Newtonsoft.Json has a name for it.</summary>
    public static string? NameOf(MemberInfo member) =>
        member.GetCustomAttribute<Newtonsoft.Json.JsonPropertyAttribute>()?.PropertyName is null ? member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name : null;

    /// <summary>Whether a member is never read or written by its <see cref="JsonIgnoreAttribute" />.</summary>
    public static bool IsIgnored(MemberInfo member) => member.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.Always;

    public static JToken From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JObject();
                foreach (var member in element.EnumerateObject())
                    members[member.Name] = From(member.Value);
                return members;
            case JsonValueKind.Array:
                return new JArray(element.EnumerateArray().Select(From));
            case JsonValueKind.String:
                return new JValue(element.GetString());
            case JsonValueKind.Number:
                return Number(element);
            case JsonValueKind.True or JsonValueKind.False:
                return new JValue(element.GetBoolean());
            default:
                return JValue.CreateNull();
        }
    }

    public override bool CanConvert(Type objectType) =>
        objectType == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(objectType) || objectType == typeof(JsonDocument);

    public override object ReadJson(Newtonsoft.Json.JsonReader reader, Type objectType, object? existingValue, Newtonsoft.Json.JsonSerializer serializer) =>
        throw new NotSupportedException();

    public override void WriteJson(Newtonsoft.Json.JsonWriter writer, object? value, Newtonsoft.Json.JsonSerializer serializer)
    {
        switch (value)
        {
            case JsonElement element:
                From(element).WriteTo(writer);
                break;
            case JsonDocument document:
                From(document.RootElement).WriteTo(writer);
                break;
            case JsonNode node:
                using (var document = JsonDocument.Parse(node.ToJsonString(), JsonTokens.DocumentOptions))
                    From(document.RootElement).WriteTo(writer);
                break;
            default:
                writer.WriteNull();
                break;
        }
    }

    // As a decimal where that has all digits, which a double does not.
    private static JValue Number(JsonElement element) =>
        element.TryGetInt64(out var whole) ? new JValue(whole)
        : element.TryGetUInt64(out var large) ? new JValue(large)
        : element.TryGetDecimal(out var exact) && exact.ToString(CultureInfo.InvariantCulture) == element.GetRawText() ? new JValue(exact)
        : new JValue(element.GetDouble());
}
