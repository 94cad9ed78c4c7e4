namespace Iterable.Generated;

/// <summary>Part of the answer to a bulk call, with lists of values that name the records which failed.</summary>
internal interface IFailureLists
{
    void AddTo(NamedFailures failures);
}

/// <summary>The answer to a bulk call.</summary>
internal interface IBulkAnswer : IFailureLists
{
    long? SuccessCount { get; }

    long? FailCount { get; }

    /// <summary>Fields that were dropped from all records.</summary>
    IList<string>? FilteredOutFields { get; }

    /// <summary>The lists that stand apart from the answer's own.</summary>
    IFailureLists? FailedUpdates { get; }
}
