namespace Iterable.Generator.Differences;

/// <summary>Collects changes while two specifications are compared.</summary>
internal sealed class ChangeList
{
    private readonly List<Change> _changes = [];

    public IReadOnlyList<Change> Changes => _changes;

    public void Breaking(string id, string location, string message) => Add(ChangeLevel.Breaking, id, location, message);

    public void Compatible(string id, string location, string message) => Add(ChangeLevel.Compatible, id, location, message);

    public void Informational(string id, string location, string message) => Add(ChangeLevel.Informational, id, location, message);

    public void Add(ChangeLevel level, string id, string location, string message) => _changes.Add(new(id, level, location, message));
}
