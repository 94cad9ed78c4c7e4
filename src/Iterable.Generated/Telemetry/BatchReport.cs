namespace Iterable.Generated;

/// <summary>What became of a batch, in numbers.</summary>
internal sealed class BatchReport(int records)
{
    public int Records { get; } = records;

    /// <summary>The calls that it took.</summary>
    public int Calls { get; set; }

    public int Accepted { get; set; }

    public int Refused { get; set; }

    public int NotSent { get; set; }
}
