using System.Collections.Concurrent;

namespace Iterable.Generated;

/// <summary>What goes on at an endpoint.</summary>
internal sealed class EndpointState
{
    private int _active;
    private int _failuresInARow;

    public int Active => Volatile.Read(ref _active);

    public int FailuresInARow => Volatile.Read(ref _failuresInARow);

    public int MaxConcurrency { get; private set; } = int.MaxValue;

    public bool TryEnter(int maxConcurrency)
    {
        MaxConcurrency = maxConcurrency;
        if (Interlocked.Increment(ref _active) <= maxConcurrency)
            return true;

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _active);

    public void Ended(bool isFailure)
    {
        if (isFailure)
            Interlocked.Increment(ref _failuresInARow);
        else
            Volatile.Write(ref _failuresInARow, 0);
    }
}

/// <summary>All endpoints of the application, by their patterns.</summary>
internal sealed class EndpointStates
{
    private readonly ConcurrentDictionary<string, EndpointState> _states = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, EndpointState>> All => _states;

    public EndpointState Of(string endpoint) => _states.GetOrAdd(endpoint, _ => new EndpointState());
}
