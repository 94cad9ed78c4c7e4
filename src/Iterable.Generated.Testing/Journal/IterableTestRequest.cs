using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A request that reached the server.</summary>
public sealed class IterableTestRequest
{
    private volatile int _status;

    internal IterableTestRequest(
        DateTimeOffset time,
        string method,
        string path,
        IReadOnlyDictionary<string, IReadOnlyList<string>> query,
        IReadOnlyDictionary<string, string> headers,
        string body)
    {
        (Time, Method, Path, Query, Headers, Body) = (time, method, path, query, headers, body);
    }

    /// <summary>When it arrived, on the server's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; }

    /// <summary>The path as it came, escapes included, for example <c>/api/users/ada%40example.com</c>.</summary>
    public string Path { get; }

    /// <summary>The query parameters, decoded; a parameter that was repeated has several values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Query { get; }

    /// <summary>The headers, by names without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as text, empty when there was none.</summary>
    public string Body { get; }

    /// <summary>The operation it called, or <see langword="null" /> for a path or method that the API does not have.</summary>
    public string? OperationId { get; internal set; }

    /// <summary>
    /// Whether the server has nothing written for the operation, and answers in the shape of its schema, with values that mean nothing. No operation of this
    /// version is one of those; a document newer than the server can have some.
    /// </summary>
    public bool IsAnsweredByExample { get; internal set; }

    /// <summary>The project its key belongs to, or <see langword="null" /> when the key was refused.</summary>
    public IterableTestProject? Project { get; internal set; }

    /// <summary>Whether it asked for a file of an export job, at the address of the storage: no part of the API, and no place for a key.</summary>
    public bool IsForExportFile => DataCenter is null;

    /// <summary>The data center that was asked; <see langword="null" /> for a file of an export job.</summary>
    public IterableTestDataCenter? DataCenter { get; internal set; }

    /// <summary>The key it carried, or <see langword="null" />.</summary>
    public string? ApiKey { get; internal set; }

    /// <summary>The status that was sent, or <see langword="null" /> while there is none and when the connection was cut before.</summary>
    public int? Status => _status == 0 ? null : _status;

    /// <summary>
    /// What the answer carries as <c>Iterable-Request-Id</c>, by which the service's support finds a request that was refused; <see langword="null" />
    /// where it carries none.
    /// </summary>
    public string? RequestId { get; internal set; }

    /// <summary>
    /// The records of the request that took effect, in their order: see <see cref="IterableTestEffects" />. Empty for requests that were refused and for those that write no
    /// such records.
    /// </summary>
    public IReadOnlyList<IterableTestEffect> Effects { get; internal set; } = [];

    internal IReadOnlyList<string> OperationIds { get; set; } = [];

    /// <summary>The body as JSON.</summary>
    /// <returns>The object that was sent.</returns>
    /// <exception cref="InvalidOperationException">The body is not a JSON object.</exception>
    public JObject Json()
    {
        try
        {
            return (JObject)WireJson.Parse(Body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            throw new InvalidOperationException($"The body of {Method} {Path} is not a JSON object.", exception);
        }
    }

    /// <summary>The request in words.</summary>
    /// <returns>Method, path, status and body.</returns>
    public override string ToString() => $"{Method} {Path} -> {Status?.ToString() ?? "no answer"} {Body}".TrimEnd();

    internal void Answered(int status) => _status = status;
}
