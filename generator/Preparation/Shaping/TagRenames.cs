using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Shaping;

/// <summary>Gives tags the names of their clients (<c>x-iterable-name</c>); the tags of the operations follow.</summary>
internal static class TagRenames
{
    public static void Apply(JObject document, DiagnosticBag diagnostics)
    {
        var names = new Dictionary<string, string>();
        foreach (var tag in (document["tags"] as JArray)?.OfType<JObject>() ?? [])
        {
            if (tag[Extension.Name] is not { } extension)
                continue;

            tag.Remove(Extension.Name);
            if (extension is JValue { Value: string name } && tag["name"] is JValue { Value: string old })
            {
                names[old] = name;
                tag["name"] = name;
            }
        }

        foreach (var reference in document.AllOperations().SelectMany(operation => operation.Definition["tags"] as JArray ?? []).OfType<JValue>())
        {
            if (reference.Value is string old && names.TryGetValue(old, out var name))
                reference.Value = name;
        }

        foreach (var twice in ((document["tags"] as JArray)?.OfType<JObject>() ?? []).GroupBy(tag => tag.Text("name")).Where(group => group.Count() > 1))
            diagnostics.Error(DiagnosticCode.NameConflict, $"The tag {twice.Key} is declared twice.", twice.Last());
    }
}
