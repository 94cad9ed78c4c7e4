using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// Renders the plainest of Handlebars: <c>{{name}}</c> and <c>[[name]]</c>, with dots into nested fields. A field that is not there is
/// rendered as nothing; every other expression stays as it is, and nothing is escaped.
/// </summary>
internal static partial class TemplateHtml
{
    /// <summary>Renders a template.</summary>
    /// <param name="html">The template.</param>
    /// <param name="fields">What stands for <c>{{name}}</c>.</param>
    /// <param name="feed">What data feeds bring: for <c>[[name]]</c>, or behind the fields.</param>
    /// <param name="mergesFeed">Whether the feed stands behind the fields.</param>
    public static string Render(string html, JObject fields, JObject feed, bool mergesFeed)
    {
        var rendered = Field().Replace(html, match =>
        {
            var path = match.Groups[1].Value;
            return Text(fields.SelectToken(path) ?? (mergesFeed ? feed.SelectToken(path) : null));
        });
        return mergesFeed ? rendered : FeedField().Replace(rendered, match => Text(feed.SelectToken(match.Groups[1].Value)));
    }

    private static string Text(JToken? value) => value switch
    {
        null or { Type: JTokenType.Null } => "",
        { Type: JTokenType.String } => (string)value!,
        _ => value.ToString(Formatting.None),
    };

    [GeneratedRegex(@"\{\{\s*([A-Za-z_]\w*(?:\.\w+)*)\s*\}\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"\[\[\s*([A-Za-z_]\w*(?:\.\w+)*)\s*\]\]")]
    private static partial Regex FeedField();
}
