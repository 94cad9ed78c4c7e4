using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Iterable.Generated;

/// <summary>Failures that are no answer of the service: no connection, a cut one, no answer in time.</summary>
internal static class TransportFailure
{
    /// <summary>Whether an exception is such a failure, and not the caller's own cancellation.</summary>
    public static bool Is(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        HttpRequestException or IOException or InvalidDataException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    /// <summary>
    /// Whether it is certain that nothing of the request reached the service: its name was not found, or there was no connection
    /// or no TLS, be it that making one took too long. Where the runtime cannot tell, this says no.
    /// </summary>
    public static bool IsSurelyNotSent(Exception exception)
    {
        if (IsConnectTimeout(exception))
            return true;
        if (exception is not HttpRequestException http)
            return false;

#if NET8_0_OR_GREATER
        return http.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError;
#else
        // These can only happen before a connection stands. An authentication failure is TLS: no credentials are offered here.
        return http.InnerException switch
        {
            SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => true,
            AuthenticationException => true,
            System.Net.WebException { Status: System.Net.WebExceptionStatus.NameResolutionFailure or System.Net.WebExceptionStatus.ConnectFailure } => true,
            _ => false,
        };
#endif
    }

    /// <summary>
    /// Whether a connection did not stand in time, TLS included. .NET tells that as a cancellation, as it does a whole request that took too
    /// long; only the text, which is not translated, tells them apart.
    /// </summary>
    public static bool IsConnectTimeout(Exception exception) =>
        exception is OperationCanceledException { InnerException: TimeoutException { Message: var text } }
        && text.IndexOf("ConnectTimeout", StringComparison.Ordinal) >= 0;

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
                AuthenticationException => nameof(AuthenticationException) + Faults(e.Message),
                _ => e.GetType().Name,
            });
        }

        return string.Join(" > ", kinds);
    }

    /// <summary>What is wrong with a certificate, in the words .NET has for that: the text around them stays out, as all others do.</summary>
    private static string Faults(string text)
    {
        var words = new HashSet<string>(text.Split(' ', ',', ':', '.', ';', '\'', '(', ')'), StringComparer.Ordinal);
        var faults = Enum.GetNames(typeof(SslPolicyErrors)).Concat(Enum.GetNames(typeof(X509ChainStatusFlags))).Where(words.Contains).ToArray();
        return faults.Length == 0 ? "" : $" ({string.Join(", ", faults)})";
    }
}
