using System.Globalization;

namespace Iterable.Generated;

/// <summary>
/// How far the files of a job have been read. Store it (<see cref="ToString" />) together with what was made of the file it came with, and
/// go on from it later, also in another process.
/// </summary>
public sealed class ExportJobCheckpoint
{
    /// <summary>Makes one.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="format">The form of its files.</param>
    /// <param name="lastFile">The last file that was dealt with; null for none.</param>
    /// <param name="delimiter">The separator of its columns; null for a comma.</param>
    public ExportJobCheckpoint(long jobId, ExportFormat format, string? lastFile = null, char? delimiter = null)
    {
        if (delimiter is { } separator && !ExportQueryRules.CanSeparate(separator))
            throw new ArgumentException("A delimiter is an ASCII character that is no quote, letter, digit or line end.", nameof(delimiter));

        JobId = jobId;
        Format = format;
        LastFile = lastFile;
        Delimiter = delimiter;
    }

    /// <summary>The service's id of the job.</summary>
    public long JobId { get; }

    /// <summary>The form of its files.</summary>
    public ExportFormat Format { get; }

    /// <summary>The last file that was dealt with, or <see langword="null" />.</summary>
    public string? LastFile { get; }

    /// <summary>The separator of the columns of CSV; <see langword="null" /> for a comma.</summary>
    public char? Delimiter { get; }

    /// <summary>Reads what <see cref="ToString" /> wrote.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="FormatException">It is no checkpoint.</exception>
    public static ExportJobCheckpoint Parse(string text)
    {
        var parts = (text ?? throw new ArgumentNullException(nameof(text))).Split(['/'], 4);
        if (parts.Length == 4
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var jobId)
            && Enum.TryParse(parts[1], out ExportFormat format)
            && format is ExportFormat.Ndjson or ExportFormat.Csv
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var delimiter)
            && (delimiter == 0 || (delimiter <= char.MaxValue && ExportQueryRules.CanSeparate((char)delimiter))))
        {
            return new ExportJobCheckpoint(jobId, format, parts[3].Length == 0 ? null : parts[3], delimiter == 0 ? null : (char)delimiter);
        }

        throw new FormatException("A checkpoint of an export job looks like 3562/Csv/0/file-1679086247925.csv.");
    }

    /// <summary>The checkpoint as text: id, format, code of the delimiter or 0, last file.</summary>
    /// <returns>For example <c>3562/Csv/0/file-1679086247925.csv</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{JobId}/{Format}/{(int)(Delimiter ?? '\0')}/{LastFile}");

    internal RecordForm Form => RecordForm.Of(Format, Delimiter);

    internal ExportJobCheckpoint After(string file) => new(JobId, Format, file, Delimiter);
}
