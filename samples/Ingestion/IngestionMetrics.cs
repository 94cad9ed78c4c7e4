using System.Diagnostics.Metrics;

namespace Ingestion;

/// <summary>What became of records, and how long that took. The meters of Wolverine have the lengths of the queues, that of Iterable.Generated the calls.</summary>
public sealed class IngestionMetrics(IMeterFactory meters)
{
    public const string Name = "Ingestion";

    private readonly Counter<long> _records = meters.Create(Name).CreateCounter<long>("ingestion.records", "{record}", "Records that were settled.");
    private readonly Counter<long> _repeats = meters.Create(Name).CreateCounter<long>("ingestion.repeats", "{record}", "Records that are sent again, since Iterable did not answer.");
    private readonly Histogram<double> _age = meters.Create(Name).CreateHistogram<double>("ingestion.age", "s", "Time from the queue to the outcome.");

    public void Settled(string kind, string outcome, TimeSpan age)
    {
        _records.Add(1, new("kind", kind), new("outcome", outcome));
        _age.Record(age.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));
    }

    public void Repeats(int count) => _repeats.Add(count);
}
