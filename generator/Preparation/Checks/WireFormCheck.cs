using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Checks;

/// <summary>A point in time travels in five forms in this API; which one it is must be said for each.</summary>
internal static class WireFormCheck
{
    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var site in document.AllSchemas())
        {
            var isTime = site.Schema["format"] is JValue { Value: "date-time" };
            var wire = site.Schema.Property(Extension.Wire);
            if (isTime && wire is null)
            {
                var action = OverlayAddress.Of(site.Schema)?.ActionThatSets(Extension.Wire, "iso");
                diagnostics.Error(DiagnosticCode.MissingFact, $"{site.Description} is a date-time and does not say how it travels ({Extension.Wire}: {string.Join(", ", Extension.WireForms)}). {action}", site.Schema);
            }
            else if (isTime && SchemaShape.TypeOf(site.Schema) is not "string")
            {
                diagnostics.Error(DiagnosticCode.UnsupportedSchema, $"{site.Description} is a date-time whose type is not string. Make it a string; {Extension.Wire} says how it travels.", site.Schema);
            }
            else if (!isTime && wire is not null)
            {
                diagnostics.Error(DiagnosticCode.InvalidExtension, $"{site.Description} has an {Extension.Wire} and is no date-time (type: string, format: date-time).", wire);
            }
        }
    }
}
