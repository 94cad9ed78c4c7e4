using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>JSON as this API wants it. The settings are our own: an application's <see cref="JsonConvert.DefaultSettings" /> have no effect.</summary>
internal static class IterableJson
{
    private const int MaxDepth = 128;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly JsonSerializer Reader = Create(new AnswerContractResolver());
    private static readonly JsonSerializer Writer = Create(new RequestContractResolver());

    /// <summary>Writes a request body.</summary>
    /// <exception cref="ArgumentException">A member that the operation requires is not set.</exception>
    public static ArraySegment<byte> Serialize(object body, IterableOperation operation)
    {
        using var text = new PooledTextWriter();
        try
        {
            using var json = new RequestJsonWriter(text) { CloseOutput = false };
            Writer.Serialize(json, body);
        }
        catch (InvalidModelException e)
        {
            throw new ArgumentException($"{operation} cannot be sent: {e.Message}", "request");
        }

        return new ArraySegment<byte>(text.ToUtf8());
    }

    /// <summary>Reads an answer. One that is empty, or <c>null</c>, gives an empty result.</summary>
    /// <exception cref="UnreadableJsonException">It is not JSON, or not what the operation answers with.</exception>
    public static T Deserialize<T>(Stream body)
        where T : class
    {
        using var json = CreateReader(new PooledTextReader(body));
        T? result = null;
        Read(json, typeof(T), () =>
        {
            result = Reader.Deserialize<T>(json) ?? Empty<T>();
            if (json.Read())
                throw new JsonReaderException();
        });
        return result!;
    }

    private static void Read(JsonReader json, Type type, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            // The texts of these exceptions repeat the value they stumble over.
            var member = DeclaredPath.Of(type, json.Path, Reader.ContractResolver) is { Length: > 0 } path ? $", at its member {path}" : "";
            var place = json is JsonTextReader text ? $", at line {Math.Max(1, text.LineNumber)}, position {Math.Max(1, text.LinePosition)}" : "";
            throw new UnreadableJsonException($"it is no JSON for {TypeName(type)}{member}{place}.");
        }
    }

    /// <summary>The member of a model that is called so on the wire; <see langword="null" /> where it has none.</summary>
    public static object? Member(object model, string name) =>
        ContractOf(model.GetType()) is JsonObjectContract contract
            ? contract.Properties.GetProperty(name, StringComparison.Ordinal)?.ValueProvider?.GetValue(model)
                ?? (model as IterableModel)?.TryGetAdditional(name)
            : null;

    /// <summary>How a type is read and written.</summary>
    public static JsonContract ContractOf(Type type) => Reader.ContractResolver.ResolveContract(type);

    /// <summary>Reads the members of a JSON object into an object that there is already.</summary>
    /// <exception cref="UnreadableJsonException">A member is not what the type takes.</exception>
    public static void Populate(ArraySegment<byte> json, object target)
    {
        using var reader = CreateReader(new StreamReader(new MemoryStream(json.Array!, json.Offset, json.Count), Utf8));
        Read(reader, target.GetType(), () => Reader.Populate(reader, target));
    }

    /// <summary>Reads the members of a JSON object into an object that there is already.</summary>
    /// <exception cref="UnreadableJsonException">A member is not what the type takes.</exception>
    public static void Populate(JObject json, object target)
    {
        using var reader = json.CreateReader();
        Read(reader, target.GetType(), () => Reader.Populate(reader, target));
    }

    /// <summary>Makes an object of a JSON object.</summary>
    /// <exception cref="UnreadableJsonException">It is not what the type takes.</exception>
    public static T ToObject<T>(JObject json)
        where T : class
    {
        using var reader = json.CreateReader();
        T? result = null;
        Read(reader, typeof(T), () => result = Reader.Deserialize<T>(reader));
        return result ?? throw new UnreadableJsonException($"it gives no {TypeName(typeof(T))}.");
    }

    /// <summary>What an answer of <c>{}</c> is read as.</summary>
    public static T EmptyObject<T>()
        where T : class => ToObject<T>([]);

    /// <summary>Reads a text that may or may not be one JSON object and nothing else.</summary>
    public static JObject? TryParseObject(string text)
    {
        using var json = CreateReader(new StringReader(text));
        try
        {
            var result = JObject.Load(json);
            return json.Read() ? null : result;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonSerializer Create(IContractResolver resolver) => JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = resolver,

        // The service reads a null as "overwrite with nothing", and an empty list as "clear": the first is said only on purpose.
        NullValueHandling = NullValueHandling.Ignore,

        // A text that looks like a date stays the text it was, so that it goes back as it came.
        DateParseHandling = DateParseHandling.None,

        // Members called $id, $ref or $type are data.
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
        MaxDepth = MaxDepth,
    });

    private static JsonTextReader CreateReader(TextReader text) => new(text)
    {
        ArrayPool = CharArrayPool.Shared,
        DateParseHandling = DateParseHandling.None,
        MaxDepth = MaxDepth,
    };

    private static T Empty<T>()
        where T : class => Reader.ContractResolver.ResolveContract(typeof(T)).DefaultCreator?.Invoke() as T
        ?? throw new JsonReaderException();

    private static string TypeName(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
        : type.Name;
}
