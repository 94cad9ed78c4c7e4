namespace Iterable.Generated;

/// <summary>Why a record was refused or not sent. Open: a later version can tell more reasons apart, and <see cref="Value" /> is what to log and to count by.</summary>
public readonly record struct BulkReason
{
    private readonly string? _value;

    /// <summary>Makes a reason of its text.</summary>
    /// <param name="value">The text, in small letters with dashes.</param>
    public BulkReason(string value) => _value = (value ?? throw new ArgumentNullException(nameof(value))).Length == 0 ? null : value;

    /// <summary>Refused: the service does not take the e-mail address or the user id.</summary>
    public static BulkReason Invalid { get; } = new("invalid");

    /// <summary>Refused: the service knows no such user.</summary>
    public static BulkReason NotFound { get; } = new("not-found");

    /// <summary>Refused: the user was forgotten under GDPR.</summary>
    public static BulkReason Forgotten { get; } = new("forgotten");

    /// <summary>Refused: the e-mail address or the user id belongs to another user.</summary>
    public static BulkReason Conflict { get; } = new("conflict");

    /// <summary>Refused: the data fields hold something that the service cannot store.</summary>
    public static BulkReason InvalidData { get; } = new("invalid-data");

    /// <summary>Refused: the project does not allow events of this name.</summary>
    public static BulkReason DisallowedEvent { get; } = new("disallowed-event");

    /// <summary>Refused: a field has another type than the project holds for it; <see cref="BulkOutcome{TRecord}.FieldErrors" /> tells which.</summary>
    public static BulkReason WrongType { get; } = new("wrong-type");

    /// <summary>Refused: the record is larger than one call may be, or than the service takes it.</summary>
    public static BulkReason TooLarge { get; } = new("too-large");

    /// <summary>Refused here: the record names no user or no item.</summary>
    public static BulkReason NoIdentifier { get; } = new("no-identifier");

    /// <summary>Refused here: the record cannot be written, because a member that is required is missing or it holds what JSON has no form for. <see cref="BulkOutcome{TRecord}.Exception" /> tells what.</summary>
    public static BulkReason Unwritable { get; } = new("unwritable");

    /// <summary>Refused: the service says that the record failed and not why, or refused it, alone in a call, for none of the reasons above; then see <see cref="BulkOutcome{TRecord}.Exception" />.</summary>
    public static BulkReason Rejected { get; } = new("rejected");

    /// <summary>Not sent: the caller cancelled.</summary>
    public static BulkReason Cancelled { get; } = new("cancelled");

    /// <summary>Not sent: the sender or the client was disposed before its turn came.</summary>
    public static BulkReason Disposed { get; } = new("disposed");

    /// <summary>Not sent: the call had no answer, or was answered with an error of the service, in every attempt that the client makes.</summary>
    public static BulkReason NoAnswer { get; } = new("no-answer");

    /// <summary>Not sent: the service failed with this record, without a fault of its own, in every attempt.</summary>
    public static BulkReason InternalError { get; } = new("internal-error");

    /// <summary>Not sent: the rate limit left no room in the time that the client waits.</summary>
    public static BulkReason RateLimited { get; } = new("rate-limited");

    /// <summary>Not sent: the call was refused for what is no matter of this record: the key, a list or catalog that is not there, a proxy on the way.</summary>
    public static BulkReason CallRefused { get; } = new("call-refused");

    /// <summary>Not sent, as far as can be told: the service answered something that does not say what became of the record.</summary>
    public static BulkReason Unclear { get; } = new("unclear");

    /// <summary>Not sent: something on this side failed, such as a provider of keys; see <see cref="BulkOutcome{TRecord}.Exception" />.</summary>
    public static BulkReason Failed { get; } = new("failed");

    /// <summary>The text of the reason; empty for <see langword="default" />, which is that of an accepted record.</summary>
    public string Value => _value ?? "";

    /// <summary>The text of the reason.</summary>
    /// <returns>The same as <see cref="Value" />.</returns>
    public override string ToString() => Value;
}
