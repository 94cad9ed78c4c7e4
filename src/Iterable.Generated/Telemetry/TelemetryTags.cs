namespace Iterable.Generated;

/// <summary>The names of attributes: OpenTelemetry's where it has one.</summary>
internal static class TelemetryTags
{
    public const string Operation = "iterable.operation";
    public const string Client = "iterable.client";
    public const string DataCenter = "iterable.data_center";
    public const string RequestId = "iterable.request_id";
    public const string RetryEvent = "iterable.retry";
    public const string RetryDelay = "iterable.retry.delay";
    public const string RetryAttempts = "iterable.retry.attempts";
    public const string WaitEvent = "iterable.rate_limit.wait";
    public const string Wait = "iterable.rate_limit.wait";
    public const string Method = "http.request.method";
    public const string ResendCount = "http.request.resend_count";
    public const string StatusCode = "http.response.status_code";
    public const string UrlFull = "url.full";
    public const string UrlScheme = "url.scheme";
    public const string UrlTemplate = "url.template";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string ErrorType = "error.type";
    public const string BulkOutcome = "iterable.bulk.outcome";
    public const string BulkReason = "iterable.bulk.reason";
    public const string BulkRecords = "iterable.bulk.records";
    public const string BulkBytes = "iterable.bulk.bytes";
    public const string BulkCalls = "iterable.bulk.calls";
    public const string BulkAccepted = "iterable.bulk.accepted";
    public const string BulkRefused = "iterable.bulk.refused";
    public const string BulkNotSent = "iterable.bulk.not_sent";
}
