using Iterable.Generator.Differences.Matching;
using Iterable.Generator.Differences.Reading;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Rules;

/// <summary>
/// Compares what the SDK knows about calling an operation. None of it is in a signature: it changes what the SDK does by itself, or what it
/// tells, and the service decides in any case.
/// </summary>
internal static class FactRules
{
    public static void Compare(OperationPair pair, ChangeList changes)
    {
        Compare("rate-limit-changed", Extension.RateLimit, ShowLimit, "The rate limit", "code compiles as before, and the SDK paces its calls by the new one");
        Compare("retry-changed", Extension.Retry, token => token.Show(), "The retry class", "code compiles as before, and a call whose fate is unknown is sent again by the new rule");
        Compare("key-types-changed", Extension.KeyTypes, ShowKeys, "The list of API keys that may call", "code compiles as before, and the service decides which keys it takes");

        void Compare(string id, string extension, Func<JToken?, string> show, string subject, string meaning)
        {
            var (before, after) = (show(pair.Before.Definition[extension]), show(pair.After.Definition[extension]));
            if (before != after)
                changes.Informational(id, pair.Before.Location, $"{subject} is {after} instead of {before}: {meaning}.");
        }
    }

    private static string ShowLimit(JToken? limit) => limit is JObject figures
        ? $"{figures["permits"]} in {figures["seconds"]} s for each {figures["scope"]}"
        : limit.Show();

    private static string ShowKeys(JToken? types) => types is null ? types.Show() : string.Join(", ", types.Texts().Order(StringComparer.Ordinal));
}
