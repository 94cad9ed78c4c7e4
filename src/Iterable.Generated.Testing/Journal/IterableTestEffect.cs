using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>A record of a request that took effect: a user, an event, a purchase, a member of a list, a change of subscriptions, an item of a catalog.</summary>
public sealed class IterableTestEffect
{
    private readonly JObject _record;

    internal IterableTestEffect(string operationId, JObject record, UserIdentity identity, string? id, bool isRepeat, DateTimeOffset time)
    {
        (OperationId, _record, Id, IsRepeat, Time) = (operationId, record, id, isRepeat, time);
        (Email, UserId) = (identity.Email, identity.UserId);
    }

    /// <summary>The operation that was called.</summary>
    public string OperationId { get; }

    /// <summary>The e-mail address that the record names, as it was sent, or <see langword="null" />.</summary>
    public string? Email { get; }

    /// <summary>The userId that the record names, as it was sent, or <see langword="null" />.</summary>
    public string? UserId { get; }

    /// <summary>The id of the event, of the purchase, or of the item of a catalog; <see langword="null" /> where there is none.</summary>
    public string? Id { get; }

    /// <summary>Whether an event or a purchase of this id was there already, whose place it took: it counts once all the same.</summary>
    public bool IsRepeat { get; }

    /// <summary>When it took effect, on the server's clock.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The record as it was sent; for an item of a catalog its value, which is empty where it was deleted. A copy.</summary>
    public JObject Record => (JObject)_record.DeepClone();

    /// <summary>The effect in words.</summary>
    /// <returns>The operation, whom or what it changed, and the record.</returns>
    public override string ToString() => $"{OperationId} {string.Join(' ', new[] { Email, UserId, Id }.Where(name => name is not null))} {_record.ToString(Formatting.None)}";

    /// <summary>Whether the record is about someone or something: e-mail addresses are compared without regard to case.</summary>
    internal bool IsAbout(string name) => string.Equals(Email, name, StringComparison.OrdinalIgnoreCase) || UserId == name || Id == name;
}
