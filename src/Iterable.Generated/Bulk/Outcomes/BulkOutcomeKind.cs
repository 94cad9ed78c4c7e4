namespace Iterable.Generated;

/// <summary>What became of a record. There are these four; why, is told by <see cref="BulkReason" />, of which there can be more.</summary>
public enum BulkOutcomeKind
{
    /// <summary>The service took the record whole.</summary>
    Accepted,

    /// <summary>The service took the record, and dropped fields of it: <see cref="BulkOutcome{TRecord}.DroppedFields" />.</summary>
    AcceptedWithoutFields,

    /// <summary>
    /// The service refused the record when it was last sent, or it can be told here that it would: sent again as it is, it would be refused again. It has taken no effect,
    /// unless it may have when it was sent before, as in an attempt without an answer.
    /// </summary>
    Refused,

    /// <summary>
    /// The record was not sent, or no answer tells what became of it. It can be sent again; <see cref="BulkOutcome{TRecord}.SurelyNotSent" /> tells
    /// whether it can have taken effect.
    /// </summary>
    NotSent,
}
