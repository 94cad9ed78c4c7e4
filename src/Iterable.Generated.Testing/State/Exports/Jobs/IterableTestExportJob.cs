namespace Iterable.Generated.Testing;

/// <summary>An export job, as it was when it was looked at.</summary>
public sealed class IterableTestExportJob
{
    internal IterableTestExportJob(ExportJobRecord job)
    {
        Id = job.Id;
        DataTypeName = job.Request.DataType;
        State = job.State;
        Start = job.Request.Period.Start;
        End = job.Request.Period.End;
        IsTruncated = job.IsTruncated;
        Files = [.. job.Files.Select(file => new IterableTestExportFile(file))];
    }

    /// <summary>The id of the job.</summary>
    public long Id { get; }

    /// <summary>The type of data it exports.</summary>
    public string DataTypeName { get; }

    /// <summary>Its state.</summary>
    public ExportJobState State { get; }

    /// <summary>The start of its window, inclusive.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The end of its window, exclusive.</summary>
    public DateTimeOffset End { get; }

    /// <summary>Whether it was cut at <see cref="IterableTestExportJobs.TruncateAt" />.</summary>
    public bool IsTruncated { get; }

    /// <summary>The files it has made so far, in order.</summary>
    public IReadOnlyList<IterableTestExportFile> Files { get; }

    /// <summary>The job in words.</summary>
    /// <returns>Id, type of data, state and number of files.</returns>
    public override string ToString() => FormattableString.Invariant($"job {Id}: {DataTypeName}, {State}, {Counted.Of(Files.Count, "file")}");
}
