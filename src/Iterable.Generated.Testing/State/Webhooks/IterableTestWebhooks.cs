using System.Security.Cryptography.X509Certificates;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// The webhooks of a project, with <c>authToken</c> and <c>headers</c>, which the API takes and does not show. Those that are enabled are told what happens on the server, and what a test
/// delivers.
/// </summary>
/// <remarks>
/// By itself the server tells of messages that go out at once, what users did with messages, bounces that a test orders, subscriptions and their ends; where the endpoint is on this
/// machine, unless <see cref="ReachesOtherMachines" />. What such an event has, and what happens after an answer of 500 and above, is inferred: see <see cref="IterableTestDeliveryOptions" />.
/// </remarks>
public sealed class IterableTestWebhooks : IterableTestResources
{
    private readonly ProjectState _state;

    internal IterableTestWebhooks(ProjectState state)
        : base(state, state.Webhooks, ResourceDefaults.Webhook) => _state = state;

    /// <summary>
    /// A certificate for <c>localhost</c> and 127.0.0.1, with its key, that an endpoint under test can show; deliveries trust it, and what the machine trusts. It is the server's, so do not
    /// dispose of it.
    /// </summary>
    public X509Certificate2 EndpointCertificate => _state.Outbox.Sender.Certificate;

    /// <summary>Whether what happens on the server is also told to endpoints that are not on this machine.</summary>
    /// <value>The default is <see langword="false" />: a test that puts an address on the server does not mean to call it.</value>
    public bool ReachesOtherMachines
    {
        get
        {
            lock (_state.Gate)
                return _state.Outbox.ReachesOtherMachines;
        }

        set
        {
            lock (_state.Gate)
                _state.Outbox.ReachesOtherMachines = value;
        }
    }

    /// <summary>What was delivered, by itself or by a test, in the order in which it was done.</summary>
    public IReadOnlyList<IterableTestWebhookDelivery> Deliveries
    {
        get
        {
            lock (_state.Gate)
                return [.. _state.Outbox.Deliveries];
        }
    }

    /// <summary>Waits until the webhooks know all that has happened on the server so far.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Ends when nothing is on its way.</returns>
    public async Task WaitUntilDeliveredAsync(CancellationToken cancellationToken = default)
    {
        Task idle;
        lock (_state.Gate)
            idle = _state.Outbox.Idle;
        await idle.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Delivers an event of a user, which has a time and a message of its own unless its fields say otherwise.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="email">The user, who need not be on the server.</param>
    /// <param name="dataFields">Its fields, as an anonymous object or a <see cref="JObject" />.</param>
    /// <param name="options">How to deliver it.</param>
    /// <param name="cancellationToken">Ends the delivering.</param>
    /// <returns>What became of it, for each webhook that is enabled.</returns>
    /// <exception cref="InvalidOperationException">No webhook is enabled.</exception>
    public Task<IReadOnlyList<IterableTestWebhookDelivery>> DeliverAsync(
        WebhookEventKind kind, string email, object? dataFields = null, IterableTestDeliveryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        JObject fields;
        lock (_state.Gate)
        {
            fields = new JObject { ["messageId"] = Guid.NewGuid().ToString("N") };
            fields.Merge(WireTimes.Write(WireJson.Members(dataFields), null));
            return DeliverAsync([WebhookOutbox.Event(kind.Value, email, null, _state.Now, fields)], options, cancellationToken);
        }
    }

    /// <summary>Delivers events as they are.</summary>
    /// <param name="events">The events: models of the client, <see cref="JObject" />s, or anonymous objects.</param>
    /// <param name="options">How to deliver them.</param>
    /// <param name="cancellationToken">Ends the delivering.</param>
    /// <returns>What became of them, copies too, for each webhook that is enabled, in the order in which they were sent.</returns>
    /// <exception cref="InvalidOperationException">No webhook is enabled.</exception>
    public async Task<IReadOnlyList<IterableTestWebhookDelivery>> DeliverAsync(
        IEnumerable<object> events, IterableTestDeliveryOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        options ??= new();
        options.Validate(nameof(options));
        var webhooks = Enabled();
        var jobs = events.Select(WireJson.Members)
            .SelectMany(webhookEvent => Enumerable.Repeat(webhookEvent, options.Copies))
            .SelectMany(webhookEvent => webhooks.Select(webhook => (webhook, webhookEvent)))
            .ToArray();
        if (options.ShuffleSeed is { } seed)
            new Random(seed).Shuffle(jobs);

        var deliveries = new IterableTestWebhookDelivery[jobs.Length];
        await Parallel.ForAsync(0, jobs.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken }, async (i, stop) =>
        {
            deliveries[i] = await _state.Outbox.Sender.SendAsync(jobs[i].webhook, jobs[i].webhookEvent, options, stop).ConfigureAwait(false);
            lock (_state.Gate)
                _state.Outbox.Deliveries.Add(deliveries[i]);
        }).ConfigureAwait(false);
        return deliveries;
    }

    private IReadOnlyList<JObject> Enabled()
    {
        lock (_state.Gate)
        {
            return _state.Outbox.Enabled is { Count: > 0 } webhooks
                ? webhooks
                : throw new InvalidOperationException("No webhook is enabled, so there is nobody to deliver to. Add one: Webhooks.Add(new { endpoint, authType = \"Basic\", authToken }).");
        }
    }
}
