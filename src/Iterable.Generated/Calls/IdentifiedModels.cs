namespace Iterable.Generated;

// What makes a call of an operation that is safe to repeat "with an id" safe: its body says which records it holds.

/// <content>Kept by the service under <see cref="Id" />.</content>
public sealed partial class TrackEventRequest : IIdentifiedRecord;

/// <content>Kept by the service under <see cref="Id" />.</content>
public sealed partial class PurchaseRequest : IIdentifiedRecord;

/// <content>Each event is kept by the service under its own id.</content>
public sealed partial class BulkTrackRequest : IIdentifiedRecords
{
    IEnumerable<IIdentifiedRecord?> IIdentifiedRecords.Records => Events;
}
