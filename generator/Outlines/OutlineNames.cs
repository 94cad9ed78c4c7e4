using System.Text.RegularExpressions;

using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Outlines;

/// <summary>Cuts names of schemas that OpenAPI 3 does not allow, as those with a remark in them; the references follow.</summary>
internal static partial class OutlineNames
{
    public static void Apply(JObject document)
    {
        var schemas = document.Component("schemas");
        var taken = schemas.Select(schema => schema.Name).ToHashSet();
        var names = new Dictionary<string, string>();
        foreach (var schema in schemas.Where(schema => !Allowed().IsMatch(schema.Name)))
        {
            var cut = Beginning().Match(schema.Name).Value;
            var name = cut.Length > 0 && taken.Add(cut) ? cut : Others().Replace(schema.Name, "_");
            names[schema.Name] = name;
            schema.Replace(new JProperty(name, schema.Value));
        }

        foreach (var reference in names.Count == 0 ? [] : document.AllReferences().ToList())
            Follow(reference, names);
    }

    private static void Follow(JProperty reference, Dictionary<string, string> names)
    {
        var prefix = References.Pointer("schemas", "");
        var text = (string)reference.Value!;
        if (text.StartsWith(prefix, StringComparison.Ordinal) && names.TryGetValue(Uri.UnescapeDataString(text[prefix.Length..]).Replace("~1", "/").Replace("~0", "~"), out var name))
            ((JValue)reference.Value).Value = References.Pointer("schemas", name);
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z")]
    private static partial Regex Allowed();

    [GeneratedRegex("^[A-Za-z0-9._-]*")]
    private static partial Regex Beginning();

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Others();
}
