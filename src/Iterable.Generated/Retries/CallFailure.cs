using System.Net;

namespace Iterable.Generated;

/// <summary>What is known of an attempt that failed, as far as it matters for repeating it.</summary>
internal readonly struct CallFailure(CallFailureKind kind, HttpStatusCode? status, TimeSpan? retryAfter, string reason)
{
    public CallFailureKind Kind { get; } = kind;

    public HttpStatusCode? Status { get; } = status;

    /// <summary>The wait the service asks for.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>A status or the kinds of exceptions: safe to log.</summary>
    public string Reason { get; } = reason;

    public static async ValueTask<CallFailure> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var envelope = ErrorEnvelope.Read(await response.Content.ReadErrorTextAsync(cancellationToken).ConfigureAwait(false));
        var kind = ErrorKinds.Of(response.StatusCode, envelope.Code) switch
        {
            ErrorKind.RateLimited => CallFailureKind.Limited,
            ErrorKind.Unauthorized when envelope.Code == ErrorKinds.InvalidJwtPayload => CallFailureKind.TokenRefused,
            ErrorKind.Server when response.StatusCode != HttpStatusCode.NotImplemented => CallFailureKind.Unknown,
            _ when response.StatusCode == HttpStatusCode.RequestTimeout => CallFailureKind.Unknown,
            _ => CallFailureKind.Final,
        };

        return new CallFailure(kind, response.StatusCode, Generated.RetryAfter.Read(response, envelope, now), WireText.From((long)response.StatusCode));
    }

    public static CallFailure Of(Exception exception, CancellationToken cancellationToken)
    {
        var kind = exception is IterableTimeoutException ? CallFailureKind.Unknown
            : !TransportFailure.Is(exception, cancellationToken) ? CallFailureKind.Final
            : TransportFailure.IsSurelyNotSent(exception) ? CallFailureKind.NotSent
            : CallFailureKind.Unknown;

        return new CallFailure(kind, status: null, retryAfter: null, exception is IterableTimeoutException ? "timeout" : TransportFailure.Describe(exception));
    }
}
