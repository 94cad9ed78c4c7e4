namespace Iterable.Generated;

/// <summary>What is known of an operation that takes many records in one call.</summary>
internal sealed class BulkFacts(string records, int? maxRecords = null, int? maxRecordBytes = null, bool exactIds = false)
{
    /// <summary>The member of the body that holds the records.</summary>
    public string Records { get; } = records;

    /// <summary>The most records of a call, where the service says so.</summary>
    public int? MaxRecords { get; } = maxRecords;

    /// <summary>The most bytes of a record, where the service says so.</summary>
    public int? MaxRecordBytes { get; } = maxRecordBytes;

    /// <summary>Whether ids that differ in case are different; the service compares others without case.</summary>
    public bool ExactIds { get; } = exactIds;
}
