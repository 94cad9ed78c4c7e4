using System.Net;

namespace Iterable.Generated;

/// <summary>
/// An answer that is read as it arrives, such as an export: its content is as long as the service has rows. Dispose it, also
/// before its end: that releases the connection.
/// </summary>
/// <remarks>
/// The package Iterable.Generated.Csv adds <c>ReadRowsAsync</c> and <c>ReadCsvAsync</c>, for answers that are CSV. Not safe for use by several threads.
/// To fake one in a test, make it from a <see cref="Stream" />.
/// </remarks>
public sealed partial class IterableStreamResponse : IDisposable, IAsyncDisposable
{
    private readonly HttpResponseMessage? _response;
    private readonly IterableCall? _call;
    private int _readingBegun;

    /// <summary>Makes an answer from a stream.</summary>
    /// <param name="content">The content; disposed with the answer.</param>
    /// <param name="contentType">What <see cref="ContentType" /> says.</param>
    /// <param name="statusCode">What <see cref="StatusCode" /> says.</param>
    public IterableStreamResponse(Stream content, string? contentType = null, HttpStatusCode statusCode = HttpStatusCode.OK)
    {
        Content = content ?? throw new ArgumentNullException(nameof(content));
        ContentType = contentType;
        StatusCode = statusCode;
    }

    internal IterableStreamResponse(Stream content, HttpResponseMessage response, IterableCall call)
        : this(content, response.Content.Headers.ContentType?.ToString(), response.StatusCode)
    {
        _response = response;
        _call = call;
    }

    /// <summary>The body. Reading it waits for the service; it can be read once and not be sought in.</summary>
    public Stream Content { get; }

    /// <summary>The media type the service gave, with its parameters, such as <c>text/csv; charset=utf-8</c>.</summary>
    public string? ContentType { get; }

    /// <summary>The HTTP status, one of the successes.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Closes the content and releases the connection. What was not read yet is given up.</summary>
    public void Dispose()
    {
        try
        {
            Content.Dispose();
        }
        finally
        {
            _response?.Dispose();
        }
    }

    /// <summary>Closes the content and releases the connection. What was not read yet is given up.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void BeginReading()
    {
        if (Interlocked.Exchange(ref _readingBegun, 1) != 0)
            throw new InvalidOperationException("An answer can be read once; make the call again to read it again.");
    }
}
