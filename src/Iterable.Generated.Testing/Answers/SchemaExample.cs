using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Makes an answer in the shape of its schema, for operations that need no state. The same schema gives the same answer.</summary>
internal static class SchemaExample
{
    private const int MaxDepth = 6;

    public static Answer Of(ApiOperation operation, DateTimeOffset now)
    {
        if (operation.Success is not { } response)
            return TextAnswer.Json(Envelope.Success());
        if (response.Json is { } schema)
            return TextAnswer.Json(WireTimes.Write(Value(schema, "value", now, 0), schema), response.Status);

        var mediaType = response.MediaTypes.FirstOrDefault();
        return mediaType == "text/html"
            ? TextAnswer.Html(response.Status, operation.Id)
            : new TextAnswer(response.Status, mediaType ?? "text/plain", "");
    }

    private static JToken Value(ApiSchema schema, string name, DateTimeOffset now, int depth)
    {
        if (schema.IsTime)
            return new JValue(now);
        if (schema.Values.Count > 0)
            return schema.Values[0];

        return schema.Type switch
        {
            "integer" => 1,
            "number" => 1.5,
            "boolean" => true,
            "array" => depth < MaxDepth && schema.Items is { } items ? new JArray(Value(items, name, now, depth + 1)) : new JArray(),
            "string" => Text(schema, name),
            _ => depth < MaxDepth ? Object(schema, now, depth) : new JObject(),
        };
    }

    private static JObject Object(ApiSchema schema, DateTimeOffset now, int depth)
    {
        var value = new JObject();
        foreach (var (name, property) in schema.Properties)
            value[name] = Value(property, name, now, depth + 1);

        // The envelope of a call that went well, whatever else stands beside it.
        if (schema.Properties.ContainsKey("msg") && schema.Properties.ContainsKey("code"))
            value.Merge(new JObject { ["msg"] = "", ["code"] = "Success" });
        return value;
    }

    private static string Text(ApiSchema schema, string name) => schema.Format switch
    {
        "email" => "someone@example.com",
        "uri" => "https://example.com/" + name,
        "date" => "2026-01-14",
        _ => name,
    };
}
