namespace Iterable.Generated;

/// <summary>Where a record that cannot be read goes.</summary>
internal static class BadRecords
{
    /// <summary>Gives a record to the caller's handler, or ends the reading.</summary>
    public static void Refuse(UnreadableExportRecord record, ExportBody body, ExportReadOptions options)
    {
        if (options.OnUnreadableRecord is not { } handler)
            throw new UnreadableExportRecordException(record, body.RecordsRead, body.Details);

        handler(record);
    }
}
