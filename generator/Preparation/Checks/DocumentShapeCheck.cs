using Iterable.Generator.Diagnostics;
using Iterable.Generator.JsonPaths;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Checks;

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
        foreach (var path in Mappings(Require<JObject>(document, "paths")))
            PathItem(path);
        foreach (var section in Mappings(Optional<JObject>(document, "components")))
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
        Parameters(operation);
        if (Optional<JObject>(operation, "requestBody") is { } body)
            Content(body);
        foreach (var response in Mappings(Require<JObject>(operation, "responses")))
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
        Optional<JArray>(schema, "required");
    }

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

    private IEnumerable<JObject> Mappings(JContainer? container)
    {
        foreach (var child in container?.ChildValues().ToList() ?? [])
        {
            if (child is JObject mapping)
                yield return mapping;
            else if (!IsExtension(child))
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
