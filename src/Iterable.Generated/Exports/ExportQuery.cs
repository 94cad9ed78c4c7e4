namespace Iterable.Generated;

/// <summary>What to export: a kind of data, and a range or a window of time.</summary>
/// <remarks>
/// A query that contradicts itself is refused with an <see cref="ArgumentException" /> before anything is sent. It is read when a
/// call is made; later changes do not matter to that call.
/// </remarks>
/// <example>
/// <code>
/// var query = new ExportQuery(ExportDataType.EmailSend)
/// {
///     Start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
///     End = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero),
/// };
/// </code>
/// </example>
public sealed class ExportQuery
{
    /// <summary>Begins a query.</summary>
    /// <param name="dataType">The kind of data, one that is listed or any other name.</param>
    public ExportQuery(ExportDataType dataType) => DataType = dataType;

    /// <summary>The kind of data.</summary>
    public ExportDataType DataType { get; set; }

    /// <summary>A window by name, in days of UTC.</summary>
    /// <value>The default is <see langword="null" />: <see cref="Start" /> and <see cref="End" /> say it.</value>
    public ExportRange? Range { get; set; }

    /// <summary>
    /// The start of the window, inclusive. For users it is compared with the time of the profile's last update. It travels in
    /// UTC and whole seconds; a fraction is cut off.
    /// </summary>
    /// <value>The default is <see langword="null" />: <see cref="Range" /> says it.</value>
    public DateTimeOffset? Start { get; set; }

    /// <summary>
    /// The end of the window, exclusive, so that windows that meet neither repeat nor lose a record. It travels in UTC and whole
    /// seconds; a fraction is cut off. Records can appear minutes after the time they carry: an end that is close to now misses those.
    /// </summary>
    /// <value>The default is <see langword="null" />: <see cref="Range" /> says it.</value>
    public DateTimeOffset? End { get; set; }

    /// <summary>Names of the only fields to export. To a job they travel separated by commas, so a name that has one is refused there.</summary>
    /// <value>The default is empty: all of them.</value>
    public IList<string> OnlyFields { get; private set; } = new List<string>();

    /// <summary>Names of fields to leave out. They travel separated by commas, so a name that has one is refused.</summary>
    /// <value>The default is empty: none.</value>
    public IList<string> OmitFields { get; private set; } = new List<string>();

    /// <summary>The id of the only campaign to export data of.</summary>
    /// <value>The default is <see langword="null" />: all campaigns.</value>
    public long? CampaignId { get; set; }

    /// <summary>The form in which the records travel. CSV is read as records where the package Iterable.Generated.Csv is installed, and downloaded without it.</summary>
    /// <value>The default is <see cref="ExportFormat.Ndjson" />.</value>
    public ExportFormat Format { get; set; }

    /// <summary>The separator of the columns of CSV: an ASCII character that is no quote, letter, digit or line end.</summary>
    /// <value>The default is <see langword="null" />: a comma. NDJSON has none.</value>
    public char? Delimiter { get; set; }

    /// <summary>The form in which its records come.</summary>
    internal RecordForm Form => RecordForm.Of(Format, Delimiter);

    /// <summary>A copy that checked out.</summary>
    internal ExportQuery Checked(string parameterName)
    {
        if (ExportQueryRules.Broken(this) is { } rule)
            throw new ArgumentException(rule, parameterName);

        return WithWindow(Start is { } start ? WholeSeconds(start) : null, End is { } end ? WholeSeconds(end) : null);
    }

    /// <summary>The same question about another window.</summary>
    internal ExportQuery WithWindow(DateTimeOffset? start, DateTimeOffset? end)
    {
        var copy = (ExportQuery)MemberwiseClone();
        copy.OnlyFields = OnlyFields.ToList();
        copy.OmitFields = OmitFields.ToList();
        copy.Start = start;
        copy.End = end;
        return copy;
    }

    internal static DateTimeOffset WholeSeconds(DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerSecond));
    }
}
