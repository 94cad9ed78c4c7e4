using System.Net;

namespace Iterable.Generated;

/// <summary>The answer that a model was read from, for errors that are found in it later.</summary>
internal sealed class AnswerOrigin(HttpStatusCode status, string? requestId, int attempts)
{
    public HttpStatusCode Status { get; } = status;

    public string? RequestId { get; } = requestId;

    /// <summary>How often the request went out.</summary>
    public int Attempts { get; } = attempts;
}
