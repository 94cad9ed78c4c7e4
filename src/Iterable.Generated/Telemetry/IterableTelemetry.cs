namespace Iterable.Generated;

/// <summary>The names under which clients can be watched, for example with OpenTelemetry.</summary>
/// <remarks>
/// <para>
/// Each call has a span named after its operation and, in it, a client span for each request that was sent, named
/// <c>GET /users/{email}</c>, with the attributes of OpenTelemetry's conventions for HTTP clients. Retries and waits for the rate
/// limit are events of the call's span. The instruments are <c>iterable.request.duration</c> (one request),
/// <c>iterable.call.duration</c> (a whole call), <c>iterable.call.retries</c> and <c>iterable.rate_limit.wait</c>; times are in seconds.
/// </para>
/// <para>
/// In bulk, each batch has a span around its calls, with the numbers of its records and outcomes, and there are <c>iterable.bulk.outcomes</c> (records, by operation, outcome and
/// reason), <c>iterable.bulk.batch.records</c>, <c>iterable.bulk.batch.size</c> (bytes), <c>iterable.bulk.halvings</c> and <c>iterable.bulk.age</c> (of the oldest
/// record of a batch, in seconds).
/// </para>
/// <para>
/// Everything carries the client's name (<see cref="IterableClientOptions.Name" />) and its data center. .NET itself measures
/// <c>http.client.request.duration</c>, which knows no operations; the two do not count twice.
/// </para>
/// <para>
/// Addresses stand as templates everywhere, so that they hold no e-mail address. No trace context is sent to the service.
/// </para>
/// </remarks>
public static class IterableTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource" />.</summary>
    public const string ActivitySourceName = "Iterable.Generated";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter" />.</summary>
    public const string MeterName = "Iterable.Generated";
}
