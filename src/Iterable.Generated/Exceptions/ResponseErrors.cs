using System.Net;

namespace Iterable.Generated;

/// <summary>Makes the exceptions of calls. Here it is decided what a message may say.</summary>
internal static class ResponseErrors
{
    private const int BodyLimit = 1024 * 1024;
    private const int LongestCode = 60;

    /// <summary>The exception for a status that is no success.</summary>
    public static async Task<IterableException> ReadAsync(IterableOperation operation, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
        var envelope = ErrorEnvelope.Read(body);
        var message = $"{operation} failed: HTTP {(int)response.StatusCode}"
            + (LooksLikeCode(envelope.Code) ? $", code {envelope.Code}." : ".");
        if (IsRedirect(response.StatusCode))
            message += " Redirects are not followed, since the API key would go along.";
        else if (envelope.Oddity is not null)
            message += " " + envelope.Oddity;

        return new IterableException(message, new IterableErrorDetails
        {
            Operation = operation,
            StatusCode = response.StatusCode,
            Code = envelope.Code,
            ApiMessage = envelope.Message,
            Params = envelope.Params,
            ResponseBody = body,
        });
    }

    /// <summary>The exception for a success whose body is not what the operation answers with.</summary>
    public static async Task<IterableException> UnreadableAsync(
        IterableOperation operation, HttpResponseMessage response, UnreadableJsonException reason, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(response, cancellationToken).ConfigureAwait(false);
        return new IterableException(
            $"{operation} was answered with HTTP {(int)response.StatusCode} and a body that could not be read: {reason.Message}",
            new IterableErrorDetails { Operation = operation, StatusCode = response.StatusCode, ResponseBody = body });
    }

    /// <summary>The exception for a call that got no answer.</summary>
    public static IterableException NoAnswer(IterableOperation operation, Exception reason) => new(
        reason is OperationCanceledException
            ? $"{operation} got no answer: the HttpClient gave up, because its timeout passed or because it was disposed."
            : $"{operation} got no answer: {TransportFailure.Describe(reason)}.",
        new IterableErrorDetails { Operation = operation });

    private static Task<string> ReadBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.Content.ReadSomeTextAsync(BodyLimit, cancellationToken);

    private static bool IsRedirect(HttpStatusCode status) => (int)status is >= 300 and < 400 and not 304;

    // The codes of the service are words in Pascal case. Anything else in that place might be a value.
    private static bool LooksLikeCode(string? code) =>
        code is { Length: > 1 and <= LongestCode } && code[0] is >= 'A' and <= 'Z' && code.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'));
}
