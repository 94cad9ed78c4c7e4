namespace Iterable.Generated;

/// <summary>How an export is read. Copied when a read begins.</summary>
public class ExportReadOptions
{
    /// <summary>
    /// Takes each record that cannot be read, after which the reading goes on; throwing from here ends it. Called on the thread that
    /// reads, in the order of the records.
    /// </summary>
    /// <value>The default is <see langword="null" />: the reading ends with an <see cref="UnreadableExportRecordException" />.</value>
    public Action<UnreadableExportRecord>? OnUnreadableRecord { get; set; }

    /// <summary>
    /// How long the service may send nothing before the read is given up with an <see cref="ExportInterruptedException" />. Exports
    /// have been seen to stop for ever with their connection open, and to pause for minutes before they go on.
    /// </summary>
    /// <value>The default is 5 minutes. <see cref="Timeout.InfiniteTimeSpan" /> waits for ever.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The most bytes a record can have. The memory a read takes can grow to about three times as much.</summary>
    /// <value>The default is 16,777,216. A larger record ends the read with an <see cref="UnreadableExportRecordException" />.</value>
    public int MaxRecordSize { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// Whether CSV may end without a line end. A row that was cut off looks like a whole one, with a shorter last field and perhaps
    /// fewer fields, so the end of its line is the only sign that it is whole. NDJSON needs none: half an object is no object.
    /// </summary>
    /// <value>The default is <see langword="false" />: such a row ends the read with an <see cref="ExportInterruptedException" />.</value>
    public bool AcceptUnterminatedLastRow { get; set; }

    /// <summary>Told now and then how far the read has come, and once at its end.</summary>
    /// <value>The default is <see langword="null" />.</value>
    public IProgress<ExportProgress>? Progress { get; set; }

    /// <summary>What measures <see cref="IdleTimeout" /> and waits between attempts.</summary>
    /// <value>The default is <see cref="TimeProvider.System" />.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>A copy that checked out; the defaults for <see langword="null" />.</summary>
    internal static TOptions Checked<TOptions>(TOptions? options, string parameterName)
        where TOptions : ExportReadOptions, new()
    {
        var copy = (TOptions?)options?.MemberwiseClone() ?? new TOptions();
        if (copy.Broken() is { } rule)
            throw new ArgumentException(rule, parameterName);

        return copy;
    }

    internal virtual string? Broken() =>
        IdleTimeout <= TimeSpan.Zero && IdleTimeout != Timeout.InfiniteTimeSpan || IdleTimeout > TimeSpan.FromDays(24) ? "An IdleTimeout is more than zero and at most 24 days, or infinite."
        : MaxRecordSize is < 1024 or > 1024 * 1024 * 1024 ? "A MaxRecordSize is between 1,024 and 1,073,741,824."
        : TimeProvider is null ? "The TimeProvider cannot be null."
        : null;

    /// <summary>The same, with a handler in any case.</summary>
    internal ExportReadOptions Tolerating()
    {
        var copy = (ExportReadOptions)MemberwiseClone();
        copy.OnUnreadableRecord ??= static _ => { };
        return copy;
    }

    /// <summary>The same, without progress.</summary>
    internal ExportReadOptions Quietly()
    {
        var copy = (ExportReadOptions)MemberwiseClone();
        copy.Progress = null;
        return copy;
    }

    /// <summary>The same, with another handler in the place of the one there is, if there is one.</summary>
    internal ExportReadOptions Handing(Action<UnreadableExportRecord> handler)
    {
        var copy = (ExportReadOptions)MemberwiseClone();
        copy.OnUnreadableRecord = OnUnreadableRecord is null ? null : handler;
        return copy;
    }

    /// <summary>The same, for a reading that only finds out whether records can be read.</summary>
    internal ExportReadOptions PassingOver() => Handing(static _ => { });
}
