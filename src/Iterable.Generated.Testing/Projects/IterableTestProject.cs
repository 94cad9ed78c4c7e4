using System.Security.Cryptography;

namespace Iterable.Generated.Testing;

/// <summary>A project on a test server: its keys, its settings, and all it remembers. Nothing is shared with other projects.</summary>
public sealed class IterableTestProject
{
    internal IterableTestProject(IterableTestDataCenter dataCenter, long id, string name, string? apiKey, IterableTestClock clock, ExportJobQueue exportJobs, WebhookSender webhooks)
    {
        (DataCenter, Id, Name) = (dataCenter, id, name);
        State = new ProjectState(id, clock, exportJobs, webhooks);
        Users = new IterableTestUsers(State);
        Subscriptions = new IterableTestSubscriptions(State);
        Verifications = new IterableTestVerifications(State);
        Events = new IterableTestEvents(State);
        Purchases = new IterableTestPurchases(State);
        Messages = new IterableTestMessages(State);
        Lists = new IterableTestLists(State);
        Catalogs = new IterableTestCatalogs(State);
        Metadata = new IterableTestMetadata(State);
        Campaigns = new IterableTestResources(State, State.Campaigns, () => ResourceDefaults.Campaign(State.Now, State.NextId()));
        Journeys = new IterableTestResources(State, State.Journeys, () => ResourceDefaults.Journey(State.Now));
        JourneyEntries = new IterableTestJourneyEntries(State);
        Experiments = new IterableTestResources(State, State.Experiments, () => ResourceDefaults.Experiment(State.Now));
        Webhooks = new IterableTestWebhooks(State);
        Templates = new IterableTestResources(State, State.Templates, () => ResourceDefaults.Template(State.Now));
        TemplateProofs = new IterableTestTemplateProofs(State);
        Snippets = new IterableTestSnippets(State);
        Channels = new IterableTestResources(State, State.Channels, () => new { });
        MessageTypes = new IterableTestResources(State, State.MessageTypes, NewMessageType);
        InAppMessages = new IterableTestInAppMessages(State);
        EmbeddedMessages = new IterableTestEmbeddedMessages(State);
        CampaignMetrics = new IterableTestMetrics(State, State.CampaignMetrics);
        ExperimentMetrics = new IterableTestMetrics(State, State.ExperimentMetrics);
        Exports = new IterableTestExports(State);
        ServerKey = CreateApiKey(IterableKeyType.Server, value: apiKey);

        Channels.Add(new { id = 1, name = "Marketing Channel", channelType = "Marketing", messageMedium = "Email" });
        Channels.Add(new { id = 2, name = "Transactional Channel", channelType = "Transactional", messageMedium = "Email" });
        MessageTypes.Add(new { id = 1, name = "Marketing Message", channelId = 1, subscriptionPolicy = "OptOut" });
        MessageTypes.Add(new { id = 2, name = "Transactional Message", channelId = 2, subscriptionPolicy = "OptOut" });
    }

    /// <summary>The number of the project, which some errors mention.</summary>
    public long Id { get; }

    /// <summary>The name it was added with.</summary>
    public string Name { get; }

    /// <summary>The data center it lives in.</summary>
    public IterableTestDataCenter DataCenter { get; }

    /// <summary>A server-side key, made with the project.</summary>
    public IterableTestApiKey ServerKey { get; }

    /// <summary>The users.</summary>
    public IterableTestUsers Users { get; }

    /// <summary>What users are subscribed to, and the double opt-ins that wait for an answer.</summary>
    public IterableTestSubscriptions Subscriptions { get; }

    /// <summary>The codes that were sent to verify phone numbers.</summary>
    public IterableTestVerifications Verifications { get; }

    /// <summary>The events: custom ones, and what users did with messages.</summary>
    public IterableTestEvents Events { get; }

    /// <summary>The purchases that were tracked.</summary>
    public IterableTestPurchases Purchases { get; }

    /// <summary>The messages that were sent to single users.</summary>
    public IterableTestMessages Messages { get; }

    /// <summary>The lists and their members.</summary>
    public IterableTestLists Lists { get; }

    /// <summary>The catalogs and their items.</summary>
    public IterableTestCatalogs Catalogs { get; }

    /// <summary>The metadata tables.</summary>
    public IterableTestMetadata Metadata { get; }

    /// <summary>The campaigns, each with the members that the API has for one; <c>id</c> is given where it is left out.</summary>
    public IterableTestResources Campaigns { get; }

    /// <summary>The journeys, each with the members that the API has for one; those with <c>isArchived</c> are listed apart.</summary>
    public IterableTestResources Journeys { get; }

    /// <summary>The users who were sent into journeys by calls.</summary>
    public IterableTestJourneyEntries JourneyEntries { get; }

    /// <summary>
    /// The experiments, each with the members that the API has for one by itself, and the <c>author</c> that the list shows; <c>name</c> and
    /// <c>campaignId</c> can stand outside <c>meta</c>, and each of the <c>variants</c> can have its <c>content</c>, its <c>metrics</c> by name and its
    /// <c>series</c> by name, each a list of <c>time</c> and <c>value</c>. <c>holdout</c> can have such a <c>series</c> too.
    /// </summary>
    public IterableTestResources Experiments { get; }

    /// <summary>The webhooks, which are told what happens on the server.</summary>
    public IterableTestWebhooks Webhooks { get; }

    /// <summary>
    /// The templates; <c>messageMedium</c> says of which medium one is (the default is <c>Email</c>), <c>templateId</c> is its id. Content
    /// for other locales than its own stands in <c>locales</c>, an object with a member for each.
    /// </summary>
    public IterableTestResources Templates { get; }

    /// <summary>The proofs of templates that were sent.</summary>
    public IterableTestTemplateProofs TemplateProofs { get; }

    /// <summary>The snippets.</summary>
    public IterableTestSnippets Snippets { get; }

    /// <summary>The channels: a marketing channel (1) and a transactional one (2) from the start.</summary>
    public IterableTestResources Channels { get; }

    /// <summary>The message types: one for each channel from the start.</summary>
    public IterableTestResources MessageTypes { get; }

    /// <summary>The in-app messages that wait for a user.</summary>
    public IterableTestInAppMessages InAppMessages { get; }

    /// <summary>The embedded messages that a user may see.</summary>
    public IterableTestEmbeddedMessages EmbeddedMessages { get; }

    /// <summary>The metrics of campaigns.</summary>
    public IterableTestMetrics CampaignMetrics { get; }

    /// <summary>The metrics of experiments.</summary>
    public IterableTestMetrics ExperimentMetrics { get; }

    /// <summary>Records for exports, beyond those that calls leave behind.</summary>
    public IterableTestExports Exports { get; }

    /// <summary>What identifies users.</summary>
    /// <value>The default is <see cref="IterableTestIdentity.Hybrid" />.</value>
    public IterableTestIdentity Identity
    {
        get => Locked(() => State.Settings.Identity);
        set => Locked(() => State.Settings.Identity = value);
    }

    /// <summary>What is answered about a user that is not there.</summary>
    /// <value>The default is <see cref="IterableTestUnknownUsers.EmptyAnswer" />.</value>
    public IterableTestUnknownUsers UnknownUsers
    {
        get => Locked(() => State.Settings.UnknownUsers);
        set => Locked(() => State.Settings.UnknownUsers = value);
    }

    /// <summary>Whether a data field that the project has not seen yet is created. Where a request says otherwise, that counts.</summary>
    /// <value>The default is <see langword="true" />; else new fields are left out and named in <c>filteredOutFields</c>.</value>
    public bool CreateNewFields
    {
        get => Locked(() => State.Settings.CreateNewFields);
        set => Locked(() => State.Settings.CreateNewFields = value);
    }

    /// <summary>How many keys of a metadata table are listed at once.</summary>
    /// <value>The default is 1000. Iterable publishes no figure.</value>
    public int MetadataPageSize
    {
        get => Locked(() => State.Settings.MetadataPageSize);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Locked(() => State.Settings.MetadataPageSize = value);
        }
    }

    /// <summary>How large the body of a bulk call may be, in bytes; a larger one is 400 <c>BatchTooLarge</c>.</summary>
    /// <value>
    /// The default is 4 MB (4,194,304), which Iterable publishes for <c>users/bulkUpdate</c>; that it holds for other bulk calls is inferred. There is no limit on the number of
    /// records, other than 1,000 for items of catalogs.
    /// </value>
    public int MaxBulkBytes
    {
        get => Locked(() => State.Settings.MaxBulkBytes);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Locked(() => State.Settings.MaxBulkBytes = value);
        }
    }

    internal ProjectState State { get; }

    /// <summary>Makes a further key.</summary>
    /// <param name="type">The type of the key. One that no operation names may call nothing.</param>
    /// <param name="requiresJwt">
    /// Whether each call needs a token signed with <see cref="IterableTestApiKey.JwtSecret" /> beside the key: HS256, for the user the
    /// call is about, not expired on the server's clock.
    /// </param>
    /// <param name="value">The key itself, where a program has it already; without it, one that nobody had before.</param>
    /// <param name="jwtSecret">The secret, where a program has it already; with it, <paramref name="requiresJwt" /> goes without saying.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The type is none; the key cannot be one, or the data center has it already.</exception>
    public IterableTestApiKey CreateApiKey(IterableKeyType type, bool requiresJwt = false, string? value = null, string? jwtSecret = null)
    {
        if (type == default)
            throw new ArgumentException("A key is of a type.", nameof(type));

        if (value is not null)
            IterableTestApiKey.CheckValue(value, nameof(value));
        if (jwtSecret is { Length: 0 })
            throw new ArgumentException("A secret is not empty.", nameof(jwtSecret));

        var secret = jwtSecret ?? (requiresJwt ? Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) : null);
        var key = new IterableTestApiKey(this, type, secret, value);
        DataCenter.Add(key, nameof(value));
        return key;
    }

    /// <summary>Disallows custom events of some names: the service then answers 200, says so in the message, and records nothing.</summary>
    /// <param name="eventNames">The names.</param>
    public void DisallowEvents(params string[] eventNames) =>
        Locked(() => State.Settings.DisallowedEventNames.UnionWith(eventNames));

    /// <summary>A client for this project. Each call makes one; it is the caller's to dispose of.</summary>
    /// <param name="keyType">The type of key it calls with, server when it is not given; for another type a key is made.</param>
    /// <returns>The client.</returns>
    public IterableClient CreateClient(IterableKeyType keyType = default) =>
        DataCenter.Transport is { } transport ? new(CreateClientOptions(keyType), transport) : new(CreateClientOptions(keyType));

    /// <summary>
    /// Options that lead a client to this project. Its own rate limiter is off, so that tests do not wait for minutes on limits that the server
    /// does not count either; <see cref="IterableRateLimitOptions.Enabled" /> switches it on.
    /// </summary>
    /// <param name="keyType">The type of key, server when it is not given; for another type a key is made.</param>
    /// <returns>New options, with key and address set.</returns>
    public IterableClientOptions CreateClientOptions(IterableKeyType keyType = default) => new()
    {
        ApiKey = (keyType == default || keyType == IterableKeyType.Server ? ServerKey : CreateApiKey(keyType)).Value,
        DataCenter = DataCenter.Kind,
        BaseAddress = DataCenter.BaseAddress,
        AllowInsecureHttp = !DataCenter.BaseAddress.IsLoopback,
        RateLimit = { Enabled = false },
    };

    private object NewMessageType() => new { createdAt = State.Now, updatedAt = State.Now };

    private T Locked<T>(Func<T> read)
    {
        lock (State.Gate)
            return read();
    }

    private void Locked(Action write)
    {
        lock (State.Gate)
            write();
    }
}
