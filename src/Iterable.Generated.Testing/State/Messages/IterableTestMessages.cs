using System.Collections;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// The messages that were sent to single users, in the order they were; those that were cancelled before they went out are among them.
/// Enumerating them gives those of that moment.
/// </summary>
public sealed class IterableTestMessages : IEnumerable<IterableTestMessage>
{
    private readonly ProjectState _state;

    internal IterableTestMessages(ProjectState state) => _state = state;

    /// <summary>How many there are.</summary>
    public int Count => Snapshot().Length;

    /// <summary>Adds a message that was sent, and its user where it is not there.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="email">The recipient.</param>
    /// <param name="medium">How it was sent: <c>Email</c>, <c>Push</c>, <c>SMS</c>, <c>WebPush</c> or <c>WhatsApp</c>.</param>
    /// <param name="dataFields">The data it was made with, as an anonymous object or a <see cref="JObject" />.</param>
    /// <param name="sendAt">When it is to go out; without it, at once.</param>
    /// <returns>The message.</returns>
    public IterableTestMessage Add(long campaignId, string email, string medium = "Email", object? dataFields = null, DateTimeOffset? sendAt = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        ArgumentException.ThrowIfNullOrEmpty(medium);
        var source = new JObject { ["campaignId"] = campaignId, ["dataFields"] = WireTimes.Write(WireJson.Members(dataFields), null) };
        if (sendAt is { } time)
            source["sendAt"] = time;
        lock (_state.Gate)
            return MessageBehaviours.Record(_state, medium, _state.Users.GetOrAdd(new UserIdentity(email, null), _state.Now), source);
    }

    /// <summary>Lets a message that went out come back: an event of its kind (<c>emailBounce</c>, <c>smsBounce</c>, <c>pushBounce</c>, <c>whatsAppBounce</c>) tells of it, and so do the webhooks.</summary>
    /// <param name="message">The message.</param>
    /// <param name="dataFields">What the event says besides, such as <c>recipientState</c>, as an anonymous object or a <see cref="JObject" />.</param>
    /// <exception cref="InvalidOperationException">A message of this kind does not come back, or this one did not go out.</exception>
    public void Bounce(IterableTestMessage message, object? dataFields = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_state.Gate)
        {
            if (message.CancelledAt is not null || message.IsScheduled(_state.Now))
                throw new InvalidOperationException("A message that did not go out does not come back.");
            WebhookNews.Bounced(_state, message, (JObject)WireTimes.Write(WireJson.Members(dataFields), null));
        }
    }

    /// <summary>Checks that a message was sent, and not cancelled.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="email">The recipient; <see langword="null" /> for anyone.</param>
    /// <param name="dataFields">The data it has at least, as an anonymous object or a <see cref="JObject" />.</param>
    /// <param name="times">How often exactly, or <see langword="null" /> for at least once.</param>
    /// <returns>The first such message.</returns>
    /// <exception cref="IterableTestAssertionException">It was not, or not that often; the message lists those that were sent.</exception>
    public IterableTestMessage AssertSent(long campaignId, string? email = null, object? dataFields = null, int? times = null)
    {
        if (times is 0)
            throw new ArgumentOutOfRangeException(nameof(times), "To expect no message, call AssertNothingSent or look at Count.");

        var all = Snapshot();
        var found = all
            .Where(message => message.CampaignId == campaignId && message.CancelledAt is null)
            .Where(message => email is null || string.Equals(message.Email, email, StringComparison.OrdinalIgnoreCase))
            .Where(message => DataMatch.Contains(message.DataFields, dataFields))
            .ToArray();
        if (times is { } expected ? found.Length == expected : found.Length > 0)
            return found[0];

        var recipient = email is null ? "" : $" to {email}";
        throw IterableTestAssertionException.Because(
            $"Expected {(times is null ? "a message" : Counted.Of(times.Value, "message"))} of campaign {campaignId}{recipient}, found {found.Length}.",
            "Sent in all",
            all);
    }

    /// <summary>Checks that no message was sent, or that all were cancelled.</summary>
    /// <param name="email">To whom; <see langword="null" /> for anyone.</param>
    /// <exception cref="IterableTestAssertionException">One was; the message lists them.</exception>
    public void AssertNothingSent(string? email = null)
    {
        var found = Snapshot()
            .Where(message => message.CancelledAt is null)
            .Where(message => email is null || string.Equals(message.Email, email, StringComparison.OrdinalIgnoreCase))
            .ToArray();
        if (found.Length > 0)
            throw IterableTestAssertionException.Because($"Expected no message{(email is null ? "" : $" to {email}")}, found {found.Length}.", "Sent", found);
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestMessage> GetEnumerator() => ((IEnumerable<IterableTestMessage>)Snapshot()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IterableTestMessage[] Snapshot()
    {
        lock (_state.Gate)
            return [.. _state.Messages];
    }
}
