namespace Iterable.Generated;

/// <summary>What an outcome says beyond its record: one for all records of a batch that fared alike.</summary>
internal sealed class Verdict
{
    public static readonly Verdict Accepted = new(BulkOutcomeKind.Accepted);

    public Verdict(BulkOutcomeKind kind) => Kind = kind;

    public BulkOutcomeKind Kind { get; }

    public BulkReason Reason { get; init; }

    public IReadOnlyList<string> DroppedFields { get; init; } = [];

    public IReadOnlyList<IterableFieldTypeError> FieldErrors { get; init; } = [];

    public Exception? Exception { get; init; }

    public bool SurelyNotSent { get; init; }

    public static Verdict AcceptedWithout(IReadOnlyList<string> fields) => new(BulkOutcomeKind.AcceptedWithoutFields) { DroppedFields = fields };

    public static Verdict Refused(BulkReason reason, Exception? exception = null, IReadOnlyList<IterableFieldTypeError>? fieldErrors = null) =>
        new(BulkOutcomeKind.Refused) { Reason = reason, Exception = exception, FieldErrors = fieldErrors ?? [] };

    public static Verdict NotSent(BulkReason reason, bool surelyNotSent, Exception? exception = null) =>
        new(BulkOutcomeKind.NotSent) { Reason = reason, SurelyNotSent = surelyNotSent, Exception = exception };
}
