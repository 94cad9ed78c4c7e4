using System.Net;

namespace Iterable.Generated;

/// <summary>What came back for a call, besides its body.</summary>
public sealed class IterableResponseInfo
{
    internal IterableResponseInfo(IterableCall call, HttpResponseMessage response, TimeSpan duration)
    {
        Operation = call.Operation;
        StatusCode = response.StatusCode;
        Duration = duration;
        Attempts = call.Attempts;

        var headers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Headers.Concat(response.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
            headers[header.Key] = header.Value.ToArray();
        Headers = headers;
    }

    /// <summary>The operation that was called.</summary>
    public IterableOperation Operation { get; }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The headers of the answer and of its content, by name in any case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>The time from the call to its answer, with all waits and attempts. For a stream: until it began.</summary>
    public TimeSpan Duration { get; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; }
}
