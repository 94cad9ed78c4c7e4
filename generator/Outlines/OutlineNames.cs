using System.Text.RegularExpressions;

using Iterable.Generator.Shaping;

namespace Iterable.Generator.Outlines;

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
