using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The names the specifications have for the types of API key.</summary>
internal static class ApiKeyTypes
{
    private static readonly Dictionary<string, IterableKeyTypes> Names = new(StringComparer.Ordinal)
    {
        ["server"] = IterableKeyTypes.Server,
        ["read-only"] = IterableKeyTypes.ReadOnly,
        ["javascript"] = IterableKeyTypes.JavaScript,
        ["mobile"] = IterableKeyTypes.Mobile,
        ["web"] = IterableKeyTypes.Web,
    };

    public static IterableKeyTypes Read(JToken? json) => json is JArray names
        ? names.Aggregate(IterableKeyTypes.None, (all, name) => all | Names.GetValueOrDefault((string)name!))
        : Names.Values.Aggregate((all, type) => all | type);
}
