using System.Globalization;
using System.Net;

namespace Iterable.Generated;

/// <summary>What a failed attempt says about making another one.</summary>
internal enum CallFailureKind
{
    /// <summary>The service refused the call, and will again; or the caller cancelled it.</summary>
    Final,

    /// <summary>The service refused the call before it did anything, because there were too many.</summary>
    Limited,

    /// <summary>The service refused the token before it did anything.</summary>
    TokenRefused,

    /// <summary>Nothing of the call reached the service.</summary>
    NotSent,

    /// <summary>The call may have taken effect, or not.</summary>
    Unknown,
}

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
        return new CallFailure(KindOf(response.StatusCode, envelope.Code), response.StatusCode, Generated.RetryAfter.Read(response, envelope, now), ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The failure of an attempt without an answer. What a handler before the transport has refused stays refused, but for those of others and the time of an attempt.</summary>
    public static CallFailure Of(Exception exception, CancellationToken cancellationToken)
    {
        var kind = exception is IterableTimeoutException or IterableConnectionException ? ((IterableException)exception).FailureKind
            : !TransportFailure.Is(exception, cancellationToken) ? CallFailureKind.Final
            : TransportFailure.IsSurelyNotSent(exception) ? CallFailureKind.NotSent
            : CallFailureKind.Unknown;

        return new CallFailure(kind, status: null, retryAfter: null, exception is IterableTimeoutException ? "timeout" : TransportFailure.Describe(exception));
    }

    /// <summary>A status or the kind of an exception: safe to log.</summary>
    public static string ReasonOf(IterableException failure) => failure.StatusCode is { } status and not HttpStatusCode.OK
        ? ((int)status).ToString(CultureInfo.InvariantCulture)
        : failure.GetType().Name;

    /// <summary>What an answer that is no success says about trying again.</summary>
    public static CallFailureKind KindOf(HttpStatusCode status, string? code) => ErrorKinds.Of(status, code) switch
    {
        ErrorKind.RateLimited => CallFailureKind.Limited,
        ErrorKind.Unauthorized when code == ErrorKinds.InvalidJwtPayload => CallFailureKind.TokenRefused,
        ErrorKind.Server when status != HttpStatusCode.NotImplemented => CallFailureKind.Unknown,
        _ => CallFailureKind.Final,
    };
}
