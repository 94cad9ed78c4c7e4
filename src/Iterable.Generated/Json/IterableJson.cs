using System.Buffers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Iterable.Generated;

/// <summary>JSON as this API wants it. The settings are our own: an application's <see cref="JsonConvert.DefaultSettings" /> have no effect.</summary>
internal static class IterableJson
{
    private const int MaxDepth = 128;
    private const int BufferSize = 4096;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly JsonSerializer Reader = Create(new AnswerContractResolver());
    private static readonly JsonSerializer Writer = Create(new RequestContractResolver(isComplete: true));
    private static readonly JsonSerializer AsItIsWriter = CreateAsItIsWriter();

    /// <summary>Writes a request body.</summary>
    /// <exception cref="ArgumentException">A member that the operation requires is not set.</exception>
    public static ArraySegment<byte> Serialize(object body, IterableOperation operation)
    {
        try
        {
            return Serialize(body, Writer);
        }
        catch (InvalidModelException e)
        {
            throw new ArgumentException($"{operation} cannot be sent: {e.Message}", "request");
        }
    }

    /// <summary>Writes a part of a request body.</summary>
    /// <exception cref="ArgumentException">A member that the operation requires is not set.</exception>
    public static void Write(JsonWriter writer, object part, IterableOperation operation)
    {
        try
        {
            RequestConverter.Shared.WriteJson(writer, part, Writer);
        }
        catch (InvalidModelException e)
        {
            throw new ArgumentException($"{operation} cannot be sent: {e.Message}", "request");
        }
    }

    /// <summary>Writes a model as a request body has it, whether it could be sent or not.</summary>
    /// <exception cref="InvalidOperationException">It holds something that JSON has no form for.</exception>
    public static ArraySegment<byte> SerializeAsItIs(IterableModel model)
    {
        try
        {
            return Serialize(model, AsItIsWriter);
        }
        catch (InvalidModelException e)
        {
            throw new InvalidOperationException($"{TypeName(model.GetType())} cannot be written: {e.Message}");
        }
    }

    /// <summary>The same, into whatever takes JSON.</summary>
    public static void WriteAsItIs(JsonWriter writer, IterableModel model) => AsItIsWriter.Serialize(writer, model);

    private static ArraySegment<byte> Serialize(object body, JsonSerializer writer)
    {
        using var text = new PooledUtf8();
        using (var json = new RequestJsonWriter(text))
            writer.Serialize(json, body);

        return new ArraySegment<byte>(text.ToArray());
    }

    /// <summary>Reads an answer; <see langword="null" /> for one that is empty, or says <c>null</c>.</summary>
    /// <exception cref="UnreadableJsonException">It is not JSON, or not what the operation answers with.</exception>
    public static T? Deserialize<T>(Stream body)
        where T : class
    {
        var buffer = ArrayPool<byte>.Shared.Rent(body.CanSeek ? (int)Math.Min(int.MaxValue - 1, body.Length - body.Position) + 1 : BufferSize);
        try
        {
            var length = 0;
            for (int read; (read = body.Read(buffer, length, buffer.Length - length)) > 0;)
            {
                length += read;
                if (length < buffer.Length)
                    continue;

                var larger = ArrayPool<byte>.Shared.Rent(checked(length * 2));
                Array.Copy(buffer, larger, length);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }

            return Deserialize<T>(buffer.AsSpan(0, length), isAnswer: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads a model that was written before. Nothing of it is lost: a null under the name of a member is kept beside it.</summary>
    /// <exception cref="UnreadableJsonException">It is not the JSON of one.</exception>
    public static T DeserializeAsItIs<T>(ReadOnlySpan<byte> text)
        where T : class => Deserialize<T>(text, isAnswer: false) ?? throw new UnreadableJsonException($"it is no JSON for {TypeName(typeof(T))}, but nothing.");

    private static T? Deserialize<T>(ReadOnlySpan<byte> text, bool isAnswer)
        where T : class
    {
        if (text.StartsWith("\uFEFF"u8))
            text = text.Slice(3);
        if (Utf8Text.Trim(text).IsEmpty)
            return null;

        var json = new JsonCursor(text, isAnswer: isAnswer, keepsAll: !isAnswer);
        try
        {
            if (!Utf8Text.IsValid(text))
                throw new System.Text.Json.JsonException();

            json.Reader.Read();
            T? result = null;
            var fit = json.Reader.TokenType == System.Text.Json.JsonTokenType.Null ? Fit.Absent : ValueKinds.Of<T>().FromJson(ref json, out result);
            json.Reader.Read();
            return fit is Fit.Yes or Fit.Absent ? result : throw new System.Text.Json.JsonException();
        }
        catch (UnreadableJsonException e)
        {
            throw new UnreadableJsonException(e.Message.TrimEnd('.') + Place(text, json.Start));
        }
        catch (System.Text.Json.JsonException e)
        {
            var place = e is { LineNumber: { } line, BytePositionInLine: { } position }
                ? FormattableString.Invariant($", at line {line + 1}, position {position + 1}.")
                : Place(text, json.Start);
            throw new UnreadableJsonException($"it is no JSON for {TypeName(typeof(T))}{place}");
        }
    }

    private static string Place(ReadOnlySpan<byte> text, int at)
    {
        var line = 1;
        for (int end; (end = text.Slice(0, at).IndexOf((byte)'\n')) >= 0; line++)
        {
            text = text.Slice(end + 1);
            at -= end + 1;
        }

        return FormattableString.Invariant($", at line {line}, position {at + 1}.");
    }

    private static void Read(Type type, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            // The texts of these exceptions repeat the value they stumble over.
            throw new UnreadableJsonException($"it is no JSON for {TypeName(type)}.");
        }
    }

    /// <summary>The member of a model or a JSON object that is called so on the wire; <see langword="null" /> where it has none.</summary>
    public static object? Member(object model, string name) =>
        model is JObject json ? json[name]
        : ContractOf(model.GetType()) is JsonObjectContract contract
            ? contract.Properties.GetProperty(name, StringComparison.Ordinal)?.ValueProvider?.GetValue(model)
                ?? (model as IterableModel)?.TryGetAdditional(name)
            : null;

    /// <summary>Whether an answer was an object without members.</summary>
    public static bool SaysNothing(object answer) =>
        ContractOf(answer.GetType()) is JsonObjectContract contract
        && contract.Properties.All(property => property.Ignored || property.ValueProvider?.GetValue(answer) is null)
        && answer is IterableModel { AdditionalProperties.Count: 0 };

    /// <summary>How a type is read and written.</summary>
    public static JsonContract ContractOf(Type type) => Reader.ContractResolver.ResolveContract(type);

    /// <summary>Reads the members of a JSON object into an object that there is already.</summary>
    /// <exception cref="UnreadableJsonException">A member is not what the type takes.</exception>
    public static void Populate(byte[] json, object target)
    {
        using var reader = CreateReader(new StreamReader(new MemoryStream(json), Utf8));
        Read(target.GetType(), () => Reader.Populate(reader, target));
    }

    /// <summary>Reads the members of a JSON object into an object that there is already.</summary>
    /// <exception cref="UnreadableJsonException">A member is not what the type takes.</exception>
    public static void Populate(JObject json, object target)
    {
        using var reader = json.CreateReader();
        Read(target.GetType(), () => Reader.Populate(reader, target));
    }

    /// <summary>Makes a value of any type of JSON.</summary>
    /// <exception cref="UnreadableJsonException">It is not what the type takes.</exception>
    public static T ToValue<T>(ReadOnlySpan<byte> json)
    {
        using var reader = CreateReader(new StringReader(Utf8Text.Decode(json)));
        return ToValue<T>(reader);
    }

    /// <summary>Makes a value of any type of JSON.</summary>
    /// <exception cref="UnreadableJsonException">It is not what the type takes.</exception>
    public static T ToValue<T>(JToken json)
    {
        using var reader = json.CreateReader();
        return ToValue<T>(reader);
    }

    private static T ToValue<T>(JsonReader reader)
    {
        T? result = default;
        Read(typeof(T), () => result = Reader.Deserialize<T>(reader));
        return result!;
    }

    /// <summary>What an answer of <c>{}</c> is read as.</summary>
    public static T EmptyObject<T>()
        where T : class => Reader.ContractResolver.ResolveContract(typeof(T)).DefaultCreator?.Invoke() as T ?? DeserializeAsItIs<T>("{}"u8);

    /// <summary>The same; <see langword="null" /> for a type that has no form for it, such as a list that cannot be added to.</summary>
    public static T? TryEmptyObject<T>()
        where T : class
    {
        try
        {
            return EmptyObject<T>();
        }
        catch (UnreadableJsonException)
        {
            return null;
        }
    }

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

    // Writers of others have a form of their own for dates.
    private static JsonSerializer CreateAsItIsWriter()
    {
        var writer = Create(new RequestContractResolver(isComplete: false));
        writer.Converters.Add(new FreeFormDates());
        return writer;
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

    /// <summary>The name of a type as C# has it.</summary>
    public static string TypeName(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
        : type.Name;
}
