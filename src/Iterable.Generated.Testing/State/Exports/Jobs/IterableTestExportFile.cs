namespace Iterable.Generated.Testing;

/// <summary>A file of an export job, as it was when it was looked at.</summary>
public sealed class IterableTestExportFile
{
    internal IterableTestExportFile(ExportJobFileRecord file) =>
        (Name, Length, Records, Downloads) = (file.Name, file.Length, file.Records, file.Downloads);

    /// <summary>Its name, by which the files of a job are in order.</summary>
    public string Name { get; }

    /// <summary>Its length in bytes.</summary>
    public long Length { get; }

    /// <summary>How many records are in it.</summary>
    public long Records { get; }

    /// <summary>How often it was handed out, whether it arrived or not. A link that had expired does not count.</summary>
    public int Downloads { get; }

    /// <summary>The file in words.</summary>
    /// <returns>Name, length and downloads.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name}, {Length} bytes, handed out {Counted.Of(Downloads, "time")}");
}
