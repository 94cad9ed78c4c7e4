using System.Net;

namespace Iterable.Generated;

/// <summary>What came back for a call, besides its body.</summary>
public sealed class IterableResponseInfo
{
    /// <summary>Makes one; for those who test what they do with it.</summary>
    /// <param name="operation">The operation that was called.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers of the answer; copied, found by name in any case.</param>
    /// <param name="duration">The time from the call to its answer.</param>
    /// <param name="attempts">How often the request was sent.</param>
    public IterableResponseInfo(
        IterableOperation operation, HttpStatusCode statusCode, IReadOnlyDictionary<string, IReadOnlyList<string>>? headers = null, TimeSpan duration = default, int attempts = 1)
    {
        Operation = operation ?? throw new ArgumentNullException(nameof(operation));
        StatusCode = statusCode;
        Headers = (headers ?? new Dictionary<string, IReadOnlyList<string>>()).ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        Duration = duration;
        Attempts = attempts;
    }

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
