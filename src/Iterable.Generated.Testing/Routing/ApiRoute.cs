namespace Iterable.Generated.Testing;

/// <summary>A method and a path template, and what is behind it: one operation, or several that the document describes for it.</summary>
internal sealed class ApiRoute
{
    private readonly string[] _segments;

    public ApiRoute(IReadOnlyList<ApiOperation> operations)
    {
        Operations = operations;
        Method = operations[0].Method;
        Path = operations[0].Path;
        _segments = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public ApiOperation Operation => Operations[0];

    /// <summary>Sorts literal segments before variable ones, so that <c>/users/getFields</c> wins over <c>/users/{email}</c>.</summary>
    public string Precedence => string.Concat(_segments.Select(segment => IsVariable(segment) ? '1' : '0'));

    /// <summary>The values of the template's variables, or <see langword="null" /> when the path is another.</summary>
    public Dictionary<string, string>? Match(string method, IReadOnlyList<string> segments)
    {
        if (method != Method || segments.Count != _segments.Length)
            return null;

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < _segments.Length; i++)
        {
            if (IsVariable(_segments[i]))
                values[_segments[i][1..^1]] = segments[i];
            else if (segments[i] != _segments[i])
                return null;
        }

        return values;
    }

    private static bool IsVariable(string segment) => segment.StartsWith('{') && segment.EndsWith('}');
}
