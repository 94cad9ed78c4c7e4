namespace Iterable.Generated;

/// <summary>Handles the events of a webhook. It is taken from the container for each event, with a scope of its own.</summary>
public interface IIterableWebhookHandler
{
    /// <summary>
    /// Handles an event. When this has ended, the event counts as handled and Iterable is answered 200; when it throws, the answer is 503, so that Iterable may send it again.
    /// </summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="cancellationToken">
    /// Is cancelled after <see cref="IterableEndpointOptions.Timeout" />. That Iterable has closed its connection does not cancel it: it may not send the event again.
    /// </param>
    /// <returns>Ends when the event is handled.</returns>
    Task HandleAsync(IterableWebhookEvent webhookEvent, CancellationToken cancellationToken);
}
