namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>An outcome, without the type of its record.</summary>
internal sealed record Told(long Sequence, BulkOutcomeKind Kind, BulkReason Reason, bool SurelyNotSent, IReadOnlyList<string> DroppedFields, IReadOnlyList<string> WrongFields)
{
    public bool IsAccepted => Kind is BulkOutcomeKind.Accepted or BulkOutcomeKind.AcceptedWithoutFields;

    public static Told Of<TRecord>(BulkOutcome<TRecord> outcome) => new(
        outcome.Sequence, outcome.Kind, outcome.Reason, outcome.SurelyNotSent, outcome.DroppedFields, [.. outcome.FieldErrors.Select(error => error.Field)]);
}
