namespace Iterable.Generated.Testing;

/// <summary>
/// What operations do beyond answering in the shape of their schema, by operationId. An operation that is not in here needs no
/// state to be answered; an id that the document does not have is never asked for.
/// </summary>
internal sealed class BehaviourTable
{
    private readonly Dictionary<string, Func<ApiCall, Answer>> _behaviours = new(StringComparer.Ordinal);
    private readonly HashSet<string> _absent = new(StringComparer.Ordinal);

    private BehaviourTable()
    {
        UserBehaviours.Register(this);
        UserIdentityBehaviours.Register(this);
        ForgettingBehaviours.Register(this);
        DeviceBehaviours.Register(this);
        UserSubscriptionBehaviours.Register(this);
        SubscriptionBehaviours.Register(this);
        VerificationBehaviours.Register(this);
        SentMessageBehaviours.Register(this);
        EventBehaviours.Register(this);
        CommerceBehaviours.Register(this);
        ListBehaviours.Register(this);
        CampaignBehaviours.Register(this);
        CampaignStateBehaviours.Register(this);
        CampaignSendBehaviours.Register(this);
        JourneyBehaviours.Register(this);
        ExperimentBehaviours.Register(this);
        ExperimentStateBehaviours.Register(this);
        ExperimentSettingsBehaviours.Register(this);
        ExperimentResultBehaviours.Register(this);
        WebhookBehaviours.Register(this);
        TemplateBehaviours.Register(this);
        TemplateListBehaviours.Register(this);
        TemplateRenderBehaviours.Register(this);
        SnippetBehaviours.Register(this);
        MessageBehaviours.Register(this);
        ViewInBrowserBehaviours.Register(this);
        MessageEvents.Register(this);
        InAppBehaviours.Register(this);
        EmbeddedBehaviours.Register(this);
        CatalogBehaviours.Register(this);
        CatalogItemBehaviours.Register(this);
        MetadataBehaviours.Register(this);
        ExportBehaviours.Register(this);
        ExportJobBehaviours.Register(this);
    }

    public static BehaviourTable Shared { get; } = new();

    public IEnumerable<string> OperationIds => _behaviours.Keys.Concat(_absent);

    public void On(string operationId, Func<ApiCall, Answer> behaviour) => _behaviours.Add(operationId, behaviour);

    /// <summary>Says that the document has an operation which the service does not have.</summary>
    public void Absent(string operationId) => _absent.Add(operationId);

    public bool IsAbsent(ApiOperation operation) => _absent.Contains(operation.Id);

    /// <summary>Whether nothing here is written for an operation, so that it is answered with an example.</summary>
    public bool IsExample(ApiOperation operation) => !_behaviours.ContainsKey(operation.Id) && !IsAbsent(operation);

    public Answer Answer(ApiCall call) => _behaviours.TryGetValue(call.Operation.Id, out var behaviour)
        ? behaviour(call)
        : SchemaExample.Of(call.Operation, call.State.Now);
}
