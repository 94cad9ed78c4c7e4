namespace Iterable.Generated;

/// <summary>What an export cannot be asked for. The texts name members, never values of theirs.</summary>
internal static class ExportQueryRules
{
    /// <summary>The rule that a query breaks, or <see langword="null" />.</summary>
    public static string? Broken(ExportQuery query)
    {
        var range = query.Range is { Value.Length: > 0 };
        return query switch
        {
            { DataType.Value.Length: 0 } => "An export needs a DataType.",
            { Start: not null } or { End: not null } when range => "An export has a Range or a window from Start to End, not both.",
            { Start: null, End: null } when !range => "An export needs a Range, or a window from Start to End: without either the service would export the current day only.",
            { Start: null, End: not null } or { Start: not null, End: null } => "A window needs both Start and End.",
            { Start: { } start, End: { } end } when ExportQuery.WholeSeconds(start) >= ExportQuery.WholeSeconds(end) =>
                "The End of a window is exclusive and has to be at least a second after its Start.",
            { CampaignId: <= 0 } => "A CampaignId is a positive number.",
            { Format: not (ExportFormat.Ndjson or ExportFormat.Csv) } => "The Format is none that an export can have.",
            { Delimiter: not null, Format: not ExportFormat.Csv } => "Only CSV has a Delimiter.",
            { Delimiter: { } delimiter } when !CanSeparate(delimiter) =>
                "A Delimiter is an ASCII character that is no quote, letter, digit or line end.",
            _ => BrokenByFields(query.OnlyFields, query.OmitFields),
        };
    }

    public static bool CanSeparate(char delimiter) =>
        delimiter is '\t' or (>= ' ' and <= '~') and not '"' && !char.IsLetterOrDigit(delimiter);

    private static string? BrokenByFields(IList<string> only, IList<string> omit) =>
        only.Concat(omit).Any(string.IsNullOrWhiteSpace) ? "The name of a field cannot be null or blank."
        : omit.Any(name => name.IndexOf(',') >= 0) ? "A name in OmitFields cannot hold a comma: the names travel separated by commas."
        : only.Intersect(omit, StringComparer.Ordinal).Any() ? "A field cannot be both in OnlyFields and in OmitFields."
        : null;
}
