using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Reading;

/// <summary>A parameter of an operation: an argument of its method.</summary>
internal sealed class ParameterView(ApiDocument document, JObject definition)
{
    public string Name { get; } = definition.Text("name") ?? "";

    /// <summary>Where it travels: path, query, header or cookie.</summary>
    public string In { get; } = definition.Text("in") ?? "";

    public bool IsRequired => In is "path" || definition.IsTrue("required");

    /// <summary>The name of the argument.</summary>
    public string Argument => definition.Text("x-originalName") ?? definition.Text(Extension.Name) ?? Camel(CSharpNames.Pascal(Name));

    public bool IsDeprecated => definition.IsTrue("deprecated") || definition.ContainsKey(Extension.Deprecated);

    public SchemaView Schema { get; } = new(document, definition["schema"] as JObject ?? definition["content"].Objects().FirstOrDefault().Value?["schema"] as JObject ?? []);

    /// <summary>How a list or an object travels.</summary>
    public string Style
    {
        get
        {
            if (definition["x-collectionFormat"] is { } other)
                return other.ToString();

            var style = definition.Text("style") ?? (In is "query" or "cookie" ? "form" : "simple");
            var isExploded = definition["explode"] is JValue { Value: bool explode } ? explode : style is "form";
            return isExploded ? $"{style}, each value by itself" : style;
        }
    }

    private static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
