namespace Iterable.Generated;

/// <summary>How far a stream of records has come.</summary>
public sealed class BulkProgress
{
    /// <summary>Makes one; for those who test what they do with it.</summary>
    /// <param name="read">The records read so far.</param>
    /// <param name="accepted">Those accepted whole.</param>
    /// <param name="acceptedWithoutFields">Those accepted without some of their fields.</param>
    /// <param name="refused">Those refused.</param>
    /// <param name="notSent">Those not sent.</param>
    /// <param name="oldestPending">How long ago the oldest record was read that has no outcome.</param>
    public BulkProgress(long read, long accepted, long acceptedWithoutFields, long refused, long notSent, TimeSpan oldestPending)
    {
        Read = read;
        Accepted = accepted;
        AcceptedWithoutFields = acceptedWithoutFields;
        Refused = refused;
        NotSent = notSent;
        OldestPending = oldestPending;
    }

    /// <summary>The records read so far.</summary>
    public long Read { get; }

    /// <summary>The records accepted whole.</summary>
    public long Accepted { get; }

    /// <summary>The records accepted without some of their fields.</summary>
    public long AcceptedWithoutFields { get; }

    /// <summary>The records refused, by the service or here.</summary>
    public long Refused { get; }

    /// <summary>The records that were not sent, or whose fate is not known.</summary>
    public long NotSent { get; }

    /// <summary>The records that were read and have no outcome yet.</summary>
    public long Pending => Read - Accepted - AcceptedWithoutFields - Refused - NotSent;

    /// <summary>How long ago the oldest record was read that has no outcome yet; nothing when there is none.</summary>
    public TimeSpan OldestPending { get; }
}
