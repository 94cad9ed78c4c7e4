using Iterable.Generator.OpenApi;
using Iterable.Generator.Preparation.Shaping;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Outlines;

/// <summary>
/// The structure of an API and nothing else: methods, paths, parameters, bodies, statuses, schemas. No prose and no examples, and everything
/// in a fixed order, so that two outlines differ exactly where two versions of an API do. The outline is an OpenAPI document itself.
/// </summary>
internal static class Outline
{
    private const string Title = "An outline: names and types, no documentation";

    /// <summary>The outline of a document, which is changed on the way.</summary>
    public static JObject Of(JObject document)
    {
        NullableForms.Convert(document);
        KeywordForms.Convert(document);
        OutlineNames.Apply(document);

        var outline = new JObject
        {
            ["openapi"] = "3.0.4",
            ["info"] = new JObject { ["title"] = Title, ["version"] = (document["info"]?["version"] as JValue)?.ToString() ?? "" },
        };
        if (document["servers"] is JArray { Count: > 0 } servers)
            outline["servers"] = new JArray(servers.OfType<JObject>().Select(server => new JObject { ["url"] = server["url"]?.DeepClone() }));
        outline["paths"] = new JObject(document.PathItems().OrderBy(path => path.Name, StringComparer.Ordinal).Select(path => new JProperty(path.Name, OutlineOperations.PathItem((JObject)path.Value))));
        if (Components(document) is { HasValues: true } components)
            outline["components"] = components;
        return outline;
    }

    private static JObject Components(JObject document)
    {
        var components = new JObject();
        foreach (var (section, convert) in Sections)
        {
            var members = document.Component(section).OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
            if (members.Count > 0)
                components[section] = new JObject(members.Select(member => new JProperty(member.Name, convert(member.Value))));
        }

        return components;
    }

    private static readonly (string Name, Func<JToken, JToken> Convert)[] Sections =
    [
        ("parameters", OutlineOperations.Parameter),
        ("requestBodies", OutlineOperations.RequestBody),
        ("responses", OutlineOperations.Response),
        ("schemas", OutlineSchemas.Schema),
    ];
}
