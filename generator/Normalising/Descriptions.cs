namespace Iterable.Generator.Normalising;

/// <summary>Descriptions become the documentation of the C# API. What has none is listed, and gets a text so that no summary is empty.</summary>
internal static class Descriptions
{
    public static void Apply(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var tag in document.Tags())
            Require(tag, "description", $"The tag {tag["name"]}", Fallback.For($"{tag["name"]}", "operations"), diagnostics);
        foreach (var operation in document.AllOperations())
            Describe(document, operation, diagnostics);
        foreach (var parameter in document.AllParameterEntries().Where(parameter => !parameter.ContainsKey("$ref")))
            Require(parameter, "description", $"The parameter `{parameter["name"]}`{OwnerOf(parameter)}", Fallback.For($"{parameter["name"]}", "parameter"), diagnostics);
        foreach (var site in document.AllSchemas())
            Describe(site, diagnostics);
    }

    private static void Describe(JObject document, Operation operation, DiagnosticBag diagnostics)
    {
        var name = $"The operation {operation.Name}";
        Require(operation.Definition, "summary", name, Fallback.For(operation.Name, "operation"), diagnostics);
        operation.Definition["description"] = $"{operation.Definition.Text("description")?.Trim()} {FactWords.Sentences(operation)}".TrimStart();

        if (document.Target(operation.Definition["requestBody"]) is { } body && IsEmpty(body["description"]))
            body["description"] = "The body of the request.";
        foreach (var response in ((operation.Definition["responses"] as JObject)?.Properties() ?? []).Where(response => response.Name.StartsWith('2')))
        {
            if (document.Target(response.Value) is not { } target)
                continue;

            Require(target, "description", $"The {response.Name} response of {operation.Name}", Fallback.For(operation.Name, "response"), diagnostics);
            if (target.Member("content")?["text/csv"] is not null)
                target["description"] = $"{target.Text("description")?.Trim()} {FactWords.ReadingCsv}";
        }
    }

    private static void Describe(SchemaSite site, DiagnosticBag diagnostics)
    {
        if (site.Role is SchemaRole.Property)
        {
            Require(site.Schema, "description", site.Description, Fallback.For(site.Name, "member"), diagnostics);
            if (FactWords.Limits(site.Schema) is { Length: > 0 } limits)
                site.Schema["description"] = $"{site.Schema.Text("description")?.Trim()} {limits}";
        }
        else if (site.Role is SchemaRole.Component && SchemaShape.IsType(site.Name, site.Schema))
            Require(site.Schema, "description", site.Description, Fallback.For(site.Name, "model"), diagnostics);
    }

    private static void Require(JObject holder, string key, string name, string fallback, DiagnosticBag diagnostics)
    {
        if (!IsEmpty(holder[key]))
            return;

        diagnostics.Warning(DiagnosticCode.MissingDescription, $"{name} has no {key}.", holder);
        holder[key] = fallback;
    }

    private static bool IsEmpty(JToken? text) => text is not JValue { Value: string value } || string.IsNullOrWhiteSpace(value);

    private static string OwnerOf(JObject parameter) =>
        parameter.Parent?.Parent?.Parent is JObject holder && holder["operationId"] is { } id ? $" of {id}" : "";
}

/// <summary>What stands in the documentation of C# where the specification says nothing: true, and not empty.</summary>
internal static class Fallback
{
    /// <summary>For example: The `email` member of the Iterable API; its specification gives no description.</summary>
    public static string For(string name, string kind) => $"The `{name}` {kind} of the Iterable API; its specification gives no description.";
}
