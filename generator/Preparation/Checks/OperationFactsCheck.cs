using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Checks;

/// <summary>Rate limits, retries and keys are facts about the service that code relies on: an operation must state them, there is no default.</summary>
internal static class OperationFactsCheck
{
    private static readonly (string Key, string Meaning, string Example)[] Facts =
    [
        (Extension.RateLimit, "how often it may be called", Extension.Unpublished),
        (Extension.Retry, "whether it can be sent twice", "never"),
        (Extension.KeyTypes, "which API keys may call it", "[server]"),
    ];

    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var operation in document.AllOperations())
        {
            foreach (var (key, meaning, example) in Facts.Where(fact => !operation.Definition.ContainsKey(fact.Key)))
            {
                var action = OverlayAddress.Of(operation.Definition)?.ActionThatSets(key, example);
                diagnostics.Error(DiagnosticCode.MissingFact, $"{operation.Name} does not say {meaning} ({key}). {action}", operation.Definition);
            }
        }
    }
}
