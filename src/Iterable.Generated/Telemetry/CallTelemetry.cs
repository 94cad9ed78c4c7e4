using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>What a client tells the outside about its calls. Where nobody listens, it costs a few comparisons.</summary>
internal sealed partial class CallTelemetry(string client, ApiBaseAddress baseAddress, ILogger? logger)
{
    /// <summary>Waits from this length on are logged when they begin.</summary>
    public static readonly TimeSpan LongWait = TimeSpan.FromSeconds(1);

    // An address of one's own leads to a data center that is not known here.
    private readonly string _dataCenter = baseAddress.DataCenter?.ToString() ?? "Custom";

    /// <summary>Whether anybody listens to whole calls.</summary>
    public bool ObservesCalls => Instruments.Source?.HasListeners() == true || Instruments.CallDuration is { Enabled: true } || LogsRefusals;

    /// <summary>Whether anybody listens to single requests.</summary>
    public bool ObservesAttempts => Instruments.Source?.HasListeners() == true || Instruments.RequestDuration is { Enabled: true };

    /// <summary>Whether refusals are logged, for which their bodies have to be read.</summary>
    public bool LogsRefusals => logger is not null && LogsWarnings;

    // Apart, so that a program without a logger does not load the assembly of loggers for the comparison.
    private bool LogsWarnings => logger!.IsEnabled(LogLevel.Warning);

    public Activity? StartCall(IterableCall call)
    {
        var activity = Instruments.Source.StartQuietly(call.Operation.Id, ActivityKind.Internal);
        if (activity is { IsAllDataRequested: true })
        {
            foreach (var tag in CallTags(call.Operation))
                activity.SetTag(tag.Key, tag.Value);
            activity.SetTag(TelemetryTags.UrlTemplate, call.Operation.Path);
        }

        return activity;
    }

    public Activity? StartAttempt(IterableCall call)
    {
        var operation = call.Operation;
        var activity = Instruments.Source.StartQuietly($"{operation.Method} {operation.Path}", ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            foreach (var tag in RequestTags(call))
                activity.SetTag(tag.Key, tag.Value);

            // The values of the path may be personal, and those of the query: the template stands for the address.
            activity.SetTag(TelemetryTags.UrlFull, baseAddress.Uri.AbsoluteUri + operation.Path.TrimStart('/'));
            if (call.Attempts > 1)
                activity.SetTag(TelemetryTags.ResendCount, call.Attempts - 1);
        }

        return activity;
    }

    public void EndAttempt(IterableCall call, Activity? activity, TimeSpan duration, HttpResponseMessage? response, Exception? exception)
    {
        var error = ErrorType(call, response, exception);
        Finish(activity, response, error);
        if (Instruments.RequestDuration is not { Enabled: true })
            return;

        var tags = RequestTags(call);
        if (response is not null)
            tags.Add(TelemetryTags.StatusCode, (int)response.StatusCode);
        if (error is not null)
            tags.Add(TelemetryTags.ErrorType, error);
        Instruments.RequestDuration.RecordQuietly(duration.TotalSeconds, tags);
    }

    public void EndCall(IterableCall call, Activity? activity, TimeSpan duration, HttpResponseMessage? response, Exception? exception, string? code)
    {
        var error = ErrorType(call, response, exception);
        Finish(activity, response, error);
        if (Instruments.CallDuration is { Enabled: true })
        {
            var tags = CallTags(call.Operation);
            if (error is not null)
                tags.Add(TelemetryTags.ErrorType, error);
            Instruments.CallDuration.RecordQuietly(duration.TotalSeconds, tags);
        }

        if (logger is not null)
            Log(logger, call, duration.TotalMilliseconds, response, exception, code);
    }

    public void Retrying(IterableOperation operation, string reason, TimeSpan delay, int attempts)
    {
        var measured = CallTags(operation);
        measured.Add(TelemetryTags.ErrorType, reason);
        Instruments.Retries.AddQuietly(1, measured);
        if (Activity.Current is { IsAllDataRequested: true } activity && activity.Source == Instruments.Source)
        {
            activity.AddEvent(new ActivityEvent(TelemetryTags.RetryEvent, tags: new()
            {
                { TelemetryTags.ErrorType, reason },
                { TelemetryTags.RetryDelay, delay.TotalSeconds },
                { TelemetryTags.RetryAttempts, attempts },
            }));
        }

        logger?.Retrying(operation.Id, reason, delay.TotalMilliseconds, attempts, client, _dataCenter);
    }

    public void Waited(IterableCall call, TimeSpan time)
    {
        Instruments.RateLimitWait.RecordQuietly(time.TotalSeconds, CallTags(call.Operation));
        if (Activity.Current is { IsAllDataRequested: true } activity && activity.Source == Instruments.Source)
            activity.AddEvent(new ActivityEvent(TelemetryTags.WaitEvent, tags: new() { { TelemetryTags.Wait, time.TotalSeconds } }));

        logger?.Waited(call.Operation.Id, time.TotalMilliseconds, client, _dataCenter);
    }

    public void ResilienceLeftOut(string handlers) => logger?.ResilienceLeftOut(client, handlers);

    /// <summary>A wait begins.</summary>
    public void Waiting(IterableOperation operation, TimeSpan time, string reason)
    {
        if (time >= LongWait)
            logger?.Waiting(operation.Id, time.TotalMilliseconds, reason, client, _dataCenter);
    }

    /// <summary>A limiter of the application keeps a call waiting, nobody knows for how long.</summary>
    public void LimiterSilent(IterableOperation operation) => logger?.LimiterSilent(operation.Id, LongWait.TotalMilliseconds, client, _dataCenter);

    /// <summary>The service wants no calls of an operation for a time.</summary>
    public void Held(IterableOperation operation, TimeSpan time)
    {
        if (time >= LongWait)
            logger?.Held(operation.Id, time.TotalMilliseconds, client, _dataCenter);
    }

    public void HoldFailed(IterableOperation operation, Exception reason) => logger?.HoldFailed(operation.Id, TransportFailure.Describe(reason), client, _dataCenter);

    private void Log(ILogger log, IterableCall call, double milliseconds, HttpResponseMessage? response, Exception? exception, string? code)
    {
        var id = call.Operation.Id;
        if (exception is OperationCanceledException && call.IsCancelled)
            log.Cancelled(id, milliseconds, call.Attempts, client, _dataCenter);
        else if (response is null)
            log.NoAnswer(id, exception is null ? "unknown" : IsTimeout(call, exception) ? "timeout" : TransportFailure.Describe(exception), milliseconds, call.Attempts, client, _dataCenter);
        else if (response.IsSuccessStatusCode)
            log.Succeeded(id, (int)response.StatusCode, milliseconds, call.Attempts, client, _dataCenter);
        else if ((int)response.StatusCode is >= 400 and < 500 and not (408 or 429))
            log.Refused(id, (int)response.StatusCode, code, RequestId.Of(response), milliseconds, call.Attempts, client, _dataCenter);
        else
            log.Failed(id, (int)response.StatusCode, code, RequestId.Of(response), milliseconds, call.Attempts, client, _dataCenter);
    }

    private TagList CallTags(IterableOperation operation) => new()
    {
        { TelemetryTags.Operation, operation.Id },
        { TelemetryTags.Client, client },
        { TelemetryTags.DataCenter, _dataCenter },
    };

    private TagList RequestTags(IterableCall call) => new()
    {
        { TelemetryTags.Operation, call.Operation.Id },
        { TelemetryTags.Client, client },
        { TelemetryTags.DataCenter, _dataCenter },
        { TelemetryTags.Method, call.Operation.Method.Method },
        { TelemetryTags.ServerAddress, baseAddress.Uri.Host },
        { TelemetryTags.ServerPort, baseAddress.Uri.Port },
        { TelemetryTags.UrlScheme, baseAddress.Uri.Scheme },
        { TelemetryTags.UrlTemplate, call.Operation.Path },
    };

    private static void Finish(Activity? activity, HttpResponseMessage? response, string? error)
    {
        if (activity is null)
            return;

        if (response is not null)
        {
            activity.SetTag(TelemetryTags.StatusCode, (int)response.StatusCode);
            if (RequestId.Of(response) is { } id)
                activity.SetTag(TelemetryTags.RequestId, id);
        }

        if (error is not null)
        {
            activity.SetTag(TelemetryTags.ErrorType, error);
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.StopQuietly();
    }

    private static string? ErrorType(IterableCall call, HttpResponseMessage? response, Exception? exception) =>
        exception is not null ? (IsTimeout(call, exception) ? typeof(IterableTimeoutException) : exception.GetType()).FullName
        : response is { IsSuccessStatusCode: false } ? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)
        : null;

    // What ends for lack of time ends as a cancellation here; whoever made the call is told of a time-out.
    private static bool IsTimeout(IterableCall call, Exception exception) =>
        exception is IterableTimeoutException || (exception is OperationCanceledException && !call.IsCancelled && !TransportFailure.IsConnectTimeout(exception));
}
