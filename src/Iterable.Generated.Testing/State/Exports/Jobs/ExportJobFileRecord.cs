namespace Iterable.Generated.Testing;

/// <summary>A file of an export job: where its records begin, and how many they are. Its bytes are made each time it is fetched.</summary>
internal sealed class ExportJobFileRecord(string name, ExportPosition start, long records, long length)
{
    public string Name => name;

    public ExportPosition Start => start;

    public long Records => records;

    public long Length => length;

    /// <summary>How often it was handed out.</summary>
    public int Downloads { get; set; }
}
