namespace Iterable.Generated;

/// <summary>How far the workers of an export plan have come, in partitions.</summary>
public sealed class ExportPlanProgress
{
    /// <summary>Makes one; for those who test what they do with it.</summary>
    /// <param name="done">Partitions that were read to their end.</param>
    /// <param name="inHand">Partitions that a worker holds.</param>
    /// <param name="waiting">Partitions that a worker can take.</param>
    public ExportPlanProgress(long done, long inHand, long waiting) => (Done, InHand, Waiting) = (done, inHand, waiting);

    /// <summary>Partitions that were read to their end.</summary>
    public long Done { get; }

    /// <summary>Partitions that a worker holds, whose lease has not ended.</summary>
    public long InHand { get; }

    /// <summary>Partitions that a worker can take: nobody has begun them, or they were given back, or the lease of their worker has ended.</summary>
    public long Waiting { get; }

    /// <summary>All partitions of the plan.</summary>
    public long Total => Done + InHand + Waiting;

    /// <summary>Whether all partitions are done.</summary>
    public bool IsComplete => Done == Total;
}
