using System.Net;

namespace Iterable.Generated;

/// <summary>Makes the exceptions of calls. Here it is decided what a message may say.</summary>
internal static class ResponseErrors
{
    private const int LongestCode = 60;

    /// <summary>The exception for a status that is no success.</summary>
    public static async Task<IterableException> ReadAsync(
        IterableOperation operation, ApiBaseAddress asked, HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadErrorTextAsync(cancellationToken).ConfigureAwait(false);
        var envelope = ErrorEnvelope.Read(body);
        var kind = ErrorKinds.Of(response.StatusCode, envelope);
        var details = new IterableErrorDetails
        {
            Operation = operation,
            StatusCode = response.StatusCode,
            Code = envelope.Code,
            ApiMessage = envelope.Message,
            Params = envelope.Params,
            ResponseBody = body,
            BaseAddress = asked.Uri,
            RetryAfter = kind == ErrorKind.RateLimited ? RetryAfter.Read(response, envelope, now) ?? RetryAfter.Pace(operation) : null,
        };

        var message = $"{operation} failed: HTTP {(int)response.StatusCode}"
            + (LooksLikeCode(envelope.Code) ? $", code {envelope.Code}." : ".");
        return Make(kind, message + Explain(kind, details, envelope, asked), details);
    }

    /// <summary>The exception for a success whose body is not what the operation answers with.</summary>
    public static async Task<IterableException> UnreadableAsync(
        IterableOperation operation, HttpResponseMessage response, UnreadableJsonException reason, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadErrorTextAsync(cancellationToken).ConfigureAwait(false);
        return new IterableUnreadableResponseException(
            $"{operation} was answered with HTTP {(int)response.StatusCode} and a body that could not be read: {reason.Message}",
            new IterableErrorDetails { Operation = operation, StatusCode = response.StatusCode, ResponseBody = body });
    }

    /// <summary>The exception for a call that got no answer, or not all of it.</summary>
    public static IterableException NoAnswer(IterableOperation operation, Exception reason)
    {
        var details = new IterableErrorDetails { Operation = operation, SurelyNotSent = TransportFailure.IsSurelyNotSent(reason) };
        return reason is OperationCanceledException
            ? new IterableTimeoutException($"{operation} got no answer: the HttpClient gave up, because its timeout passed or because it was disposed.", details)
            : new IterableConnectionException($"{operation} got no answer: {TransportFailure.Describe(reason)}.", details);
    }

    /// <summary>The exception for an answer that does not say what is asked for, or <see langword="null" />.</summary>
    public static IterableException? Disguised(IterableOperation operation, HttpResponseMessage response, object result)
    {
        // The one sentence by which the service tells that it tracked nothing.
        if (result is not IterableResponse { Msg: { } text } answer || text.IndexOf("is disallowed from tracking", StringComparison.Ordinal) < 0)
            return null;

        return new IterableEventDisallowedException(
            $"{operation} was answered with HTTP {(int)response.StatusCode}, and the event was not tracked: the project does not allow events of that name.",
            new IterableErrorDetails
            {
                Operation = operation, StatusCode = response.StatusCode, Code = answer.Code?.Value, ApiMessage = text, Params = answer.Params,
            });
    }

    private static IterableException Make(ErrorKind kind, string message, IterableErrorDetails details) => kind switch
    {
        ErrorKind.BadRequest => new IterableBadRequestException(message, details),
        ErrorKind.UnknownUser => new IterableUnknownUserException(message, details),
        ErrorKind.FieldTypes => new IterableFieldTypesException(message, details),
        ErrorKind.Unauthorized => new IterableUnauthorizedException(message, details),
        ErrorKind.Forbidden => new IterableForbiddenException(message, details),
        ErrorKind.NotFound => new IterableNotFoundException(message, details),
        ErrorKind.Conflict => new IterableConflictException(message, details),
        ErrorKind.RateLimited => new IterableRateLimitedException(message, details),
        ErrorKind.Server => new IterableServerException(message, details),
        _ => new IterableException(message, details),
    };

    private static string Explain(ErrorKind kind, IterableErrorDetails details, ErrorEnvelope envelope, ApiBaseAddress asked)
    {
        if (IsRedirect(details.StatusCode!.Value))
            return " Redirects are not followed, since the API key would go along.";
        if (envelope.Oddity is not null)
            return " " + envelope.Oddity;

        return kind switch
        {
            ErrorKind.Unauthorized when details.Code == ErrorKinds.BadApiKey =>
                $" Asked was {asked}; a key works only in the project and the data center that made it.",
            ErrorKind.RateLimited when details.RetryAfter is { } wait =>
                FormattableString.Invariant($" The next call may be made in {wait.TotalSeconds:0.###} s."),
            _ => "",
        };
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is >= 300 and < 400 and not 304;

    // The codes of the service are words in Pascal case. Anything else in that place might be a value.
    private static bool LooksLikeCode(string? code) =>
        code is { Length: > 1 and <= LongestCode } && code[0] is >= 'A' and <= 'Z' && code.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'));
}
