namespace Iterable.Generated;

/// <summary>
/// Knows up to where the records of a source are dealt with: the place to go on from, such as the line of a file or the offset of a queue, when a process ends.
/// </summary>
/// <remarks>
/// Outcomes come in another order than records. Tell it of each outcome once all is done about it that is to be done (a refused record was written to the dead letters);
/// what lies before the mark need not be read again. It keeps only what is ahead of the mark. A record that is to be sent again after the process was
/// started anew is not told: the mark stays before it. It is not made for several threads at once.
/// </remarks>
/// <example>
/// <code>
/// var done = new BulkWatermark();
/// await foreach (var outcome in iterable.Bulk.UserUpdates().SendAsync(usersFromLine(start)))
/// {
///     if (done.Advance(outcome))
///         SaveLine(start + done.Count);
/// }
/// </code>
/// </example>
public sealed class BulkWatermark
{
    private readonly SequencePrefix _prefix = new();
    private readonly Dictionary<long, object> _ahead = [];

    /// <summary>How many records from the first one on are dealt with, without a gap.</summary>
    public long Count => _prefix.Next;

    /// <summary>The state of the last of those records, such as its offset; <see langword="null" /> when there is none.</summary>
    public object? State { get; private set; }

    /// <summary>Takes note that a record is dealt with.</summary>
    /// <typeparam name="TRecord">The record.</typeparam>
    /// <param name="outcome">Its outcome, of one enumeration or one sender.</param>
    /// <returns>Whether the mark has moved.</returns>
    public bool Advance<TRecord>(BulkOutcome<TRecord> outcome)
    {
        if (outcome is null)
            throw new ArgumentNullException(nameof(outcome));

        if (outcome.State is { } state && outcome.Sequence >= _prefix.Next)
            _ahead[outcome.Sequence] = state;

        var from = _prefix.Next;
        if (!_prefix.Add(outcome.Sequence))
            return false;

        for (var passed = from; passed < _prefix.Next; passed++)
        {
            _ahead.TryGetValue(passed, out var reached);
            _ahead.Remove(passed);
            State = reached;
        }

        return true;
    }
}
