namespace Iterable.Generated;

/// <summary>
/// Many records in, one outcome for each record out. Each method gives a lane: one kind of record on its way to one operation.
/// </summary>
/// <remarks>
/// A lane puts records into batches, serialises each record once, keeps to the operation's rate limit, keeps the order of the records of
/// each user or item, reads what each answer says about each record, and finds the records that make a whole call fail. Do not send the
/// records of one user through a lane and through the calls for single records at the same time: the service keeps no order between the two.
/// </remarks>
/// <example>
/// <code>
/// await foreach (var outcome in iterable.Bulk.UserUpdates().SendAsync(users))
/// {
///     if (outcome.Kind != BulkOutcomeKind.Accepted)
///         log.LogWarning("Record {Number}: {Reason}", outcome.Sequence, outcome.Reason);
/// }
/// </code>
/// </example>
public interface IBulkClient
{
    /// <summary>Updates or creates user profiles, with <see cref="IUsersClient.BulkUpdateUsersAsync" />.</summary>
    /// <param name="options">How to send, and what holds for all users; the defaults when null. Copied.</param>
    /// <returns>The lane. It costs nothing until it sends.</returns>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which.</exception>
    IBulkLane<UserUpdateRequest> UserUpdates(BulkUserUpdateOptions? options = null);

    /// <summary>Tracks custom events, with <see cref="IEventsClient.TrackBulkEventsAsync" />.</summary>
    /// <remarks>An event without an <see cref="TrackEventRequest.Id" /> is given one before it is first sent, in the caller's object, so that sending it again does not track it twice: one object stands for one of them.</remarks>
    /// <param name="options">How to send; the defaults when null. Copied.</param>
    /// <returns>The lane. It costs nothing until it sends.</returns>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which.</exception>
    IBulkLane<TrackEventRequest> Events(BulkOptions? options = null);

    /// <summary>Adds users to a list, with <see cref="IListsClient.SubscribeToListAsync" />.</summary>
    /// <param name="listId">The list.</param>
    /// <param name="options">How to send, and what holds for all users; the defaults when null. Copied.</param>
    /// <returns>The lane. It costs nothing until it sends.</returns>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which.</exception>
    IBulkLane<Subscriber> ListSubscriptions(long listId, BulkListSubscriptionOptions? options = null);

    /// <summary>Removes users from a list, with <see cref="IListsClient.UnsubscribeFromListAsync" />.</summary>
    /// <param name="listId">The list.</param>
    /// <param name="options">How to send, and what holds for all users; the defaults when null. Copied.</param>
    /// <returns>The lane. It costs nothing until it sends.</returns>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which.</exception>
    IBulkLane<Unsubscriber> ListUnsubscriptions(long listId, BulkListUnsubscriptionOptions? options = null);

    /// <summary>Sets lists, channels and message types of users, with <see cref="IUsersClient.BulkUpdateSubscriptionsAsync" />.</summary>
    /// <param name="options">How to send; the defaults when null. Copied.</param>
    /// <returns>The lane. It costs nothing until it sends.</returns>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which.</exception>
    IBulkLane<UpdateSubscriptionsRequest> SubscriptionUpdates(BulkOptions? options = null);

    /// <summary>Creates, replaces or changes items of a catalog, with <see cref="ICatalogsClient.BulkUpdateCatalogItemsAsync" />.</summary>
    /// <remarks>The service carries such writes out later: an accepted item was taken, and is there after seconds up to minutes.</remarks>
    /// <param name="catalogName">The catalog.</param>
    /// <param name="options">How to send, and whether items are replaced as a whole; the defaults when null. Copied.</param>
    /// <returns>The lane. It costs nothing until it sends.</returns>
    /// <exception cref="ArgumentException">The name is empty, or an option cannot be right; the message says which.</exception>
    IBulkLane<BulkCatalogItem> CatalogItems(string catalogName, BulkCatalogItemOptions? options = null);

    /// <summary>Deletes items of a catalog by their ids, with <see cref="ICatalogsClient.BulkDeleteCatalogItemsAsync" />.</summary>
    /// <remarks>The service carries deletions out later, and does not tell which ids were unknown.</remarks>
    /// <param name="catalogName">The catalog.</param>
    /// <param name="options">How to send; the defaults when null. Copied.</param>
    /// <returns>The lane. It costs nothing until it sends.</returns>
    /// <exception cref="ArgumentException">The name is empty, or an option cannot be right; the message says which.</exception>
    IBulkLane<string> CatalogItemDeletions(string catalogName, BulkOptions? options = null);

    /// <summary>
    /// Tracks purchases, with <see cref="ICommerceClient.TrackPurchaseAsync" />: the service has no call for many, so each is a call of its own.
    /// </summary>
    /// <remarks>A purchase without a <see cref="PurchaseRequest.Id" /> is given one before it is first sent, in the caller's object, so that sending it again does not track it twice: one object stands for one of them.</remarks>
    /// <param name="options">How to send; the defaults when null. Copied. The limits of batches have no meaning here.</param>
    /// <returns>The lane. It costs nothing until it sends.</returns>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which.</exception>
    IBulkLane<PurchaseRequest> Purchases(BulkOptions? options = null);
}
