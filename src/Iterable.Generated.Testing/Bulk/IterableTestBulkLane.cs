using System.Runtime.CompilerServices;

namespace Iterable.Generated.Testing;

/// <summary>
/// A lane that sends nothing: it remembers the records, and tells the outcomes that a test decides, accepted where it decides nothing. For code that takes an
/// <see cref="IBulkLane{TRecord}" />, where a server would be too much.
/// </summary>
/// <remarks>
/// Outcomes of a stream come in the order of its records. Those of a sender are told when it is flushed or closed, not before: code that forgets both is found out. Thread-safe.
/// </remarks>
/// <typeparam name="TRecord">The records.</typeparam>
/// <example>
/// <code>
/// var lane = new IterableTestBulkLane&lt;UserUpdateRequest&gt;();
/// lane.Refuse(user => user.Email == "gone@example.com", BulkReason.Forgotten);
/// </code>
/// </example>
public sealed class IterableTestBulkLane<TRecord> : IBulkLane<TRecord>
{
    private readonly Lock _gate = new();
    private readonly List<BulkRecord<TRecord>> _records = [];
    private readonly List<Func<BulkRecord<TRecord>, long, BulkOutcome<TRecord>?>> _rules = [];

    /// <summary>The records that were read from streams and added to senders so far, in their order, each with the state of the code under test.</summary>
    public IReadOnlyList<BulkRecord<TRecord>> Records
    {
        get
        {
            lock (_gate)
                return [.. _records];
        }
    }

    /// <summary>The options that <see cref="IterableTestBulkClient" /> was asked for this lane with, the last time; <see langword="null" /> where there were none.</summary>
    public BulkOptions? Options { get; internal set; }

    /// <summary>Decides that some records are refused. Of several decisions on a record the first counts.</summary>
    /// <param name="condition">Which.</param>
    /// <param name="reason">Why.</param>
    public void Refuse(Func<TRecord, bool> condition, BulkReason reason) =>
        Decide(condition, (given, sequence) => new BulkOutcome<TRecord>(given.Record, BulkOutcomeKind.Refused, reason, given.State, sequence));

    /// <summary>Decides that some records are not sent. Of several decisions on a record the first counts.</summary>
    /// <param name="condition">Which.</param>
    /// <param name="reason">Why, for example <see cref="BulkReason.NoAnswer" />. Closing a sender returns those with <see cref="BulkReason.Disposed" />.</param>
    /// <param name="surelyNotSent">Whether it is certain that they have taken no effect.</param>
    public void LeaveUnsent(Func<TRecord, bool> condition, BulkReason reason, bool surelyNotSent = false) =>
        Decide(condition, (given, sequence) => new BulkOutcome<TRecord>(given.Record, BulkOutcomeKind.NotSent, reason, given.State, sequence, surelyNotSent: surelyNotSent));

    /// <summary>Decides that some records are accepted without some of their fields. Of several decisions on a record the first counts.</summary>
    /// <param name="condition">Which.</param>
    /// <param name="fields">The fields that are dropped; at least one.</param>
    public void DropFields(Func<TRecord, bool> condition, params string[] fields)
    {
        ArgumentOutOfRangeException.ThrowIfZero(fields.Length);
        Decide(condition, (given, sequence) => new BulkOutcome<TRecord>(given.Record, BulkOutcomeKind.AcceptedWithoutFields, state: given.State, sequence: sequence, droppedFields: fields));
    }

    /// <inheritdoc />
    public IAsyncEnumerable<BulkOutcome<TRecord>> SendAsync(IAsyncEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        return TellAsync(WithoutStateAsync(records), cancellationToken);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<BulkOutcome<TRecord>> SendAsync(IAsyncEnumerable<BulkRecord<TRecord>> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        return TellAsync(records, cancellationToken);
    }

    /// <inheritdoc />
    public IBulkSender<TRecord> CreateSender(Func<BulkOutcome<TRecord>, ValueTask> onOutcome)
    {
        ArgumentNullException.ThrowIfNull(onOutcome);
        return new IterableTestBulkSender<TRecord>(this, onOutcome);
    }

    /// <summary>Remembers a record, and tells what becomes of it.</summary>
    internal BulkOutcome<TRecord> Take(BulkRecord<TRecord> given, long sequence)
    {
        lock (_gate)
        {
            _records.Add(given);
            return _rules.Select(rule => rule(given, sequence)).FirstOrDefault(outcome => outcome is not null) ?? new BulkOutcome<TRecord>(given.Record, BulkOutcomeKind.Accepted, state: given.State, sequence: sequence);
        }
    }

    private static async IAsyncEnumerable<BulkRecord<TRecord>> WithoutStateAsync(IAsyncEnumerable<TRecord> records, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return new BulkRecord<TRecord>(record);
    }

    private async IAsyncEnumerable<BulkOutcome<TRecord>> TellAsync(IAsyncEnumerable<BulkRecord<TRecord>> records, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sequence = 0L;
        await foreach (var given in records.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return Take(given, sequence++);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void Decide(Func<TRecord, bool> condition, Func<BulkRecord<TRecord>, long, BulkOutcome<TRecord>> outcome)
    {
        ArgumentNullException.ThrowIfNull(condition);
        lock (_gate)
            _rules.Add((given, sequence) => condition(given.Record) ? outcome(given, sequence) : null);
    }
}
