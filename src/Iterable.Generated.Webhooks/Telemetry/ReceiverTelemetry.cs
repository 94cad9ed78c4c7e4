using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Iterable.Generated;

/// <summary>What the endpoints tell the outside.</summary>
internal static class ReceiverTelemetry
{
    private const string Endpoint = "iterable.webhook.endpoint";
    private const string Kind = "iterable.webhook.kind";
    private const string OutcomeTag = "iterable.webhook.outcome";

    private static readonly string Version = typeof(ReceiverTelemetry).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version;
    private static readonly Meter Meter = new(IterableWebhookTelemetry.MeterName, Version);
    private static readonly ActivitySource? Source = Measuring.MakeQuietly(static () => new ActivitySource(IterableWebhookTelemetry.ActivitySourceName, Version));

    private static readonly Counter<long>? Requests = Measuring.MakeQuietly(static () => Meter.CreateCounter<long>("iterable.webhook.requests", "{request}", "Requests to endpoints for Iterable, by what became of them."));
    private static readonly Histogram<double>? Duration = Measuring.MakeQuietly(static () => Meter.CreateHistogram<double>("iterable.webhook.duration", "s", "Time from a request's headers to its answer."));
    private static readonly Histogram<double>? Age = Measuring.MakeQuietly(static () => Meter.CreateHistogram<double>("iterable.webhook.age", "s", "Age of an event when it came."));

    // A text of a sender's choice is no tag: it may be an address, and there is no end of them.
    private static readonly FrozenSet<string> Kinds = typeof(WebhookEventKind.Values).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToFrozenSet(StringComparer.Ordinal);

    public static string KindOf(IterableWebhookEvent webhookEvent) => Kinds.Contains(webhookEvent.Kind.Value) ? webhookEvent.Kind.Value : "_OTHER";

    public static void Received(string endpoint, Outcome outcome, IterableWebhookEvent? webhookEvent, TimeProvider time, long start)
    {
        var tags = new TagList { { Endpoint, endpoint }, { OutcomeTag, outcome.Name } };
        if (webhookEvent is not null)
            tags.Add(Kind, KindOf(webhookEvent));
        Requests.AddQuietly(1, tags);
        Duration.RecordQuietly(time.GetElapsedTime(start).TotalSeconds, tags);
        if (webhookEvent?.CreatedAt is { } created)
            Age.RecordQuietly(Math.Max(0, (time.GetUtcNow() - created).TotalSeconds), new TagList { { Endpoint, endpoint }, { Kind, KindOf(webhookEvent) } });
    }

    public static Activity? Start(string endpoint, IterableWebhookEvent? webhookEvent = null)
    {
        var span = Source.StartQuietly(webhookEvent is null ? "iterable.live_data" : "iterable.webhook", ActivityKind.Consumer);
        span?.SetTag(Endpoint, endpoint);
        if (webhookEvent is not null)
            span?.SetTag(Kind, KindOf(webhookEvent));
        return span;
    }

    public static void End(Activity? span, Outcome outcome, Exception? failure)
    {
        span?.SetTag(OutcomeTag, outcome.Name);
        if (failure is not null)
        {
            span?.SetTag("error.type", failure.GetType().FullName);
            span?.SetStatus(ActivityStatusCode.Error);
        }

        span.StopQuietly();
    }
}
