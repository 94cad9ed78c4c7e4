namespace Iterable.Generated;

/// <summary>A record with a state of the caller's, which comes back with the record's outcome: the message of a queue, the number of a line.</summary>
/// <typeparam name="TRecord">The record.</typeparam>
public readonly struct BulkRecord<TRecord>
{
    /// <summary>Puts a record and a state together.</summary>
    /// <param name="record">The record; not to be changed until its outcome is there.</param>
    /// <param name="state">The state.</param>
    public BulkRecord(TRecord record, object? state = null)
    {
        Record = record;
        State = state;
    }

    /// <summary>What is sent.</summary>
    public TRecord Record { get; }

    /// <summary>What comes back with the outcome, and is not sent.</summary>
    public object? State { get; }
}
