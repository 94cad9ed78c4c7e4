using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>The line of JSON that a dead letter is.</summary>
internal static class DeadLetterForm
{
    public static byte[] Write<TRecord>(BulkOutcome<TRecord> outcome)
    {
        var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        using (var json = new JsonTextWriter(text))
        {
            json.WriteStartObject();
            WriteRecord(json, outcome.Record);
            Write(json, "kind", outcome.Kind.ToString());
            Write(json, "reason", outcome.Reason.Value);
            if ((outcome.Exception as IterableException)?.Code is { } code)
                Write(json, "code", code.Value);
            json.WritePropertyName("surelyNotSent");
            json.WriteValue(outcome.SurelyNotSent);
            if (outcome.FieldErrors.Count > 0)
                WriteFields(json, outcome.FieldErrors);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetBytes(text.ToString() + "\n");
    }

    /// <summary>Reads a line; null for one that is no dead letter of such a record, or holds none.</summary>
    public static BulkDeadLetter<TRecord>? TryRead<TRecord>(string line)
    {
        if (IterableJson.TryParseObject(line) is not { } json || json["record"] is not { } record
            || (string?)(json["kind"] as JValue) is not { } kind || !Enum.IsDefined(typeof(BulkOutcomeKind), kind))
            return null;

        try
        {
            return new BulkDeadLetter<TRecord>(
                RecordOf<TRecord>(record),
                (BulkOutcomeKind)Enum.Parse(typeof(BulkOutcomeKind), kind),
                new BulkReason((string?)(json["reason"] as JValue) ?? ""),
                (string?)(json["code"] as JValue),
                json["surelyNotSent"] is JValue { Value: true },
                [.. (json["fields"] as JArray)?.OfType<JObject>().Select(field => new IterableFieldTypeError((string?)field["field"] ?? "", field)) ?? []]);
        }
        catch (UnreadableJsonException)
        {
            return null;
        }
    }

    /// <summary>Reads a line that holds a letter without its end, and behind it one that was written by another process. What is no letter is null; so is the first when it is not whole.</summary>
    public static (BulkDeadLetter<TRecord>? First, BulkDeadLetter<TRecord>? Second) Split<TRecord>(string line)
    {
        var at = StartOfLastObject(line);
        return TryRead<TRecord>(line.Substring(at)) is { } second ? (TryRead<TRecord>(line.Substring(0, at)), second) : default;
    }

    /// <summary>Where the object begins that a line ends with, found from its end: what stands before it may be torn anywhere, also within a text.</summary>
    private static int StartOfLastObject(string line)
    {
        var (depth, isText) = (0, false);
        for (var at = line.Length - 1; at > 0; at--)
        {
            switch (line[at])
            {
                case '"' when !IsEscaped(line, at):
                    isText = !isText;
                    break;
                case '}' when !isText:
                    depth++;
                    break;
                case '{' when !isText && --depth == 0:
                    return at;
            }
        }

        return 0;
    }

    private static bool IsEscaped(string line, int quote) => line.AsSpan(0, quote).TrimEnd('\\').Length % 2 != quote % 2;

    /// <summary>Writes a record so that it can be sent again; where that cannot be, as near as possible under another name, for people to mend.</summary>
    private static void WriteRecord<TRecord>(JsonTextWriter json, TRecord record)
    {
        try
        {
            var text = TextOf(record);
            json.WritePropertyName("record");
            WriteInLine(json, text);
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            json.WritePropertyName("unwritable");
            WriteInLine(json, NearlyTextOf(record));
            Write(json, "error", e.Message);
        }
    }

    // Raw values in a record can have line breaks, which stand for nothing outside of texts.
    private static void WriteInLine(JsonTextWriter json, string text) => json.WriteRawValue(text.Replace('\r', ' ').Replace('\n', ' '));

    private static void Write(JsonTextWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    private static void WriteFields(JsonTextWriter json, IReadOnlyList<IterableFieldTypeError> errors)
    {
        json.WritePropertyName("fields");
        json.WriteStartArray();
        foreach (var error in errors)
        {
            json.WriteStartObject();
            Write(json, "field", error.Scope is null ? error.Field : $"{error.Scope}:::{error.Field}");
            if (error.ExpectedType is { } expected)
                Write(json, "expectedType", expected);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string TextOf<TRecord>(TRecord record) => record switch
    {
        null => "null",
        IterableModel model => JsonOf(model),
        BulkCatalogItem item => JsonOf(item),
        string text => JsonConvert.ToString(text),
        _ => throw Unknown<TRecord>(),
    };

    /// <summary>The same, with numbers that are none as texts.</summary>
    private static string NearlyTextOf<TRecord>(TRecord record)
    {
        var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        var json = new JsonTextWriter(text);
        try
        {
            if (record is IterableModel model)
                IterableJson.WriteAsItIs(json, model);
            else if (record is BulkCatalogItem item)
                TokenOf(item).WriteTo(json);
            return text.ToString();
        }
        catch (Exception e) when (e is InvalidModelException or JsonException)
        {
            return "null";
        }
    }

    private static string JsonOf(IterableModel model)
    {
        var json = IterableJson.SerializeAsItIs(model);
        return Encoding.UTF8.GetString(json.Array!, json.Offset, json.Count);
    }

    private static string JsonOf(BulkCatalogItem item)
    {
        using var text = new PooledUtf8();
        try
        {
            using var json = new RequestJsonWriter(text);
            TokenOf(item).WriteTo(json);
        }
        catch (InvalidModelException e)
        {
            throw new InvalidOperationException($"The item of a catalog cannot be written: {e.Message}", e);
        }

        return Utf8Text.Decode(text.Written);
    }

    private static JObject TokenOf(BulkCatalogItem item) => new() { ["itemId"] = item.ItemId, ["fields"] = item.Fields };

    private static TRecord RecordOf<TRecord>(JToken json)
    {
        if (typeof(TRecord) == typeof(string))
            return (TRecord)(object)((string?)(json as JValue) ?? throw new UnreadableJsonException("it is no text."));
        if (typeof(TRecord) != typeof(BulkCatalogItem) && !typeof(IterableModel).IsAssignableFrom(typeof(TRecord)))
            throw Unknown<TRecord>();
        if (json is not JObject)
            throw new UnreadableJsonException("it is no object.");
        if (typeof(TRecord) == typeof(BulkCatalogItem))
        {
            return (TRecord)(object)new BulkCatalogItem(
                (string?)(json["itemId"] as JValue) ?? throw new UnreadableJsonException("it has no id."),
                json["fields"] as JObject ?? throw new UnreadableJsonException("it has no fields."));
        }

        return Model<TRecord>(json);
    }

    private static TRecord Model<TRecord>(JToken json)
    {
        try
        {
            var reader = json.CreateReader();
            reader.MaxDepth = null;
            return JsonSerializer.Create().Deserialize<TRecord>(reader)!;
        }
        catch (JsonException)
        {
            throw new UnreadableJsonException("it is no record.");
        }
    }

    private static NotSupportedException Unknown<TRecord>() =>
        new($"A {IterableJson.TypeName(typeof(TRecord))} is no record of a lane; dead letters hold the models of requests, {nameof(BulkCatalogItem)} and texts.");
}
