using System.Collections.Concurrent;

namespace Iterable.Generated.Testing;

/// <summary>Lanes that send nothing, for code that takes an <see cref="IBulkClient" />: see <see cref="IterableTestBulkLane{TRecord}" />.</summary>
/// <remarks>Each kind of record, list and catalog has one lane, which is the same every time.</remarks>
public sealed class IterableTestBulkClient : IBulkClient
{
    private readonly IterableTestBulkLane<UserUpdateRequest> _userUpdates = new();
    private readonly IterableTestBulkLane<TrackEventRequest> _events = new();
    private readonly IterableTestBulkLane<UpdateSubscriptionsRequest> _subscriptionUpdates = new();
    private readonly IterableTestBulkLane<PurchaseRequest> _purchases = new();
    private readonly ConcurrentDictionary<long, IterableTestBulkLane<Subscriber>> _listSubscriptions = new();
    private readonly ConcurrentDictionary<long, IterableTestBulkLane<Unsubscriber>> _listUnsubscriptions = new();
    private readonly ConcurrentDictionary<string, IterableTestBulkLane<BulkCatalogItem>> _catalogItems = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, IterableTestBulkLane<string>> _catalogItemDeletions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lane of user profiles.</summary>
    /// <returns>The lane.</returns>
    public IterableTestBulkLane<UserUpdateRequest> UserUpdates() => _userUpdates;

    /// <summary>The lane of events.</summary>
    /// <returns>The lane.</returns>
    public IterableTestBulkLane<TrackEventRequest> Events() => _events;

    /// <summary>The lane into a list.</summary>
    /// <param name="listId">The list.</param>
    /// <returns>The lane.</returns>
    public IterableTestBulkLane<Subscriber> ListSubscriptions(long listId) => _listSubscriptions.GetOrAdd(listId, _ => new());

    /// <summary>The lane out of a list.</summary>
    /// <param name="listId">The list.</param>
    /// <returns>The lane.</returns>
    public IterableTestBulkLane<Unsubscriber> ListUnsubscriptions(long listId) => _listUnsubscriptions.GetOrAdd(listId, _ => new());

    /// <summary>The lane of subscriptions.</summary>
    /// <returns>The lane.</returns>
    public IterableTestBulkLane<UpdateSubscriptionsRequest> SubscriptionUpdates() => _subscriptionUpdates;

    /// <summary>The lane of a catalog's items.</summary>
    /// <param name="catalogName">The catalog.</param>
    /// <returns>The lane.</returns>
    public IterableTestBulkLane<BulkCatalogItem> CatalogItems(string catalogName) => _catalogItems.GetOrAdd(catalogName, _ => new());

    /// <summary>The lane of items that leave a catalog.</summary>
    /// <param name="catalogName">The catalog.</param>
    /// <returns>The lane.</returns>
    public IterableTestBulkLane<string> CatalogItemDeletions(string catalogName) => _catalogItemDeletions.GetOrAdd(catalogName, _ => new());

    /// <summary>The lane of purchases.</summary>
    /// <returns>The lane.</returns>
    public IterableTestBulkLane<PurchaseRequest> Purchases() => _purchases;

    IBulkLane<UserUpdateRequest> IBulkClient.UserUpdates(BulkUserUpdateOptions? options) => With(UserUpdates(), options);

    IBulkLane<TrackEventRequest> IBulkClient.Events(BulkOptions? options) => With(Events(), options);

    IBulkLane<Subscriber> IBulkClient.ListSubscriptions(long listId, BulkListSubscriptionOptions? options) => With(ListSubscriptions(listId), options);

    IBulkLane<Unsubscriber> IBulkClient.ListUnsubscriptions(long listId, BulkListUnsubscriptionOptions? options) => With(ListUnsubscriptions(listId), options);

    IBulkLane<UpdateSubscriptionsRequest> IBulkClient.SubscriptionUpdates(BulkOptions? options) => With(SubscriptionUpdates(), options);

    IBulkLane<BulkCatalogItem> IBulkClient.CatalogItems(string catalogName, BulkCatalogItemOptions? options) => With(CatalogItems(catalogName), options);

    IBulkLane<string> IBulkClient.CatalogItemDeletions(string catalogName, BulkOptions? options) => With(CatalogItemDeletions(catalogName), options);

    IBulkLane<PurchaseRequest> IBulkClient.Purchases(BulkOptions? options) => With(Purchases(), options);

    private static IterableTestBulkLane<TRecord> With<TRecord>(IterableTestBulkLane<TRecord> lane, BulkOptions? options)
    {
        lane.Options = options;
        return lane;
    }
}
