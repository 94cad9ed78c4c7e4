namespace Iterable.Generated;

// Which lists name failures, and why, is said in the specifications; here it is said where the counters are.

/// <content>Its counters and lists are those of a bulk call.</content>
public sealed partial class UserBulkUpdateListResponse : IBulkAnswer
{
    IFailureLists? IBulkAnswer.FailedUpdates => FailedUpdates;
}

/// <content>Its counters and lists are those of a bulk call.</content>
public sealed partial class BulkTrackResponse : IBulkAnswer
{
    IFailureLists? IBulkAnswer.FailedUpdates => FailedUpdates;
}

/// <content>Its counters and lists are those of a bulk call. It drops no fields, having none.</content>
public sealed partial class BulkUpdateSubscriptionsResponse : IBulkAnswer
{
    IList<string>? IBulkAnswer.FilteredOutFields => null;

    IFailureLists? IBulkAnswer.FailedUpdates => null;
}
