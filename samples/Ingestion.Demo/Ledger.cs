using Iterable.Generated;
using Iterable.Generated.Testing;

namespace Ingestion.Demo;

/// <summary>What took effect at the service, record by record.</summary>
internal sealed class Ledger(IterableTestServer server)
{
    private readonly HashSet<IterableTestRequest> _read = [];
    private readonly Dictionary<int, int> _times = [];
    private readonly List<(DateTimeOffset Time, int Number)> _effects = [];

    /// <summary>How many records took effect, once or more.</summary>
    public int Count => _times.Count;

    /// <summary>How often a record took effect.</summary>
    public int TimesOf(int number) => _times.GetValueOrDefault(number);

    /// <summary>The numbers of the records in the order in which they took effect.</summary>
    public IEnumerable<int> InOrder => _effects.OrderBy(effect => effect.Time).Select(effect => effect.Number);

    /// <summary>Reads what came since it was asked last.</summary>
    public Ledger Read()
    {
        foreach (var request in server.Requests.Where(request => request.Effects.Count > 0 && _read.Add(request)))
        {
            foreach (var effect in request.Effects)
            {
                var number = effect.OperationId == IterableOperations.TrackBulkEvents.Id
                    ? int.Parse(effect.Id!, System.Globalization.CultureInfo.InvariantCulture)
                    : (int)effect.Record["dataFields"]![DemoRecord.Field]!;
                _times[number] = TimesOf(number) + 1;
                _effects.Add((effect.Time, number));
            }
        }

        return this;
    }
}
