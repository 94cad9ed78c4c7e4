using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json;

namespace Iterable.Generated;

/// <content>The ids, which the service has put into its message only.</content>
public sealed partial class UpsertTemplateResponse
{
    private static readonly Regex Ids = new(@"\bIDs?: *(\d+(?:, *\d+)*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>
    /// The ids of the templates that were created or updated, read from the message, which ends with them (observed:
    /// <c>Upserted 1 templates with IDs: 26219806</c>); empty when the message names none.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<long> TemplateIds =>
    [
        .. from id in Ids.Match(Msg ?? "").Groups[1].Value.Split(',')
           where long.TryParse(id, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out _)
           select long.Parse(id, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture),
    ];
}
