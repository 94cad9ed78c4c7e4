using System.Net;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>An event on its way to an endpoint, with all tries.</summary>
public sealed class IterableTestWebhookDelivery
{
    private readonly JObject _event;

    internal IterableTestWebhookDelivery(long webhookId, JObject webhookEvent, IReadOnlyList<HttpStatusCode?> answers) =>
        (WebhookId, _event, Answers) = (webhookId, webhookEvent, answers);

    /// <summary>The webhook.</summary>
    public long WebhookId { get; }

    /// <summary>The event. A copy.</summary>
    public JObject Event => (JObject)_event.DeepClone();

    /// <summary>What each try was answered; <see langword="null" /> where there was no answer.</summary>
    public IReadOnlyList<HttpStatusCode?> Answers { get; }

    /// <summary>Whether the last try was answered with a status of 200 to 299.</summary>
    public bool IsTaken => Answers[^1] is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous;

    /// <summary>The delivery in words.</summary>
    /// <returns>Event, webhook and answers.</returns>
    public override string ToString() => $"{(string?)_event["eventName"]} {(string?)_event["email"]} to webhook {WebhookId}: {string.Join(", ", Answers.Select(answer => answer is { } status ? $"{(int)status}" : "no answer"))}";
}
