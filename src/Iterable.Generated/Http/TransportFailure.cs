using System.Net.Sockets;

namespace Iterable.Generated;

/// <summary>Failures that are no answer of the service: no connection, a cut one, no answer in time.</summary>
internal static class TransportFailure
{
    /// <summary>Whether an exception is such a failure, and not the caller's own cancellation.</summary>
    public static bool Is(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        HttpRequestException or IOException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    /// <summary>
    /// Names the kinds of the exceptions in a chain. Their texts stay out: a handler of the caller may have put an address with
    /// an e-mail into one.
    /// </summary>
    public static string Describe(Exception exception)
    {
        var kinds = new List<string>();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            kinds.Add(e switch
            {
                SocketException socket => $"{nameof(SocketException)} {socket.SocketErrorCode}",
#if NET8_0_OR_GREATER
                HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => $"{nameof(HttpRequestException)} {http.HttpRequestError}",
#endif
                _ => e.GetType().Name,
            });
        }

        return string.Join(" > ", kinds);
    }
}
