namespace Iterable.Generated;

/// <summary>What stands for all operations that this version does not know: one for each method, so that telemetry has few names, and none with an id in it.</summary>
internal static class UnlistedOperations
{
    private static readonly Dictionary<string, IterableOperation> All = new[] { "GET", "POST", "PUT", "PATCH", "DELETE" }.ToDictionary(
        method => method,
        method => new IterableOperation("unlistedOperation", method, "/{path}", "Unlisted", rateLimit: null, IterableRetrySafety.Never, keyTypes: []),
        StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">The API has no such method.</exception>
    public static IterableOperation For(HttpMethod method) => All.TryGetValue(method.Method, out var operation)
        ? operation
        : throw new ArgumentException($"The API is called with {string.Join(", ", All.Keys)}, not with {method}.", nameof(method));
}
