using Iterable.Generator.Preparation;

namespace Iterable.Generated.Tests.Wire;

/// <summary>
/// The specifications, vendored files plus overlays, read from their YAML: what the wire tests hold the client to. The code that
/// was generated from them is never asked.
/// </summary>
internal static class SpecDocument
{
    private static readonly Lazy<JObject> Prepared = new(() => SpecPreparation.Prepare(Repository.Specs).Document);

    public static JObject Root => Prepared.Value;

    public static IReadOnlyList<SpecOperation> Operations { get; } =
    [
        .. from path in ((JObject)Root["paths"]!).Properties()
           from method in ((JObject)path.Value).Properties()
           where method.Value["operationId"] is not null
           select new SpecOperation(path.Name, method.Name, (JObject)method.Value),
    ];

    /// <summary>Follows <c>$ref</c>, and an <c>allOf</c> around a single one.</summary>
    public static JObject Resolve(JToken schema)
    {
        while (true)
        {
            if ((string?)schema["$ref"] is { } reference)
                schema = Root.SelectToken(reference[2..].Replace('/', '.'), errorWhenNoMatch: true)!;
            else if (schema["allOf"] is JArray { Count: 1 } all)
                schema = all[0];
            else
                return (JObject)schema;
        }
    }

    /// <summary>The extension or keyword where it stands: beside an <c>allOf</c>, or in what that refers to.</summary>
    public static string? Fact(JToken schema, string name) => (string?)schema[name] ?? (string?)Resolve(schema)[name];

    /// <summary>Whether a schema lets anything pass: any object, or any JSON at all.</summary>
    public static bool IsFreeForm(JToken schema) => (string?)schema["$ref"] is "#/components/schemas/JObject"
        || schema.Children<JProperty>().All(keyword => keyword.Name == "description")
        || (schema["allOf"] is JArray { Count: 1 } all && IsFreeForm(all[0]));
}
