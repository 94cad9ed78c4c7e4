using System.Net.Http.Headers;

namespace Iterable.Generated;

/// <summary>
/// One call, as the generated methods describe it: operation, values and body. Any number of messages can be made from it,
/// each with content of its own, so that a call can be sent again.
/// </summary>
internal sealed partial class IterableRequest(IterableOperation operation)
{
    private string _path = operation.Path;
    private object? _body;
    private ArraySegment<byte>? _json;

    public IterableOperation Operation { get; } = operation;

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

    public IterableRequest Json(object body)
    {
        _body = body ?? throw new ArgumentNullException("request");
        return this;
    }

    public IterableRequest OptionalJson(object? body)
    {
        _body = body;
        return this;
    }

    /// <summary>Makes a message; every one of them says what the first one said.</summary>
    /// <exception cref="ArgumentException">A member that the operation requires is not set.</exception>
    public HttpRequestMessage CreateMessage(ApiBaseAddress baseAddress)
    {
        if (_body is not null)
            _json ??= IterableJson.Serialize(_body, Operation);

        var message = new HttpRequestMessage(Operation.Method, baseAddress.Uri.AbsoluteUri + _path.TrimStart('/') + _query);
        if (_json is { } json)
        {
            message.Content = new ByteArrayContent(json.Array!, json.Offset, json.Count);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }
}
