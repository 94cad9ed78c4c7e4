using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>Everything the client logs. No value of a call is in it: operations, statuses, times and kinds of exceptions only.</summary>
internal static partial class CallLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Operation} answered HTTP {Status} in {Milliseconds:0.0} ms, attempts: {Attempts}", EventName = "Succeeded")]
    public static partial void Succeeded(this ILogger logger, string operation, int status, double milliseconds, int attempts);

    [LoggerMessage(2, LogLevel.Information, "{Operation} was refused with HTTP {Status} in {Milliseconds:0.0} ms, attempts: {Attempts}", EventName = "Refused")]
    public static partial void Refused(this ILogger logger, string operation, int status, double milliseconds, int attempts);

    [LoggerMessage(3, LogLevel.Warning, "{Operation} failed with HTTP {Status} in {Milliseconds:0.0} ms, attempts: {Attempts}", EventName = "Failed")]
    public static partial void Failed(this ILogger logger, string operation, int status, double milliseconds, int attempts);

    [LoggerMessage(4, LogLevel.Warning, "{Operation} got no answer ({Reason}) in {Milliseconds:0.0} ms, attempts: {Attempts}", EventName = "NoAnswer")]
    public static partial void NoAnswer(this ILogger logger, string operation, string reason, double milliseconds, int attempts);

    [LoggerMessage(5, LogLevel.Debug, "{Operation} was cancelled by its caller after {Milliseconds:0.0} ms, attempts: {Attempts}", EventName = "Cancelled")]
    public static partial void Cancelled(this ILogger logger, string operation, double milliseconds, int attempts);

    [LoggerMessage(6, LogLevel.Warning, "{Operation} failed ({Reason}) and is made again in {Milliseconds:0} ms, attempts so far: {Attempts}", EventName = "Retrying")]
    public static partial void Retrying(this ILogger logger, string operation, string reason, double milliseconds, int attempts);

    [LoggerMessage(7, LogLevel.Debug, "{Operation} waited {Milliseconds:0} ms for its rate limit", EventName = "RateLimitWait")]
    public static partial void Waited(this ILogger logger, string operation, double milliseconds);

    [LoggerMessage(8, LogLevel.Information, "{Operation} waited {Milliseconds:0} ms for its rate limit", EventName = "LongRateLimitWait")]
    public static partial void WaitedLong(this ILogger logger, string operation, double milliseconds);
}
