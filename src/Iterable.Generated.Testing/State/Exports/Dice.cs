namespace Iterable.Generated.Testing;

/// <summary>Random numbers from a seed, cheap to begin and the same on every machine and version (SplitMix64).</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed;

    public int Next(int below)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
    }

    public T Pick<T>(T[] values) => values[Next(values.Length)];
}
