using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Iterable.Generated;

/// <summary>The source and the instruments of all clients in the process. One is null where a listener threw when it was made.</summary>
internal static class Instruments
{
    private static readonly Meter Meter = new(IterableTelemetry.MeterName, OwnTransport.Version);

    public static readonly ActivitySource? Source = Measuring.MakeQuietly(static () => new ActivitySource(IterableTelemetry.ActivitySourceName, OwnTransport.Version));

    public static readonly Histogram<double>? RequestDuration = Measuring.MakeQuietly(static () => Meter.CreateHistogram<double>(
        "iterable.request.duration", "s", "Duration of one HTTP request to the Iterable API."));

    public static readonly Histogram<double>? CallDuration = Measuring.MakeQuietly(static () => Meter.CreateHistogram<double>(
        "iterable.call.duration", "s", "Duration of a call with all its attempts and waits."));

    public static Counter<long>? Retries => OfRetries.Instrument;

    public static Histogram<double>? RateLimitWait => OfWaits.Instrument;

    // Made when there is something to count for the first time, which in many processes there never is.
    private static class OfRetries
    {
        public static readonly Counter<long>? Instrument = Measuring.MakeQuietly(static () => Meter.CreateCounter<long>(
            "iterable.call.retries", "{retry}", "Requests made again after a failure."));
    }

    private static class OfWaits
    {
        public static readonly Histogram<double>? Instrument = Measuring.MakeQuietly(static () => Meter.CreateHistogram<double>(
            "iterable.rate_limit.wait", "s", "Time a call waited for its rate limit before a request."));
    }

    /// <summary>What is counted where records are sent in bulk.</summary>
    public static class Bulk
    {
        public static readonly Counter<long>? Outcomes = Measuring.MakeQuietly(static () => Meter.CreateCounter<long>(
            "iterable.bulk.outcomes", "{record}", "Records that have their outcome, by what became of them."));

        public static readonly Histogram<long>? BatchRecords = Measuring.MakeQuietly(static () => Meter.CreateHistogram<long>(
            "iterable.bulk.batch.records", "{record}", "Records in a bulk call."));

        public static readonly Histogram<long>? BatchBytes = Measuring.MakeQuietly(static () => Meter.CreateHistogram<long>(
            "iterable.bulk.batch.size", "By", "Bytes of a bulk call's body."));

        public static readonly Counter<long>? Halvings = Measuring.MakeQuietly(static () => Meter.CreateCounter<long>(
            "iterable.bulk.halvings", "{batch}", "Batches that went out again in halves."));

        public static readonly Histogram<double>? RecordAge = Measuring.MakeQuietly(static () => Meter.CreateHistogram<double>(
            "iterable.bulk.age", "s", "Age of the oldest record of a batch when it has its outcome, from when it was read."));
    }
}
