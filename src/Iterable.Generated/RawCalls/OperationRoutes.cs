namespace Iterable.Generated;

/// <summary>Finds the operation that a method and a path call. Where several could be meant, a segment that is spelled out comes before a value.</summary>
internal static class OperationRoutes
{
    private static readonly Lazy<ILookup<(string Method, int Length), Route>> Routes = new(() => IterableOperations.All
        .Select(operation => new Route(operation))
        .OrderBy(route => route.Rank, StringComparer.Ordinal)
        .ToLookup(route => (route.Operation.Method.Method, route.Segments.Length)));

    /// <summary>The operation and the values in the path, or <see langword="null" />.</summary>
    public static (IterableOperation Operation, IEnumerable<KeyValuePair<string, string>> Values)? Find(HttpMethod method, string path)
    {
        var segments = path.Split('/').Select(Uri.UnescapeDataString).ToArray();
        return Routes.Value[(method.Method, segments.Length)].FirstOrDefault(each => each.Fits(segments)) is { } route
            ? (route.Operation, route.ValuesIn(segments))
            : null;
    }

    private sealed class Route(IterableOperation operation)
    {
        public IterableOperation Operation => operation;

        public string[] Segments { get; } = operation.Path.TrimStart('/').Split('/');

        public string Rank => string.Concat(Segments.Select(segment => IsValue(segment) ? '1' : '0'));

        public bool Fits(string[] segments) => Segments.Zip(segments, (own, other) => IsValue(own) ? other.Length > 0 : own == other).All(fits => fits);

        public IEnumerable<KeyValuePair<string, string>> ValuesIn(string[] segments) =>
            Segments.Zip(segments, (own, other) => new KeyValuePair<string, string>(own.Trim('{', '}'), other)).Where((_, at) => IsValue(Segments[at]));

        private static bool IsValue(string segment) => segment.StartsWith("{", StringComparison.Ordinal);
    }
}
