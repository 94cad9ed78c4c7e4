namespace Iterable.Generated;

/// <summary>What became of one record.</summary>
/// <typeparam name="TRecord">The record.</typeparam>
public sealed class BulkOutcome<TRecord>
{
    private readonly Verdict _verdict;

    /// <summary>Makes an outcome; for those who fake a lane in a test.</summary>
    /// <param name="record">The record.</param>
    /// <param name="kind">What became of it.</param>
    /// <param name="reason">Why it was refused or not sent.</param>
    /// <param name="state">The caller's state.</param>
    /// <param name="sequence">The place of the record, from 0.</param>
    /// <param name="droppedFields">The fields of it that were dropped.</param>
    /// <param name="fieldErrors">Its fields of a wrong type.</param>
    /// <param name="exception">What its call failed with.</param>
    /// <param name="surelyNotSent">Whether it has certainly taken no effect.</param>
    public BulkOutcome(
        TRecord record,
        BulkOutcomeKind kind,
        BulkReason reason = default,
        object? state = null,
        long sequence = 0,
        IReadOnlyList<string>? droppedFields = null,
        IReadOnlyList<IterableFieldTypeError>? fieldErrors = null,
        Exception? exception = null,
        bool surelyNotSent = false)
        : this(record, state, sequence, new Verdict(kind) { Reason = reason, DroppedFields = droppedFields ?? [], FieldErrors = fieldErrors ?? [], Exception = exception, SurelyNotSent = surelyNotSent })
    {
    }

    internal BulkOutcome(TRecord record, object? state, long sequence, Verdict verdict)
    {
        Record = record;
        State = state;
        Sequence = sequence;
        _verdict = verdict;
    }

    /// <summary>The record, the same object that was given. An event or a purchase that went out has an id now, also one that had none: sent again, it is stored once.</summary>
    public TRecord Record { get; }

    /// <summary>The state that was given with the record, or <see langword="null" />.</summary>
    public object? State { get; }

    /// <summary>The place of the record among those that were read or added, counted from 0. Outcomes come in another order.</summary>
    public long Sequence { get; }

    /// <summary>What became of the record.</summary>
    public BulkOutcomeKind Kind => _verdict.Kind;

    /// <summary>Why the record was refused or not sent; <see langword="default" /> when it was accepted.</summary>
    public BulkReason Reason => _verdict.Reason;

    /// <summary>
    /// The fields of the record that the service dropped, because the project does not know them and may not add them. The service names them
    /// for a whole call: those that the record has are here, and those that no record of the call seems to have.
    /// </summary>
    public IReadOnlyList<string> DroppedFields => _verdict.DroppedFields;

    /// <summary>The fields whose type is wrong, with the type that the project holds, when <see cref="Reason" /> is <see cref="BulkReason.WrongType" />.</summary>
    public IReadOnlyList<IterableFieldTypeError> FieldErrors => _verdict.FieldErrors;

    /// <summary>What the last call failed with that the record was in, or what writing it failed with; <see langword="null" /> where an answer tells the reason.</summary>
    public Exception? Exception => _verdict.Exception;

    /// <summary>
    /// Whether it is certain that a record that was not sent has taken no effect: it never went out, or in calls only that were refused. When
    /// <see langword="false" />, it may have taken effect, and sending it again is for those operations that can be repeated.
    /// </summary>
    public bool SurelyNotSent => _verdict.SurelyNotSent;

    /// <summary>Kind and reason, nothing of the record.</summary>
    /// <returns>For example <c>Refused: wrong-type</c>.</returns>
    public override string ToString() => Reason == default ? Kind.ToString() : $"{Kind}: {Reason}";
}
