using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The metadata tables of a test project. A table is there as long as it has keys.</summary>
public sealed class IterableTestMetadata
{
    private readonly ProjectState _state;

    internal IterableTestMetadata(ProjectState state) => _state = state;

    /// <summary>The names of the tables.</summary>
    public IReadOnlyList<string> Tables
    {
        get
        {
            lock (_state.Gate)
                return [.. _state.Metadata.Names];
        }
    }

    /// <summary>Sets the value of a key.</summary>
    /// <param name="table">The table, compared without regard to case.</param>
    /// <param name="key">The key, compared with regard to case.</param>
    /// <param name="value">The value, as an anonymous object or a <see cref="JObject" />.</param>
    public void Set(string table, string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(table);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        var members = (JObject)WireTimes.Write(WireJson.Members(value), null);
        lock (_state.Gate)
            _state.Metadata.Set(table, new MetadataRecord(key, members, _state.Now));
    }

    /// <summary>The keys of a table.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The keys in order; none where there is no such table.</returns>
    public IReadOnlyList<string> Keys(string table)
    {
        lock (_state.Gate)
            return [.. _state.Metadata.Of(table).Keys];
    }

    /// <summary>Finds the value of a key.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <returns>A copy of the value, or <see langword="null" />.</returns>
    public JObject? Find(string table, string key)
    {
        lock (_state.Gate)
            return (JObject?)_state.Metadata.Find(table, key)?.Value.DeepClone();
    }
}
