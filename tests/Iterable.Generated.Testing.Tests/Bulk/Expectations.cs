namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>What may become of a record.</summary>
internal static class Expectations
{
    public const string WrongField = "age";
    public const string NewField = "unheardOf";

    /// <summary>Whether an outcome is one that a record can have.</summary>
    /// <param name="plan">The record.</param>
    /// <param name="told">The outcome.</param>
    /// <param name="isTroubled">Whether calls fail, or the sending was ended early.</param>
    /// <param name="scenario">The circumstances.</param>
    public static bool Allow(RecordPlan plan, Told told, bool isTroubled, Scenario scenario)
    {
        if (IsExpected(plan.Kind, told))
            return true;
        if (!isTroubled)
            return scenario.Plans.Any(other => other.Kind == RecordKind.FailsCall) && told.Reason == BulkReason.CallRefused;
        if (told.Kind == BulkOutcomeKind.NotSent)
            return true;

        // Alone in a call that is refused as too large, a record is what was too large.
        return told is { Kind: BulkOutcomeKind.Refused } && told.Reason == BulkReason.TooLarge;
    }

    private static bool IsExpected(RecordKind kind, Told told) => kind switch
    {
        RecordKind.Good => told.Kind == BulkOutcomeKind.Accepted,
        RecordKind.NewField => told.Kind == BulkOutcomeKind.AcceptedWithoutFields && told.DroppedFields.Contains(NewField),
        RecordKind.Unnamed => told.Kind is BulkOutcomeKind.Refused or BulkOutcomeKind.NotSent,
        RecordKind.FailsInside => told.Kind == BulkOutcomeKind.Accepted || told.Reason == BulkReason.InternalError,
        RecordKind.WrongType => told.Kind == BulkOutcomeKind.Refused && told.Reason == BulkReason.WrongType && told.WrongFields.Contains(WrongField),
        RecordKind.FailsCall => told.Kind == BulkOutcomeKind.Refused,
        _ => told.Kind == BulkOutcomeKind.Refused && told.Reason == kind switch
        {
            RecordKind.Invalid => BulkReason.Invalid,
            RecordKind.Forgotten => BulkReason.Forgotten,
            RecordKind.Conflict => BulkReason.Conflict,
            RecordKind.Unknown => BulkReason.NotFound,
            RecordKind.InvalidData => BulkReason.InvalidData,
            RecordKind.Disallowed => BulkReason.DisallowedEvent,
            RecordKind.TooLarge => BulkReason.TooLarge,
            RecordKind.Nameless => BulkReason.NoIdentifier,
            RecordKind.Unwritable => BulkReason.Unwritable,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        },
    };
}
