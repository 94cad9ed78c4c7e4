using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated.Tests.Support;

/// <summary>Everything that a listener to spans and metrics gets.</summary>
internal sealed class TelemetryWatch : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();

    public TelemetryWatch()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (Spans)
                    Spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == IterableTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _meters.Start();
    }

    public List<Activity> Spans { get; } = [];

    public Dictionary<string, List<double>> Measured { get; } = [];

    public List<string> MeasuredTags { get; } = [];

    /// <summary>All texts there are.</summary>
    public IEnumerable<string> Texts() => Spans
        .SelectMany(span => new[] { span.DisplayName, span.OperationName, span.StatusDescription ?? "" }
            .Concat(span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))
            .Concat(span.Baggage.Select(item => $"{item.Key}={item.Value}"))
            .Concat(span.Events.SelectMany(e => e.Tags.Select(tag => $"{tag.Key}={tag.Value}").Append(e.Name))))
        .Concat(MeasuredTags);

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (Measured)
        {
            if (!Measured.TryGetValue(instrument.Name, out var values))
                Measured[instrument.Name] = values = [];
            values.Add(value);
            foreach (var tag in tags)
                MeasuredTags.Add($"{tag.Key}={tag.Value}");
        }
    }
}

/// <summary>Everything that is logged, at every level.</summary>
internal sealed class LogWatch : ILoggerFactory, ILogger
{
    public List<(LogLevel Level, string? Event, string Text)> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => throw new NotSupportedException();

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(" ", pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
        lock (Entries)
            Entries.Add((logLevel, eventId.Name, $"{formatter(state, exception)} {values} {exception}"));
    }

    public void Dispose()
    {
    }
}
