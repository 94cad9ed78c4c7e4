using System.Text.RegularExpressions;

using Microsoft.OpenApi;

using Newtonsoft.Json;

namespace Iterable.Generator.Preparation;

/// <summary>Reads the normalised document as OpenAPI 3.0, strictly, and writes it again: whatever 3.0 does not know is an error here and not a silent loss.</summary>
internal static partial class OpenApi30Document
{
    // Microsoft.OpenApi keeps nullable as one of the types, and so loses it where a schema names none, as an allOf around a reference does.
    private const string NullableWithoutType = "x-iterable-nullable";

    public static JObject? From(JObject document, DiagnosticBag diagnostics)
    {
        document["openapi"] = "3.0.4";
        foreach (var site in document.AllSchemas())
            Hide(site.Schema);

        var result = OpenApiDocument.Parse(document.ToString(Formatting.None), "json");
        foreach (var error in result.Diagnostic?.Errors ?? [])
            Report(document, error, diagnostics);
        if (diagnostics.HasErrors || result.Document is null)
            return null;

        var written = Read(result.Document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0).GetAwaiter().GetResult());
        foreach (var site in written.AllSchemas())
            Restore(site.Schema);
        return written;
    }

    private static void Hide(JObject schema)
    {
        if (schema["nullable"] is not JValue { Value: true } || schema.ContainsKey("type"))
            return;

        schema.Remove("nullable");
        schema[NullableWithoutType] = true;
    }

    private static void Restore(JObject schema)
    {
        if (schema.Remove(NullableWithoutType))
            schema["nullable"] = true;
    }

    private static JObject Read(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }

    private static void Report(JObject document, OpenApiError error, DiagnosticBag diagnostics)
    {
        var place = string.IsNullOrEmpty(error.Pointer) ? Place().Match(error.Message).Value : error.Pointer;
        var message = place.Length == 0 || error.Message.Contains(place, StringComparison.Ordinal) ? error.Message : $"{error.Message} (at {place})";
        diagnostics.Error(DiagnosticCode.InvalidResult, $"OpenAPI 3.0 cannot express this: {message}", Nearest(document, place).Mark());
    }

    private static JToken Nearest(JToken token, string pointer)
    {
        foreach (var part in pointer.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Replace("~1", "/").Replace("~0", "~")))
        {
            var next = token switch
            {
                JObject o => o[part],
                JArray a when int.TryParse(part, out var i) && i < a.Count => a[i],
                _ => null,
            };
            if (next is null)
                break;
            token = next;
        }

        return token;
    }

    [GeneratedRegex(@"#/\S*")]
    private static partial Regex Place();
}
