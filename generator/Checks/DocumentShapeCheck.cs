using Iterable.Generator.JsonPaths;

namespace Iterable.Generator.Checks;

/// <summary>Checks that mappings and lists stand where OpenAPI wants them, so that the steps after it need not.</summary>
internal sealed class DocumentShapeCheck
{
    private readonly DiagnosticBag _diagnostics;
    private bool _isWellFormed = true;

    private DocumentShapeCheck(DiagnosticBag diagnostics) => _diagnostics = diagnostics;

    public static bool IsWellFormed(JObject document, DiagnosticBag diagnostics)
    {
        var check = new DocumentShapeCheck(diagnostics);
        check.Document(document);
        foreach (var site in document.AllSchemas())
            check.Schema(site.Schema);
        return check._isWellFormed;
    }

    private void Document(JObject document)
    {
        if (Require<JObject>(document, "info") is { } info && info["title"] is not JValue { Value: string })
            Report(info, "'title' must be text");
        foreach (var path in Mappings(Require<JObject>(document, "paths"), isExtensible: true))
            PathItem(path);
        foreach (var section in Mappings(Optional<JObject>(document, "components"), isExtensible: true))
            Components(section);
        foreach (var tag in Mappings(Optional<JArray>(document, "tags")))
        {
            if (tag["name"] is not JValue { Value: string })
                Report(tag, "'name' must be text");
        }
    }

    private void Components(JObject section)
    {
        foreach (var component in Mappings(section))
        {
            if (((JProperty)section.Parent!).Name is "responses" or "requestBodies" or "parameters")
                Content(component);
        }
    }

    private void PathItem(JObject path)
    {
        Parameters(path);
        foreach (var method in Operations.Methods)
        {
            if (Optional<JObject>(path, method) is { } operation)
                Operation(operation);
        }
    }

    private void Operation(JObject operation)
    {
        Scalars(operation, "true or false", IsTruth, "deprecated");
        Parameters(operation);
        if (Optional<JObject>(operation, "requestBody") is { } body)
            Content(body);
        foreach (var response in Mappings(Require<JObject>(operation, "responses"), isExtensible: true))
            Content(response);
        foreach (var tag in Optional<JArray>(operation, "tags") ?? [])
        {
            if (tag.Type is not JTokenType.String)
                Report(tag, "a tag must be text");
        }
    }

    private void Parameters(JObject holder)
    {
        foreach (var parameter in Mappings(Optional<JArray>(holder, "parameters")))
        {
            Content(parameter);
            if (!parameter.ContainsKey("$ref") && (parameter["name"] is not JValue { Value: string } || parameter["in"] is not JValue { Value: string }))
                Report(parameter, "a parameter must have a 'name' and an 'in'");
        }
    }

    private void Content(JObject holder)
    {
        Scalars(holder, "true or false", IsTruth, "required", "deprecated", "allowEmptyValue", "allowReserved", "explode");
        Optional<JObject>(holder, "schema");
        foreach (var media in Mappings(Optional<JObject>(holder, "content")))
            Optional<JObject>(media, "schema");
        foreach (var header in Mappings(Optional<JObject>(holder, "headers")))
            Optional<JObject>(header, "schema");
    }

    private void Schema(JObject schema)
    {
        _ = Mappings(Optional<JObject>(schema, "properties")).ToList();
        Optional<JObject>(schema, "items");
        if (schema["additionalProperties"] is not JValue { Type: JTokenType.Boolean })
            Optional<JObject>(schema, "additionalProperties");
        foreach (var key in new[] { "allOf", "anyOf", "oneOf" })
            _ = Mappings(Optional<JArray>(schema, key)).ToList();
        Optional<JObject>(schema, "not");
        Optional<JArray>(schema, "enum");
        foreach (var name in Optional<JArray>(schema, "required") ?? [])
        {
            if (name.Type is not JTokenType.String)
                Report(name, "the name of a member must be text");
        }

        Scalars(schema, "true or false", IsTruth, "nullable", "deprecated", "readOnly", "writeOnly", "uniqueItems");
        Scalars(schema, "a number", IsNumber, "minimum", "maximum", "multipleOf");
        Scalars(schema, "a number, or true or false", value => IsNumber(value) || IsTruth(value), "exclusiveMinimum", "exclusiveMaximum");
        Scalars(schema, "a whole number", value => value.Type is JTokenType.Integer, "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");
    }

    private void Scalars(JObject holder, string form, Func<JToken, bool> hasForm, params string[] names)
    {
        foreach (var name in names)
        {
            if (holder[name] is { } value && !hasForm(value))
                Report(value, $"'{name}' must be {form}");
        }
    }

    private static bool IsTruth(JToken value) => value.Type is JTokenType.Boolean;

    private static bool IsNumber(JToken value) => value.Type is JTokenType.Integer or JTokenType.Float;

    private T? Require<T>(JObject holder, string name)
        where T : JContainer
    {
        if (!holder.ContainsKey(name))
            Report(holder, $"'{name}' is missing");
        return Optional<T>(holder, name);
    }

    private T? Optional<T>(JObject holder, string name)
        where T : JContainer
    {
        if (holder[name] is not { } token || token is T)
            return holder[name] as T;

        Report(token, typeof(T) == typeof(JArray) ? "this must be a list" : "this must be a mapping");
        return null;
    }

    // Where names are those of the API, one that begins with x- is a name like any other.
    private IEnumerable<JObject> Mappings(JContainer? container, bool isExtensible = false)
    {
        foreach (var child in (container is null ? [] : JsonPath.Children(container)).ToList())
        {
            if (child is JObject mapping)
                yield return mapping;
            else if (!isExtensible || !IsExtension(child))
                Report(child, "this must be a mapping");
        }
    }

    private static bool IsExtension(JToken child) => child.Parent is JProperty member && member.Name.StartsWith("x-", StringComparison.Ordinal);

    private void Report(JToken at, string problem)
    {
        _isWellFormed = false;
        _diagnostics.Error(DiagnosticCode.InvalidDocument, $"This document is malformed: {problem} (at {JsonPathText.Of(at)}).", at);
    }
}
