using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>Everything the endpoints log. Nothing of a request is in it, and of an exception no message: those hold data.</summary>
internal static partial class ReceiverLog
{
    [LoggerMessage(201, LogLevel.Debug, "A request to {Endpoint}: {Outcome}", EventName = "Received")]
    public static partial void Received(this ILogger logger, string endpoint, string outcome);

    public static void HandlerFailed(this ILogger logger, string endpoint, string kind, string outcome, Exception exception)
    {
        if (logger.IsEnabled(LogLevel.Error))
            HandlerFailed(logger, endpoint, kind, outcome, Types(exception), exception.StackTrace);
    }

    [LoggerMessage(203, LogLevel.Warning, "The filter of duplicates at {Endpoint} failed ({Reason})", EventName = "FilterFailed")]
    public static partial void FilterFailed(this ILogger logger, string endpoint, string reason);

    [LoggerMessage(204, LogLevel.Warning, "The configuration of {Endpoint} has changed to options that cannot be used; the last good ones stay in use. {Fault}", EventName = "ReloadRefused")]
    public static partial void ReloadRefused(this ILogger logger, string endpoint, string fault);

    [LoggerMessage(205, LogLevel.Error, "The answer of the handler of {Endpoint} was not sent: {Fault}", EventName = "AnswerRefused")]
    public static partial void AnswerRefused(this ILogger logger, string endpoint, string fault);

    [LoggerMessage(202, LogLevel.Error, "The handler of {Endpoint} failed on {Kind} ({Outcome}): {Exceptions}\n{StackTrace}", EventName = "HandlerFailed", SkipEnabledCheck = true)]
    private static partial void HandlerFailed(ILogger logger, string endpoint, string kind, string outcome, string exceptions, string? stackTrace);

    private static string Types(Exception exception)
    {
        var types = exception.GetType().FullName!;
        return exception.InnerException is { } inner ? $"{types} <- {Types(inner)}" : types;
    }
}
