using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>The lanes of a client: what each record is, and how its call is put together.</summary>
internal sealed class BulkClient(CallInvoker invoker) : IBulkClient
{
    private const string Email = "email";
    private const string UserId = "userId";
    private const string DataFields = "dataFields";

    public IBulkLane<UserUpdateRequest> UserUpdates(BulkUserUpdateOptions? options = null)
    {
        var how = BulkOptions.Checked(options);
        return Lane<UserUpdateRequest, UserBulkUpdateListResponse>(
            IterableOperations.BulkUpdateUsers,
            new BulkUpdateUsersRequest([]) { CreateNewFields = how.CreateNewFields, UpdateOnly = how.UpdateOnly },
            [new(Email, user => user.Email), new(UserId, user => user.UserId)],
            how,
            how.FieldCheck);
    }

    public IBulkLane<TrackEventRequest> Events(BulkOptions? options = null)
    {
        var operation = IterableOperations.TrackBulkEvents;
        return new BulkLane<TrackEventRequest>(invoker, new()
        {
            Operation = operation,
            CreateRequest = () => new IterableRequest(operation),
            Envelope = new RecordEnvelope(new BulkTrackRequest([]), operation),
            Write = (writer, item) => IterableJson.Write(writer, item, operation),
            SendAsync = SendAsync<BulkTrackResponse>,
            Identifiers = [new(Email, item => item.Email), new(UserId, item => item.UserId)],
            Kind = new("eventName", item => item.EventName),
            Complete = GiveId,
            Fields = DataFields,
        }, BulkOptions.Checked(options));
    }

    public IBulkLane<Subscriber> ListSubscriptions(long listId, BulkListSubscriptionOptions? options = null)
    {
        var how = BulkOptions.Checked(options);
        return Lane<Subscriber, UserBulkUpdateListResponse>(
            IterableOperations.SubscribeToList,
            new SubscribeRequest(listId, []) { UpdateExistingUsersOnly = how.UpdateExistingUsersOnly },
            [new(Email, user => user.Email), new(UserId, user => user.UserId)],
            how,
            how.FieldCheck);
    }

    public IBulkLane<Unsubscriber> ListUnsubscriptions(long listId, BulkListUnsubscriptionOptions? options = null)
    {
        var how = BulkOptions.Checked(options);
        return Lane<Unsubscriber, UserBulkUpdateListResponse>(
            IterableOperations.UnsubscribeFromList,
            new UnsubscribeRequest(listId, []) { CampaignId = how.CampaignId, ChannelUnsubscribe = how.ChannelUnsubscribe },
            [new(Email, user => user.Email), new(UserId, user => user.UserId)],
            how);
    }

    public IBulkLane<UpdateSubscriptionsRequest> SubscriptionUpdates(BulkOptions? options = null) =>
        Lane<UpdateSubscriptionsRequest, BulkUpdateSubscriptionsResponse>(
            IterableOperations.BulkUpdateSubscriptions,
            new BulkUpdateSubscriptionsRequest([]),
            [new(Email, user => user.Email), new(UserId, user => user.UserId)],
            BulkOptions.Checked(options),
            namesLists: true);

    public IBulkLane<BulkCatalogItem> CatalogItems(string catalogName, BulkCatalogItemOptions? options = null)
    {
        var operation = IterableOperations.BulkUpdateCatalogItems;
        var how = BulkOptions.Checked(options);
        return new BulkLane<BulkCatalogItem>(invoker, new()
        {
            Operation = operation,
            CreateRequest = RequestsFor(operation, catalogName),
            Envelope = new RecordEnvelope(new BulkUpdateCatalogItemsRequest(new Dictionary<string, JObject>(), how.ReplaceUploadedFieldsOnly), operation),
            Write = (writer, item) =>
            {
                writer.WritePropertyName(item.ItemId);
                IterableJson.Write(writer, item.Fields, operation);
            },
            SendAsync = ConfirmAsync,
            Identifiers = [new("itemId", item => item.ItemId)],
        }, how);
    }

    public IBulkLane<string> CatalogItemDeletions(string catalogName, BulkOptions? options = null)
    {
        var operation = IterableOperations.BulkDeleteCatalogItems;
        return new BulkLane<string>(invoker, new()
        {
            Operation = operation,
            CreateRequest = RequestsFor(operation, catalogName),
            Envelope = new RecordEnvelope(new BulkDeleteCatalogItemsRequest([]), operation),
            Write = (writer, itemId) => writer.WriteValue(itemId),
            SendAsync = ConfirmAsync,
            Identifiers = [new("itemId", itemId => itemId)],
        }, BulkOptions.Checked(options));
    }

    public IBulkLane<PurchaseRequest> Purchases(BulkOptions? options = null)
    {
        var operation = IterableOperations.TrackPurchase;
        return new BulkLane<PurchaseRequest>(invoker, new()
        {
            Operation = operation,
            CreateRequest = () => new IterableRequest(operation),
            Envelope = new RecordEnvelope(),
            Write = (writer, purchase) => IterableJson.Write(writer, purchase, operation),
            SendAsync = ConfirmAsync,
            Identifiers = [new(Email, purchase => purchase.User?.Email), new(UserId, purchase => purchase.User?.UserId)],
            Complete = GiveId,
            Fields = DataFields,
        }, BulkOptions.Checked(options));
    }

    private BulkLane<TRecord> Lane<TRecord, TAnswer>(IterableOperation operation, IterableModel empty, RecordMember<TRecord>[] identifiers, BulkOptions options, BulkFieldCheck? check = null, bool namesLists = false)
        where TRecord : IterableModel
        where TAnswer : class, IBulkAnswer =>
        new(invoker, new()
        {
            Operation = operation,
            CreateRequest = () => new IterableRequest(operation),
            Envelope = new RecordEnvelope(empty, operation),
            Write = (writer, record) => IterableJson.Write(writer, record, operation),
            SendAsync = SendAsync<TAnswer>,
            Identifiers = identifiers,
            Fields = DataFields,
            Check = check,
            NamesLists = namesLists,
        }, options);

    private static async Task<IBulkAnswer?> SendAsync<TAnswer>(CallInvoker invoker, IterableRequest request, CancellationToken cancellationToken)
        where TAnswer : class, IBulkAnswer => await invoker.SendAsync<TAnswer>(request, cancellationToken).ConfigureAwait(false);

    private static async Task<IBulkAnswer?> ConfirmAsync(CallInvoker invoker, IterableRequest request, CancellationToken cancellationToken)
    {
        await invoker.SendAsync<IterableResponse>(request, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static void GiveId(IterableModel record) => RecordIds.Complete(record, static () => Guid.NewGuid().ToString("N"));

    private static Func<IterableRequest> RequestsFor(IterableOperation operation, string catalogName)
    {
        // Refused at the door, not for each batch.
        _ = new IterableRequest(operation).Path("catalogName", catalogName);
        return () => new IterableRequest(operation).Path("catalogName", catalogName);
    }
}
