using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <content>What is told about records in bulk.</content>
internal sealed partial class CallTelemetry
{
    /// <summary>Whether anybody wants to know what became of a whole batch.</summary>
    public bool ObservesBatches(Activity? activity) => activity is not null || (logger is not null && LogsBatches);

    private bool LogsBatches => logger!.IsEnabled(LogLevel.Information);

    public Activity? StartBatch(IterableOperation operation, int records, int bytes)
    {
        var activity = Instruments.Source.StartQuietly($"{operation.Id} batch", ActivityKind.Internal);
        if (activity is { IsAllDataRequested: true })
        {
            foreach (var tag in CallTags(operation))
                activity.SetTag(tag.Key, tag.Value);
            activity.SetTag(TelemetryTags.BulkRecords, records);
            activity.SetTag(TelemetryTags.BulkBytes, bytes);
        }

        return activity;
    }

    /// <summary>All records of a batch have their outcome.</summary>
    public void EndBatch(IterableOperation operation, Activity? activity, BatchReport report, TimeSpan duration)
    {
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(TelemetryTags.BulkCalls, report.Calls);
            activity.SetTag(TelemetryTags.BulkAccepted, report.Accepted);
            activity.SetTag(TelemetryTags.BulkRefused, report.Refused);
            activity.SetTag(TelemetryTags.BulkNotSent, report.NotSent);
            if (report.NotSent > 0)
                activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.StopQuietly();
        if (logger is null)
            return;

        if (report.NotSent > 0)
            logger.BatchNotSent(operation.Id, report.NotSent, report.Records, report.Accepted, report.Refused, report.Calls, duration.TotalMilliseconds, client, _dataCenter);
        else if (report.Refused > 0)
            logger.BatchRefused(operation.Id, report.Refused, report.Records, report.Calls, duration.TotalMilliseconds, client, _dataCenter);
        else
            logger.BatchAccepted(operation.Id, report.Records, report.Calls, duration.TotalMilliseconds, client, _dataCenter);
    }

    /// <summary>A call of a batch goes out.</summary>
    public void BatchSent(IterableOperation operation, int records, int bytes)
    {
        if (Instruments.Bulk.BatchRecords is { Enabled: true })
            Instruments.Bulk.BatchRecords.RecordQuietly(records, CallTags(operation));
        if (Instruments.Bulk.BatchBytes is { Enabled: true })
            Instruments.Bulk.BatchBytes.RecordQuietly(bytes, CallTags(operation));
    }

    /// <summary>A batch goes out again in halves.</summary>
    public void BatchHalved(IterableOperation operation, int records)
    {
        if (Instruments.Bulk.Halvings is { Enabled: true })
            Instruments.Bulk.Halvings.AddQuietly(1, CallTags(operation));
        logger?.BatchHalved(operation.Id, records, client, _dataCenter);
    }

    /// <summary>Records have their outcome.</summary>
    public void Outcomes(IterableOperation operation, string kind, string reason, int records)
    {
        if (Instruments.Bulk.Outcomes is not { Enabled: true })
            return;

        var tags = CallTags(operation);
        tags.Add(TelemetryTags.BulkOutcome, kind);
        if (reason.Length > 0)
            tags.Add(TelemetryTags.BulkReason, reason);
        Instruments.Bulk.Outcomes.AddQuietly(records, tags);
    }

    /// <summary>The oldest record of a batch has its outcome.</summary>
    public void RecordAge(IterableOperation operation, TimeSpan age)
    {
        if (Instruments.Bulk.RecordAge is { Enabled: true })
            Instruments.Bulk.RecordAge.RecordQuietly(age.TotalSeconds, CallTags(operation));
    }
}
