using System.Text.RegularExpressions;

using Microsoft.OpenApi;

using Newtonsoft.Json;

namespace Iterable.Generator.Checks;

/// <summary>Has the normalised document read as OpenAPI 3.0, strictly: whatever 3.0 does not know is an error here and not a silent loss.</summary>
internal static partial class OpenApi30Check
{
    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        document["openapi"] = "3.0.4";
        foreach (var error in OpenApiDocument.Parse(document.ToString(Formatting.None), "json").Diagnostic?.Errors ?? [])
            Report(document, error, diagnostics);
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
