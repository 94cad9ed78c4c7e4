using Iterable.Generator.Completeness;
using Iterable.Generator.Shaping;

namespace Iterable.Generator.Outlines;

/// <summary>
/// The structure of an API and nothing else: methods, paths, parameters, bodies, statuses, schemas, types of API key. No prose and no examples, and everything
/// in a fixed order, so that two outlines differ exactly where two versions of an API do. The outline is an OpenAPI document itself.
/// </summary>
internal static class Outline
{
    private const string Title = "An outline: names and types, no documentation";

    private static readonly string[] Facts =
    [
        "type", "format", "nullable", "deprecated", "readOnly", "writeOnly", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ];

    /// <summary>The outline of a document, which is changed on the way.</summary>
    public static JObject Of(JObject document)
    {
        DocumentShape.Unify(document);
        OutlineNames.Apply(document);

        var outline = new JObject
        {
            ["openapi"] = "3.0.4",
            ["info"] = new JObject { ["title"] = Title, ["version"] = (document["info"].Member("version") as JValue)?.ToString() ?? "" },
        };
        if (document["servers"] is JArray { Count: > 0 } servers)
            outline["servers"] = new JArray(servers.OfType<JObject>().Select(server => Keep(server, ("url", AsItIs))));
        outline["paths"] = Each(new JObject(document.PathItems()), PathItem);
        var components = Keep(document["components"] ?? new JObject(), ("parameters", Named(Parameter)), ("requestBodies", Named(RequestBody)), ("responses", Named(Response)), ("schemas", Named(Schema)));
        if (components.HasValues)
            outline["components"] = components;
        return outline;
    }

    private static JToken PathItem(JToken item) =>
        Keep(item, [("parameters", Parameters), .. Operations.Methods.Order(StringComparer.Ordinal).Select(method => (method, (Func<JToken, JToken?>)Operation))]);

    private static JToken? Operation(JToken operation)
    {
        if (operation is not JObject)
            return null;

        var outline = Keep(operation, ("tags", Sorted), ("deprecated", AsItIs), (KeyTypeGaps.Member, Sorted), ("parameters", Parameters), ("requestBody", RequestBody), ("responses", All(Response)));
        outline["responses"] ??= new JObject();
        return outline;
    }

    private static JToken? Parameters(JToken parameters) => parameters is not JArray { Count: > 0 } list ? null : new JArray(list.OfType<JObject>()
        .OrderBy(parameter => $"{parameter["$ref"]} {parameter["in"]} {parameter["name"]}", StringComparer.Ordinal)
        .Select(Parameter));

    private static JToken Parameter(JToken parameter) => Reference(parameter) ?? Keep(
        parameter, ("name", AsItIs), ("in", AsItIs), ("required", AsItIs), ("deprecated", AsItIs), ("style", AsItIs), ("explode", AsItIs), ("schema", Schema), ("content", All(Media)));

    private static JToken RequestBody(JToken body) => Reference(body) ?? Keep(body, ("required", AsItIs), ("content", All(Media)));

    private static JToken Response(JToken response) => Reference(response) ?? Keep(response, ("headers", All(Parameter)), ("content", All(Media)));

    private static JToken Media(JToken media) => Keep(media, ("schema", Schema));

    private static JToken Schema(JToken schema) => schema is not JObject ? schema.DeepClone() : Reference(schema) ?? Keep(schema,
    [
        .. Facts.Select(fact => (fact, AsItIs)),
        ("enum", Sorted),
        ("default", value => IsFact(value, schema["enum"] as JArray) ? value.DeepClone() : null),
        ("required", list => list is JArray { Count: > 0 } ? Sorted(list) : null),
        .. new[] { "items", "additionalProperties", "not" }.Select(key => (key, (Func<JToken, JToken?>)Schema)),
        .. new[] { "allOf", "anyOf", "oneOf" }.Select(key => (key, (Func<JToken, JToken?>)Parts)),
        ("properties", properties => properties is JObject members ? Each(members, Schema) : null),
    ]);

    private static JToken? Parts(JToken parts) => parts is JArray list ? new JArray(list.Select(Schema)) : null;

    // Anything else may be a sentence about what happens without a value.
    private static bool IsFact(JToken value, JArray? values) =>
        value.Type is JTokenType.Integer or JTokenType.Float or JTokenType.Boolean || values?.Any(known => JToken.DeepEquals(known, value)) is true;

    private static readonly Func<JToken, JToken?> AsItIs = token => token.DeepClone();

    private static JToken? Sorted(JToken values) =>
        values is JArray list ? new JArray(list.OrderBy(value => value.ToString(), StringComparer.Ordinal).Select(value => value.DeepClone())) : null;

    private static JToken? Reference(JToken token) => token.Member("$ref") is { } reference ? new JObject { ["$ref"] = reference.DeepClone() } : null;

    // The members that are kept, in this order; null leaves one out.
    private static JObject Keep(JToken from, params (string Name, Func<JToken, JToken?> Copy)[] members)
    {
        var outline = new JObject();
        foreach (var (name, copy) in members)
        {
            if (from.Member(name) is { } value && copy(value) is { } kept)
                outline[name] = kept;
        }

        return outline;
    }

    private static Func<JToken, JToken?> Named(Func<JToken, JToken> outline) => token => token is JObject { HasValues: true } members ? Each(members, outline) : null;

    // Below names, which come in their order; an extension is no name of the API.
    private static Func<JToken, JToken?> All(Func<JToken, JToken> outline) => token =>
        token is JObject members ? Each(new JObject(members.Properties().Where(member => !Extension.IsExtension(member.Name))), outline) : null;

    private static JObject Each(JObject members, Func<JToken, JToken> outline) =>
        new(members.Properties().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => new JProperty(member.Name, outline(member.Value))));
}
