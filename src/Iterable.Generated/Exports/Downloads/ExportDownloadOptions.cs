namespace Iterable.Generated;

/// <summary>How an export is downloaded. Records that cannot be read are kept as they came; a handler is told about them.</summary>
public sealed class ExportDownloadOptions : ExportReadOptions
{
    /// <summary>Whether what is written is compressed with gzip. The name of the file is as given, with or without <c>.gz</c>.</summary>
    /// <value>The default is <see langword="false" />.</value>
    public bool Compress { get; set; }

    /// <summary>
    /// Whether each record of NDJSON is read while it arrives, for <see cref="ExportReadOptions.OnUnreadableRecord" /> to be told of those that cannot be. Without it the
    /// handler is told of none, and a line counts as a record unread: for a destination that reads them itself. A body that broke off is told from one that ended either way.
    /// </summary>
    /// <value>The default is <see langword="true" />.</value>
    public bool CheckRecords { get; set; } = true;

    /// <summary>Whether a file of that name is replaced. It is replaced when the download is whole, and kept when it fails.</summary>
    /// <value>The default is <see langword="false" />: there must be none.</value>
    public bool Overwrite { get; set; }
}
