namespace Iterable.Generated;

/// <summary>
/// One call, as the generated methods describe it: operation, values and body. Any number of messages can be made from it,
/// each with content of its own, so that a call can be sent again.
/// </summary>
internal sealed partial class IterableRequest(IterableOperation operation)
{
    private string _path = operation.Path;
    private ArraySegment<byte>? _json;
    private bool? _hasIds;
    private List<KeyValuePair<string, string>>? _pathValues;

    public IterableOperation Operation { get; } = operation;

    /// <summary>What goes out as JSON, or <see langword="null" />.</summary>
    public object? Body { get; private set; }

    /// <summary>Whether every record of what was written has an id. What the caller has done to the body since does not count.</summary>
    public bool HasIds => _hasIds == true;

    /// <summary>Whether the service may have seen it, in a call that was made with it.</summary>
    public bool MayHaveArrived { get; set; }

    /// <summary>Whether an attempt of it failed, and was followed by another, that may have taken effect.</summary>
    public bool WasUnclear { get; set; }

    public IterableRequest Path(string name, string value)
    {
        if (value is null)
            throw new ArgumentNullException(name);

        // The first would leave out a segment of the path, the others are resolved away by every URL parser.
        if (value is "" or "." or "..")
            throw new ArgumentException($"{Operation} takes a {name} that is not empty, '.' or '..': the path would be that of another operation.", name);

        (_pathValues ??= new(2)).Add(new(name, value));
        _path = _path.Replace("{" + name + "}", Uri.EscapeDataString(value));
        return this;
    }

    public IterableRequest Path(string name, long value) => Path(name, WireText.From(value));

    public IterableRequest Path(string name, IOpenEnum value) => Path(name, value.Value);

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

    /// <summary>Makes a message; every one of them says what the first one said.</summary>
    /// <exception cref="ArgumentException">A member that the operation requires is not set.</exception>
    public HttpRequestMessage CreateMessage(ApiBaseAddress baseAddress)
    {
        var message = new HttpRequestMessage(Operation.Method, _query is null && _pathValues is null
            ? baseAddress.Of(Operation)
            : new Uri(baseAddress.Uri.AbsoluteUri + _path.TrimStart('/') + _query));
        message.Content = CreateContent();
        return message;
    }

    /// <summary>Makes the content of a message, or none.</summary>
    /// <exception cref="ArgumentException">A member that the operation requires is not set.</exception>
    public HttpContent? CreateContent()
    {
        if (Body is null)
            return null;

        _hasIds ??= RetrySafety == IterableRetrySafety.WithId && RecordIds.AreComplete(Body);
        var json = _json ??= Body is AssembledBody assembled ? assembled.Json : Sized(IterableJson.Serialize(Body, Operation));
        var content = new ByteArrayContent(json.Array!, json.Offset, json.Count);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return content;
    }

    private ArraySegment<byte> Sized(ArraySegment<byte> json) => json.Count > Operation.MaxBodySize
        ? throw new ArgumentException(FormattableString.Invariant(
            $"{Operation} cannot be sent: its body has {json.Count} bytes, and the service takes {Operation.MaxBodySize}. Send fewer records in a call."), "request")
        : json;

    /// <summary>A value of the path or the query, where it has one of that name.</summary>
    public string? FindValue(string name)
    {
        foreach (var value in _pathValues ?? [])
        {
            if (value.Key == name)
                return value.Value;
        }

        return FindInQuery(name);
    }
}
