using Microsoft.AspNetCore.Http;

namespace Iterable.Generated.Testing;

/// <summary>What the server sends back: a status, headers and a body.</summary>
internal abstract class Answer(int status)
{
    public int Status { get; } = status;

    /// <summary>The media type of the body, or <see langword="null" /> when there is none.</summary>
    public abstract string? ContentType { get; }

    /// <summary>The length of the body where it is known before the body is written.</summary>
    public virtual long? Length => null;

    public Dictionary<string, string> Headers { get; } = [];

    public abstract Task WriteBodyAsync(Stream body, CancellationToken cancellationToken);

    /// <summary>Sends the answer.</summary>
    /// <param name="response">Takes status and headers.</param>
    /// <param name="body">Takes the body.</param>
    /// <param name="tellsLength">Whether the header says how long the body is, where that is known.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    public async Task SendAsync(HttpResponse response, Stream body, bool tellsLength, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = tellsLength ? Length : null;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;

        await response.StartAsync(cancellationToken).ConfigureAwait(false);
        await WriteBodyAsync(body, cancellationToken).ConfigureAwait(false);
    }
}
