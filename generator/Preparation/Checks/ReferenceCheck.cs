using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Checks;

/// <summary>Every reference leads to a component of the merged document.</summary>
internal static class ReferenceCheck
{
    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var reference in document.AllReferences())
        {
            var text = (string)reference.Value!;
            if (!text.StartsWith("#/components/", StringComparison.Ordinal))
                diagnostics.Error(DiagnosticCode.UnresolvedReference, $"The reference {text} is not supported; references lead to '#/components/...'.", reference.Value);
            else if (document.Resolve(text) is null)
                diagnostics.Error(DiagnosticCode.UnresolvedReference, $"The reference {text} leads nowhere: there is no such component.", reference.Value);
        }
    }
}
