namespace Iterable.Generated;

/// <summary>A record that was not taken, with what is known of why; see <see cref="BulkDeadLetters" />.</summary>
/// <typeparam name="TRecord">The record.</typeparam>
public sealed class BulkDeadLetter<TRecord>
{
    /// <summary>Makes one.</summary>
    /// <param name="record">The record.</param>
    /// <param name="kind">What became of it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="code">The service's code.</param>
    /// <param name="surelyNotSent">Whether it has certainly taken no effect.</param>
    /// <param name="fieldErrors">Its fields of a wrong type.</param>
    public BulkDeadLetter(TRecord record, BulkOutcomeKind kind, BulkReason reason, string? code = null, bool surelyNotSent = false, IReadOnlyList<IterableFieldTypeError>? fieldErrors = null)
    {
        Record = record;
        Kind = kind;
        Reason = reason;
        Code = code;
        SurelyNotSent = surelyNotSent;
        FieldErrors = fieldErrors ?? [];
    }

    /// <summary>The record. An event or a purchase has the id that it went out with, so that sending it again stores it once.</summary>
    public TRecord Record { get; }

    /// <summary>What became of the record.</summary>
    public BulkOutcomeKind Kind { get; }

    /// <summary>Why it was refused or not sent.</summary>
    public BulkReason Reason { get; }

    /// <summary>The code that the service gave the call, such as <c>RequestFieldsTypesMismatched</c>, where the call failed.</summary>
    public string? Code { get; }

    /// <summary>Whether it has certainly taken no effect.</summary>
    public bool SurelyNotSent { get; }

    /// <summary>Its fields whose type is wrong, with the type that the project holds.</summary>
    public IReadOnlyList<IterableFieldTypeError> FieldErrors { get; }
}
