using System.Net.Http.Headers;

namespace Iterable.Generated;

/// <summary>
/// One call, as the generated methods describe it: operation, values and body. Any number of messages can be made from it,
/// each with content of its own, so that a call can be sent again.
/// </summary>
internal sealed partial class IterableRequest(IterableOperation operation)
{
    private string _path = operation.Path;
    private List<KeyValuePair<string, string>>? _headers;
    private ArraySegment<byte>? _json;

    public IterableOperation Operation { get; } = operation;

    /// <summary>What goes out as JSON, or <see langword="null" />.</summary>
    public object? Body { get; private set; }

    public IterableRequest Path(string name, string value)
    {
        if (value is null)
            throw new ArgumentNullException(name);

        // The first would leave out a segment of the path, the others are resolved away by every URL parser.
        if (value is "" or "." or "..")
            throw new ArgumentException($"{Operation} takes a {name} that is not empty, '.' or '..': the path would be that of another operation.", name);

        _path = _path.Replace("{" + name + "}", Uri.EscapeDataString(value));
        return this;
    }

    public IterableRequest Path(string name, long value) => Path(name, WireText.From(value));

    public IterableRequest Path(string name, IOpenEnum value) => Path(name, value.Value);

    public IterableRequest Header(string name, string? value)
    {
        if (value is not null)
            (_headers ??= []).Add(new(name, value));

        return this;
    }

    public IterableRequest Json(object body)
    {
        Body = body ?? throw new ArgumentNullException("request");
        return this;
    }

    public IterableRequest OptionalJson(object? body)
    {
        Body = body;
        return this;
    }

    /// <summary>Turns the body into bytes, once.</summary>
    /// <exception cref="ArgumentException">A member that the operation requires is not set.</exception>
    public void Serialize()
    {
        if (Body is not null)
            _json ??= IterableJson.Serialize(Body, Operation);
    }

    public HttpRequestMessage CreateMessage(ApiBaseAddress baseAddress)
    {
        Serialize();

        var message = new HttpRequestMessage(Operation.Method, baseAddress.Uri.AbsoluteUri + _path.TrimStart('/') + _query);
        foreach (var header in _headers ?? [])
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);

        if (_json is { } json)
        {
            message.Content = new ByteArrayContent(json.Array!, json.Offset, json.Count);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }
}
