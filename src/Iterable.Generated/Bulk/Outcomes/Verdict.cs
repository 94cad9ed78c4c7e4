namespace Iterable.Generated;

/// <summary>What an outcome says beyond its record: one for all records of a batch that fared alike.</summary>
internal sealed class Verdict
{
    public static readonly Verdict Accepted = new(BulkOutcomeKind.Accepted);

    private Verdict(BulkOutcomeKind kind) => Kind = kind;

    public BulkOutcomeKind Kind { get; }

    public BulkReason Reason { get; private set; }

    public IReadOnlyList<string> DroppedFields { get; private set; } = [];

    public IReadOnlyList<IterableFieldTypeError> FieldErrors { get; private set; } = [];

    public Exception? Exception { get; private set; }

    public bool SurelyNotSent { get; private set; }

    public static Verdict AcceptedWithout(IReadOnlyList<string> fields) => new(BulkOutcomeKind.AcceptedWithoutFields) { DroppedFields = fields };

    public static Verdict Refused(BulkReason reason, Exception? exception = null, IReadOnlyList<IterableFieldTypeError>? fieldErrors = null) =>
        new(BulkOutcomeKind.Refused) { Reason = reason, Exception = exception, FieldErrors = fieldErrors ?? [] };

    public static Verdict NotSent(BulkReason reason, bool surelyNotSent, Exception? exception = null) =>
        new(BulkOutcomeKind.NotSent) { Reason = reason, SurelyNotSent = surelyNotSent, Exception = exception };
}
