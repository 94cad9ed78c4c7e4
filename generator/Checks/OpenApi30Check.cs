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
        foreach (var error in Errors(document.ToString(Formatting.None)))
        {
            var place = string.IsNullOrEmpty(error.Pointer) ? Place().Match(error.Message).Value : error.Pointer;
            var message = place.Length == 0 || error.Message.Contains(place, StringComparison.Ordinal) ? error.Message : $"{error.Message} (at {place})";
            diagnostics.Error(DiagnosticCode.InvalidResult, $"OpenAPI 3.0 cannot express this: {message}", Nearest(document, place).Mark());
        }
    }

    private static IEnumerable<OpenApiError> Errors(string document)
    {
        try
        {
            return OpenApiDocument.Parse(document, "json").Diagnostic?.Errors ?? [];
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return [new OpenApiError("", $"a number, an address or a truth value is none, or is too large. {e.Message}")];
        }
    }

    private static JToken Nearest(JToken token, string pointer)
    {
        foreach (var part in pointer.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Replace("~1", "/").Replace("~0", "~")))
        {
            if ((token is JArray list ? list.ElementAtOrDefault(int.TryParse(part, out var at) ? at : -1) : token.Member(part)) is not { } next)
                break;
            token = next;
        }

        return token;
    }

    [GeneratedRegex(@"#/\S*")]
    private static partial Regex Place();
}
