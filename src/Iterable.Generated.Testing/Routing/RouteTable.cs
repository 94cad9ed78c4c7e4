namespace Iterable.Generated.Testing;

/// <summary>Finds the operation for a method and a path. A method that a path does not have is an unknown path, as in the service's router.</summary>
internal sealed class RouteTable
{
    private const string Root = "/api/";

    private readonly ILookup<int, ApiRoute> _routesByLength;

    /// <summary>Makes the routes of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="isAbsent">Tells the operations that the document has and the service does not.</param>
    public RouteTable(ApiDocument document, Func<ApiOperation, bool> isAbsent) =>
        _routesByLength = document.Operations
            .Where(operation => !isAbsent(operation))
            .GroupBy(operation => (operation.Method, operation.Path))
            .Select(group => new ApiRoute([.. group]))
            .OrderBy(route => route.Precedence, StringComparer.Ordinal)
            .ToLookup(route => Segments(route.Path).Length);

    /// <summary>Finds the route of a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="rawPath">The path as it came, still encoded: an encoded slash is part of a value.</param>
    /// <param name="values">The decoded values of the path's variables.</param>
    public ApiRoute? Find(string method, string rawPath, out IReadOnlyDictionary<string, string> values)
    {
        values = new Dictionary<string, string>();
        if (!rawPath.StartsWith(Root, StringComparison.Ordinal) || rawPath.Length == Root.Length || rawPath.EndsWith('/'))
            return null;

        var segments = Array.ConvertAll(rawPath[Root.Length..].Split('/'), Uri.UnescapeDataString);
        foreach (var route in _routesByLength[segments.Length])
        {
            if (route.Match(method, segments) is not { } found)
                continue;

            values = found;
            return route;
        }

        return null;
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
