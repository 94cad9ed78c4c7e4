namespace Iterable.Generated;

/// <summary>The names under which the endpoints for Iterable can be watched, for example with OpenTelemetry.</summary>
/// <remarks>
/// <para>
/// There are <c>iterable.webhook.requests</c> (a counter, by endpoint, outcome and, for those that were read, kind), <c>iterable.webhook.duration</c> (in seconds, by the same) and
/// <c>iterable.webhook.age</c> (of the event when it came, in seconds, by endpoint and kind). An endpoint is its pattern, and a kind that is not listed is <c>_OTHER</c>.
/// Each event that is handed over has a span around it.
/// </para>
/// <para>
/// Outcomes: <c>handled</c>, <c>duplicate</c>, <c>ignored</c> (200); <c>failed</c>, <c>timed_out</c>, <c>in_progress</c> (the same event is being handled), <c>filter_failed</c>, <c>full</c> (503);
/// <c>unauthorized</c> (401), <c>insecure</c> (403, not https), <c>wrong_content_type</c> (415), <c>too_large</c> (413), <c>malformed</c> (400), <c>aborted</c> (the connection ended in
/// the middle of the body, or that did not come in time: 503). Of Live Data also <c>answer_refused</c> (500, too large or too deep), and there <c>failed</c> is 500 and <c>timed_out</c> is 200.
/// </para>
/// <para>Nothing of a request is in any of it.</para>
/// </remarks>
public static class IterableWebhookTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource" />.</summary>
    public const string ActivitySourceName = "Iterable.Generated.Webhooks";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter" />.</summary>
    public const string MeterName = "Iterable.Generated.Webhooks";
}
