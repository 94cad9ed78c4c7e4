using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>Everything the client logs. No value of a call is in it: operations, statuses, times and kinds of exceptions only.</summary>
internal static partial class CallLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Operation} answered HTTP {Status} in {Milliseconds:0.0} ms, attempts: {Attempts} (client {Client}, {DataCenter})", EventName = "Succeeded")]
    public static partial void Succeeded(this ILogger logger, string operation, int status, double milliseconds, int attempts, string client, string dataCenter);

    [LoggerMessage(2, LogLevel.Information, "{Operation} was refused with HTTP {Status}, code {Code}, request {RequestId}, in {Milliseconds:0.0} ms, attempts: {Attempts} (client {Client}, {DataCenter})", EventName = "Refused")]
    public static partial void Refused(this ILogger logger, string operation, int status, string? code, string? requestId, double milliseconds, int attempts, string client, string dataCenter);

    [LoggerMessage(3, LogLevel.Warning, "{Operation} failed with HTTP {Status}, code {Code}, request {RequestId}, in {Milliseconds:0.0} ms, attempts: {Attempts} (client {Client}, {DataCenter})", EventName = "Failed")]
    public static partial void Failed(this ILogger logger, string operation, int status, string? code, string? requestId, double milliseconds, int attempts, string client, string dataCenter);

    [LoggerMessage(4, LogLevel.Warning, "{Operation} got no answer ({Reason}) in {Milliseconds:0.0} ms, attempts: {Attempts} (client {Client}, {DataCenter})", EventName = "NoAnswer")]
    public static partial void NoAnswer(this ILogger logger, string operation, string reason, double milliseconds, int attempts, string client, string dataCenter);

    [LoggerMessage(5, LogLevel.Debug, "{Operation} was cancelled by its caller after {Milliseconds:0.0} ms, attempts: {Attempts} (client {Client}, {DataCenter})", EventName = "Cancelled")]
    public static partial void Cancelled(this ILogger logger, string operation, double milliseconds, int attempts, string client, string dataCenter);

    [LoggerMessage(6, LogLevel.Warning, "{Operation} failed ({Reason}) and is made again in {Milliseconds:0} ms, attempts so far: {Attempts} (client {Client}, {DataCenter})", EventName = "Retrying")]
    public static partial void Retrying(this ILogger logger, string operation, string reason, double milliseconds, int attempts, string client, string dataCenter);

    [LoggerMessage(7, LogLevel.Debug, "{Operation} waited {Milliseconds:0} ms for its rate limit (client {Client}, {DataCenter})", EventName = "RateLimitWait")]
    public static partial void Waited(this ILogger logger, string operation, double milliseconds, string client, string dataCenter);

    [LoggerMessage(8, LogLevel.Information, "{Operation} waits {Milliseconds:0} ms: {Reason} (client {Client}, {DataCenter})", EventName = "Waiting")]
    public static partial void Waiting(this ILogger logger, string operation, double milliseconds, string reason, string client, string dataCenter);

    [LoggerMessage(9, LogLevel.Information, "{Operation} waits for the limiter of the application, which has not answered for {Milliseconds:0} ms (client {Client}, {DataCenter})", EventName = "LimiterSilent")]
    public static partial void LimiterSilent(this ILogger logger, string operation, double milliseconds, string client, string dataCenter);

    [LoggerMessage(10, LogLevel.Warning, "No call of {Operation} is made for {Milliseconds:0} ms: the service refused one too many (client {Client}, {DataCenter})", EventName = "Held")]
    public static partial void Held(this ILogger logger, string operation, double milliseconds, string client, string dataCenter);

    [LoggerMessage(11, LogLevel.Warning, "The limiter of the application could not be told that {Operation} was refused ({Reason}) (client {Client}, {DataCenter})", EventName = "HoldFailed")]
    public static partial void HoldFailed(this ILogger logger, string operation, string reason, string client, string dataCenter);

    [LoggerMessage(12, LogLevel.Warning, "The store of the shared rate limits does not answer ({Reason}): this process keeps to 1/{Processes} of each limit, and asks again in {Milliseconds:0} ms", EventName = "StoreAway")]
    public static partial void StoreAway(this ILogger logger, string reason, int processes, double milliseconds);

    [LoggerMessage(13, LogLevel.Information, "The store of the shared rate limits answers again", EventName = "StoreReturned")]
    public static partial void StoreReturned(this ILogger logger);

    [LoggerMessage(14, LogLevel.Debug, "{Operation} took a batch of {Records} records whole, in {Calls} calls and {Milliseconds:0} ms (client {Client}, {DataCenter})", EventName = "BatchAccepted")]
    public static partial void BatchAccepted(this ILogger logger, string operation, int records, int calls, double milliseconds, string client, string dataCenter);

    [LoggerMessage(15, LogLevel.Information, "{Operation} refused {Refused} of a batch of {Records} records, in {Calls} calls and {Milliseconds:0} ms (client {Client}, {DataCenter})", EventName = "BatchRefused")]
    public static partial void BatchRefused(this ILogger logger, string operation, int refused, int records, int calls, double milliseconds, string client, string dataCenter);

    [LoggerMessage(16, LogLevel.Warning, "{Operation}: {NotSent} of a batch of {Records} records were not sent, {Accepted} accepted and {Refused} refused, in {Calls} calls and {Milliseconds:0} ms (client {Client}, {DataCenter})", EventName = "BatchNotSent")]
    public static partial void BatchNotSent(this ILogger logger, string operation, int notSent, int records, int accepted, int refused, int calls, double milliseconds, string client, string dataCenter);

    [LoggerMessage(17, LogLevel.Information, "{Operation} goes out again in halves of a batch of {Records} records (client {Client}, {DataCenter})", EventName = "BatchHalved")]
    public static partial void BatchHalved(this ILogger logger, string operation, int records, string client, string dataCenter);

    [LoggerMessage(20, LogLevel.Information, "Handlers that would send requests again were left out of client {Client} ({Handlers}): it repeats calls itself, by what each operation allows. KeepResilienceHandlers keeps their time-outs and breakers", EventName = "ResilienceLeftOut")]
    public static partial void ResilienceLeftOut(this ILogger logger, string client, string handlers);
}
