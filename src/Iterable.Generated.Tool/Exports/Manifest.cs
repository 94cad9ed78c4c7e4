using Newtonsoft.Json;

namespace Iterable.Generated.Tool.Exports;

/// <summary>
/// What an export has made, and how far the run has come that is not at its end: the one truth about a folder or about tables. A file or a row that it does
/// not list belongs to nobody, and is removed when a run begins.
/// </summary>
internal sealed class Manifest
{
    public const int CurrentVersion = 1;

    [JsonProperty("itblManifest")]
    public int Version { get; set; }

    public string Format { get; set; } = "";

    /// <summary>Which fields and which campaign it is of, as options; empty for all.</summary>
    public string Selection { get; set; } = "";

    /// <summary>The types of data, with what was exported of them.</summary>
    public SortedDictionary<string, ExportedType> Types { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The run that is not at its end; null when there is none.</summary>
    public ManifestRun? Run { get; set; }

    /// <summary>What counts, as of the last run that came to its end.</summary>
    [JsonIgnore]
    public IEnumerable<ExportedPart> Exported => Types.Values.SelectMany(type => type.Parts);

    /// <summary>What the run has made that is not at its end.</summary>
    [JsonIgnore]
    public IEnumerable<ExportedPart> Begun => Run?.Types.Values.SelectMany(type => type.Parts.Concat(type.Job?.Parts ?? [])) ?? [];

    /// <summary>Everything that is listed.</summary>
    [JsonIgnore]
    public IEnumerable<ExportedPart> Parts => Exported.Concat(Begun);
}

/// <summary>What was exported of a type of data.</summary>
internal sealed class ExportedType
{
    /// <summary>The latest end of what was exported: where the next run goes on.</summary>
    public DateTimeOffset To { get; set; }

    public List<ExportedPart> Parts { get; set; } = [];
}

/// <summary>A file, or what has its name in the rows of a table, with the window that it is, or is a part, of.</summary>
internal sealed record ExportedPart(string File, DateTimeOffset Start, DateTimeOffset End, long Records, long Bytes);

/// <summary>A run.</summary>
internal sealed class ManifestRun
{
    /// <summary>What was asked for: the same goes on, another is refused.</summary>
    public string Asked { get; set; } = "";

    /// <summary>When it began. What lies after it was yet to come, even inside of the period.</summary>
    public DateTimeOffset Began { get; set; }

    public SortedDictionary<string, TypeRun> Types { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Whether there is anything to go on with.</summary>
    [JsonIgnore]
    public bool HasResults => Types.Values.Any(type => type.IsDone || type.Next > type.Start || type.Job is not null);
}

/// <summary>How far a type of data has come in a run.</summary>
internal sealed class TypeRun
{
    public DateTimeOffset Start { get; set; }

    public DateTimeOffset End { get; set; }

    /// <summary>Everything before it is in <see cref="Parts" />.</summary>
    public DateTimeOffset Next { get; set; }

    public bool IsDone { get; set; }

    public List<ExportedPart> Parts { get; set; } = [];

    /// <summary>The job that runs for the window at <see cref="Next" />.</summary>
    public JobRun? Job { get; set; }

    [JsonIgnore]
    public double Fraction => End > Start ? (Next - Start) / (End - Start) : 1;
}

/// <summary>A job whose files are fetched. They count when all are there: what a job lacks that failed cannot be told from what it has.</summary>
internal sealed class JobRun
{
    public DateTimeOffset Start { get; set; }

    public DateTimeOffset End { get; set; }

    public string Checkpoint { get; set; } = "";

    public List<ExportedPart> Parts { get; set; } = [];
}
