using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Dialects;

/// <summary>Says in the words of OpenAPI 3.1 what 3.2 says in others.</summary>
internal static class OpenApi32Forms
{
    public static void Convert(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var path in document.PathItems())
            CheckMethods((JObject)path.Value, diagnostics);
        foreach (var media in document.Descendants().OfType<JProperty>().Where(IsContent).SelectMany(MediaTypes).ToList())
            DescribeSequence(media);
    }

    // Methods that HTTP has not standardised. To leave them out silently would be to say that the API does not have them.
    private static void CheckMethods(JObject item, DiagnosticBag diagnostics)
    {
        foreach (var method in (item["additionalOperations"] as JObject)?.Properties() ?? [])
            diagnostics.Error(DiagnosticCode.InvalidDocument, $"The generator does not know the method {method.Name}; it knows {string.Join(", ", Operations.Methods)}. Remove the operation from additionalOperations.", method);
    }

    // A stream of items is, to who reads it, a list of them.
    private static void DescribeSequence(JObject media)
    {
        if (media["itemSchema"] is not { } items)
            return;

        media.Remove("itemSchema");
        media["schema"] ??= new JObject { ["type"] = "array", ["items"] = items };
    }

    private static bool IsContent(JProperty member) => member is { Name: "content", Value: JObject };

    private static IEnumerable<JObject> MediaTypes(JProperty content) => content.Value.Children<JProperty>().Select(media => media.Value).OfType<JObject>();
}
