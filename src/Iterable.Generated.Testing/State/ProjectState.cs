namespace Iterable.Generated.Testing;

/// <summary>
/// Everything one project remembers. One lock guards all of it: a call of the API is one step that no other call sees half done.
/// </summary>
internal sealed class ProjectState
{
    private readonly TimeProvider _clock;
    private long _lastId = 1000;

    public ProjectState(long projectId, TimeProvider clock, ExportJobQueue exportJobs, WebhookSender webhooks)
    {
        (ProjectId, _clock) = (projectId, clock);
        Fields = new FieldCatalog(projectId);
        ExportJobs = new ProjectExportJobs(exportJobs, projectId);
        Outbox = new WebhookOutbox(this, webhooks);
    }

    public Lock Gate { get; } = new();

    public long ProjectId { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public ProjectSettings Settings { get; } = new();

    public FieldCatalog Fields { get; }

    public UserTable Users { get; } = new();

    public TokenInvalidations InvalidatedTokens { get; } = new();

    public List<IterableTestDoubleOptIn> DoubleOptIns { get; } = [];

    public OrderedFailures SubscriptionFailures { get; } = new();

    /// <summary>Users whose data bulk calls refuse.</summary>
    public OrderedFailures RefusedData { get; } = new();

    /// <summary>Users whom bulk calls count as failed and do not name.</summary>
    public OrderedFailures UnnamedFailures { get; } = new();

    public VerificationCodes Verifications { get; } = new();

    public EventLog<IterableTestEvent> Events { get; } = new(item => item.Id);

    public EventLog<IterableTestPurchase> Purchases { get; } = new(item => item.Id);

    public List<IterableTestMessage> Messages { get; } = [];

    public SortedDictionary<long, ListRecord> Lists { get; } = [];

    public CatalogTable Catalogs { get; } = new();

    public MetadataTables Metadata { get; } = new();

    public ResourceTable Campaigns { get; } = new("id");

    public ResourceTable Journeys { get; } = new("id");

    public List<IterableTestJourneyEntry> JourneyEntries { get; } = [];

    public ResourceTable Experiments { get; } = new("id");

    public ResourceTable Webhooks { get; } = new("id");

    public WebhookOutbox Outbox { get; }

    public ResourceTable Templates { get; } = new("templateId");

    public List<IterableTestTemplateProof> TemplateProofs { get; } = [];

    public SnippetTable Snippets { get; } = new();

    public ResourceTable Channels { get; } = new("id");

    public ResourceTable MessageTypes { get; } = new("id");

    public List<InAppMessageRecord> InAppMessages { get; } = [];

    public List<EmbeddedMessageRecord> EmbeddedMessages { get; } = [];

    public MetricsTable CampaignMetrics { get; } = new("id");

    public MetricsTable ExperimentMetrics { get; } = new("experimentId");

    public List<ExportSource> ExportSources { get; } = [];

    public ProjectExportJobs ExportJobs { get; }

    /// <summary>An id that nothing in this project has.</summary>
    public long NextId() => ++_lastId;
}
