using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Iterable.Generated.Tests;

/// <summary>What listeners to the spans and metrics of the endpoints get. The instruments are those of the process: a test looks at its own endpoint.</summary>
internal sealed class TelemetryWatch : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();

    public TelemetryWatch()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == IterableWebhookTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == IterableWebhookTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured.Enqueue((instrument.Name, value, Text(tags))));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured.Enqueue((instrument.Name, value, Text(tags))));
        _meters.Start();
    }

    public ConcurrentQueue<Activity> Spans { get; } = new();

    public ConcurrentQueue<(string Name, double Value, string Tags)> Measured { get; } = new();

    public IEnumerable<string> Texts() => Spans
        .SelectMany(span => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Concat([span.DisplayName, span.StatusDescription ?? ""]))
        .Concat(Measured.Select(measured => measured.Tags));

    /// <summary>How many requests to an endpoint had an outcome.</summary>
    public int Count(string endpoint, string outcome) =>
        Measured.Count(measured => measured.Name == "iterable.webhook.requests" && measured.Tags.Contains($"endpoint={endpoint} ", StringComparison.Ordinal) && measured.Tags.Contains($"outcome={outcome} ", StringComparison.Ordinal));

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = "";
        foreach (var tag in tags)
            text += $"{tag.Key}={tag.Value} ";
        return text;
    }
}
