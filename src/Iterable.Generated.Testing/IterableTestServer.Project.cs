namespace Iterable.Generated.Testing;

/// <content>What belongs to the project that is there from the start, within reach.</content>
public sealed partial class IterableTestServer
{
    /// <summary>The address of <see cref="Project" />, for <see cref="IterableClientOptions.BaseAddress" />.</summary>
    public Uri BaseAddress => Project.DataCenter.BaseAddress;

    /// <summary>The server-side key of <see cref="Project" />.</summary>
    public string ApiKey => Project.ServerKey.Value;

    /// <inheritdoc cref="IterableTestProject.Users" />
    public IterableTestUsers Users => Project.Users;

    /// <inheritdoc cref="IterableTestProject.Subscriptions" />
    public IterableTestSubscriptions Subscriptions => Project.Subscriptions;

    /// <inheritdoc cref="IterableTestProject.Verifications" />
    public IterableTestVerifications Verifications => Project.Verifications;

    /// <inheritdoc cref="IterableTestProject.Events" />
    public IterableTestEvents Events => Project.Events;

    /// <inheritdoc cref="IterableTestProject.Purchases" />
    public IterableTestPurchases Purchases => Project.Purchases;

    /// <inheritdoc cref="IterableTestProject.Messages" />
    public IterableTestMessages Messages => Project.Messages;

    /// <inheritdoc cref="IterableTestProject.Lists" />
    public IterableTestLists Lists => Project.Lists;

    /// <inheritdoc cref="IterableTestProject.Catalogs" />
    public IterableTestCatalogs Catalogs => Project.Catalogs;

    /// <inheritdoc cref="IterableTestProject.Metadata" />
    public IterableTestMetadata Metadata => Project.Metadata;

    /// <inheritdoc cref="IterableTestProject.Campaigns" />
    public IterableTestResources Campaigns => Project.Campaigns;

    /// <inheritdoc cref="IterableTestProject.Journeys" />
    public IterableTestResources Journeys => Project.Journeys;

    /// <inheritdoc cref="IterableTestProject.JourneyEntries" />
    public IterableTestJourneyEntries JourneyEntries => Project.JourneyEntries;

    /// <inheritdoc cref="IterableTestProject.Experiments" />
    public IterableTestResources Experiments => Project.Experiments;

    /// <inheritdoc cref="IterableTestProject.Webhooks" />
    public IterableTestWebhooks Webhooks => Project.Webhooks;

    /// <inheritdoc cref="IterableTestProject.Templates" />
    public IterableTestResources Templates => Project.Templates;

    /// <inheritdoc cref="IterableTestProject.TemplateProofs" />
    public IterableTestTemplateProofs TemplateProofs => Project.TemplateProofs;

    /// <inheritdoc cref="IterableTestProject.Snippets" />
    public IterableTestSnippets Snippets => Project.Snippets;

    /// <inheritdoc cref="IterableTestProject.Channels" />
    public IterableTestResources Channels => Project.Channels;

    /// <inheritdoc cref="IterableTestProject.MessageTypes" />
    public IterableTestResources MessageTypes => Project.MessageTypes;

    /// <inheritdoc cref="IterableTestProject.InAppMessages" />
    public IterableTestInAppMessages InAppMessages => Project.InAppMessages;

    /// <inheritdoc cref="IterableTestProject.EmbeddedMessages" />
    public IterableTestEmbeddedMessages EmbeddedMessages => Project.EmbeddedMessages;

    /// <inheritdoc cref="IterableTestProject.CampaignMetrics" />
    public IterableTestMetrics CampaignMetrics => Project.CampaignMetrics;

    /// <inheritdoc cref="IterableTestProject.ExperimentMetrics" />
    public IterableTestMetrics ExperimentMetrics => Project.ExperimentMetrics;

    /// <inheritdoc cref="IterableTestProject.Exports" />
    public IterableTestExports Exports => Project.Exports;
}
