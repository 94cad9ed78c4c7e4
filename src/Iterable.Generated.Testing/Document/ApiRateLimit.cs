using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>The published limit of an operation.</summary>
/// <param name="Permits">Calls in a window, and the size of the bucket.</param>
/// <param name="Window">The length of the window.</param>
/// <param name="Scope">Whose calls count together: <c>project</c>, <c>api-key</c> or <c>organization</c>.</param>
internal sealed record ApiRateLimit(int Permits, TimeSpan Window, string Scope)
{
    public static ApiRateLimit? Read(JToken? json) => json is JObject limit
        ? new ApiRateLimit((int)limit["permits"]!, TimeSpan.FromSeconds((double)limit["seconds"]!), (string)limit["scope"]!)
        : null;
}
