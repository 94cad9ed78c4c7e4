namespace Iterable.Generated;

/// <summary>A record the service keeps under its id: sent a second time with the same id, it is updated and not added.</summary>
internal interface IIdentifiedRecord
{
    string? Id { get; set; }
}

/// <summary>A body that holds several such records.</summary>
internal interface IIdentifiedRecords
{
    IEnumerable<IIdentifiedRecord?> Records { get; }
}
