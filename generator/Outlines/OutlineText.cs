using System.Text;
using System.Text.RegularExpressions;

using Iterable.Generator.Shaping;

using Newtonsoft.Json;

namespace Iterable.Generator.Outlines;

/// <summary>Writes an outline as JSON in which a line is a thing: a member, a parameter, a value of a long list. What is small stays on one line.</summary>
internal static class OutlineText
{
    private const int Width = 140;

    // Their members are what changes between two versions; each has lines of its own however short it is.
    private static readonly HashSet<string> Opened = [.. Operations.Methods, "paths", "components", "schemas", "properties", "parameters", "requestBody", "responses"];

    /// <summary>The text, with line feeds and one at its end.</summary>
    public static string Write(JObject outline)
    {
        var text = new StringBuilder();
        Write(text, outline, "", "", isOpened: true);
        return text.Append('\n').ToString();
    }

    private static void Write(StringBuilder text, JToken token, string indent, string name, bool isOpened)
    {
        if (token is not JContainer { HasValues: true } container || (!isOpened && IsSmall(token, indent, name)))
        {
            text.Append(Compact(token));
            return;
        }

        var (begin, end) = token is JObject ? ('{', '}') : ('[', ']');
        text.Append(begin);
        var separator = "";
        foreach (var child in container.Children())
        {
            text.Append(separator).Append('\n').Append(indent).Append("  ");
            var key = (child as JProperty)?.Name ?? "";
            if (child is JProperty)
                text.Append(JsonConvert.ToString(key)).Append(": ");
            Write(text, (child as JProperty)?.Value ?? child, indent + "  ", key, Opened.Contains(key) && child is JProperty);
            separator = ",";
        }

        text.Append('\n').Append(indent).Append(end);
    }

    private static bool IsSmall(JToken token, string indent, string name) =>
        !ContainsOpened(token) && indent.Length + name.Length + Compact(token).Length <= Width;

    private static bool ContainsOpened(JToken token) =>
        token is JContainer container && container.Descendants().OfType<JProperty>().Any(member => Opened.Contains(member.Name) && member.Value is JContainer { HasValues: true });

    // One space after a colon and a comma, as the rest of the file has it.
    private static string Compact(JToken token) => token switch
    {
        JObject o => o.HasValues ? $"{{ {string.Join(", ", o.Properties().Select(member => $"{JsonConvert.ToString(member.Name)}: {Compact(member.Value)}"))} }}" : "{}",
        JArray a => $"[{string.Join(", ", a.Select(Compact))}]",
        _ => token.ToString(Formatting.None),
    };
}

/// <summary>Cuts names of schemas that OpenAPI 3 does not allow, as those with a remark in them; the references follow.</summary>
internal static partial class OutlineNames
{
    public static void Apply(JObject document)
    {
        var schemas = document.Component("schemas");
        var taken = schemas.Select(schema => schema.Name).ToHashSet();
        var names = new Dictionary<string, string>();
        foreach (var name in schemas.Select(schema => schema.Name).Where(name => !Allowed().IsMatch(name)))
        {
            var cut = Beginning().Match(name).Value;
            var allowed = cut.Length > 0 && !taken.Contains(cut) ? cut : Others().Replace(name, "_");
            while (!taken.Add(allowed))
                allowed += "_";
            names[name] = allowed;
        }

        Renames.OfSchemas(document, names, new DiagnosticBag());
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z")]
    private static partial Regex Allowed();

    [GeneratedRegex("^[A-Za-z0-9._-]*")]
    private static partial Regex Beginning();

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Others();
}
