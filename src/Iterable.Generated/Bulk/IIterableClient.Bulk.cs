namespace Iterable.Generated;

/// <content>Many records at once.</content>
public partial interface IIterableClient
{
    /// <summary>Many records in, one outcome for each record out: users, events, list members, subscriptions, catalog items, purchases.</summary>
    IBulkClient Bulk { get; }
}

/// <content>Many records at once.</content>
public sealed partial class IterableClient
{
    private BulkClient? _bulk;

    /// <inheritdoc />
    public IBulkClient Bulk => _bulk ??= new BulkClient(_invoker);
}
