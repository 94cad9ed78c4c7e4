using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;
using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Shaping;

/// <summary>Gives path items the path to call (<c>x-iterable-path</c>) and leaves them where they stand in the document.</summary>
internal static class PathRenames
{
    public static void Apply(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var path in document.PathItems().ToList())
        {
            var item = (JObject)path.Value;
            if (item[Extension.Path] is not { } extension)
                continue;

            item.Remove(Extension.Path);
            if (extension is not JValue { Value: string newPath } || newPath == path.Name)
                continue;

            if (((JObject)document["paths"]!).Property(newPath) is { } taken)
            {
                diagnostics.Error(DiagnosticCode.NameConflict, $"{Extension.Path}: the path {newPath} exists already, at {taken.Value.Mark()}.", extension.Mark() ?? path.Mark());
                continue;
            }

            path.Value = new JObject();
            path.Replace(new JProperty(newPath, item).WithMark(path.Mark()));
        }
    }
}
