namespace Iterable.Generator.Differences.Matching;

/// <summary>Which models have another name now.</summary>
internal sealed class Renames
{
    private readonly Dictionary<string, string> _names = [];

    /// <summary>The names before and now.</summary>
    public IReadOnlyDictionary<string, string> All => _names;

    public void Add(string before, string after) => _names[before] = after;

    public void Remove(string before) => _names.Remove(before);

    /// <summary>True when both name one model.</summary>
    public bool AreOne(string before, string after) => _names.GetValueOrDefault(before, before) == after;
}
