using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Iterable.Generated;

/// <summary>Reads the body of a request, and no more of it than is allowed.</summary>
internal static class RequestBody
{
    /// <returns>The body, or why it is none: it may also come too slowly.</returns>
    public static async Task<(byte[]? Body, Outcome? Refusal)> ReadAsync(HttpContext context, int maxSize, TimeSpan allowed, TimeProvider time)
    {
        var request = context.Request;
        if (request.ContentLength > maxSize)
            return (null, Outcome.TooLarge);

        // Kestrel counts what goes around chunks too, which at its worst is five bytes for each byte of the body. What counts here is the body.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = 1024 + (8L * maxSize);

        using var late = new CancellationTokenSource(allowed, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, late.Token);
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var read = await reader.ReadAsync(stop.Token).ConfigureAwait(false);
                if (read.Buffer.Length > maxSize)
                {
                    reader.AdvanceTo(read.Buffer.End);
                    return (null, Outcome.TooLarge);
                }

                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    reader.AdvanceTo(read.Buffer.End);
                    return (body, null);
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => Outcome.TooLarge,
                StatusCodes.Status408RequestTimeout => Outcome.BodyLate,
                _ => Outcome.Aborted,
            });
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            return (null, late.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested ? Outcome.BodyLate : Outcome.Aborted);
        }
    }
}
