using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Calls;

/// <summary>A call as it was written on the command line.</summary>
internal sealed record WrittenCall(HttpMethod Method, string Path, IterableQuery Query, string? Body)
{
    /// <exception cref="ToolException">There is no such operation, or a value is missing.</exception>
    public static WrittenCall Read(string target, string? method, IReadOnlyList<string> parameters, string? body)
    {
        var values = parameters.Select(Value).ToList();
        if (target.StartsWith('/') || target.Contains("://", StringComparison.Ordinal))
            return new WrittenCall(method is null ? body is null ? HttpMethod.Get : HttpMethod.Post : MethodOf(method), target, QueryOf(values), body);

        var operation = IterableOperations.All.FirstOrDefault(known => known.Id.Equals(target, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(target);
        if (method is not null && !operation.Method.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            throw ToolException.Usage($"{operation} has its method; --method is for paths.");

        var path = operation.Path;
        foreach (var (name, value) in values.ToList())
        {
            if (!path.Contains($"{{{name}}}", StringComparison.Ordinal))
                continue;

            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
            values.Remove((name, value));
        }

        return path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open
            ? throw ToolException.Usage($"{operation} needs a value: --param {path[(open + 1)..path.IndexOf('}', open)]}=...")
            : new WrittenCall(operation.Method, path, QueryOf(values), body);
    }

    public async Task<string> SendAsync(IterableClient iterable, CancellationToken cancellationToken)
    {
        try
        {
            return await iterable.SendForTextAsync(Method, Path, Query, Body, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw ToolException.Usage(e.Message);
        }
    }

    private static HttpMethod MethodOf(string method)
    {
        try
        {
            return new HttpMethod(method.ToUpperInvariant());
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw ToolException.Usage($"--method is {method}, which is no method of HTTP.");
        }
    }

    private static (string Name, string Value) Value(string parameter) => parameter.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
        ? (parameter[..at], parameter[(at + 1)..])
        : throw ToolException.Usage($"--param {parameter} is not of the form name=value.");

    private static IterableQuery QueryOf(IEnumerable<(string Name, string Value)> values)
    {
        var query = new IterableQuery();
        foreach (var (name, value) in values)
            query.Add(name, value);
        return query;
    }

    private static ToolException Unknown(string target)
    {
        var near = IterableOperations.All.Where(operation => operation.Id.Contains(target, StringComparison.OrdinalIgnoreCase)).Select(operation => operation.Id).Take(5).ToList();
        return ToolException.Usage($"There is no operation {target}.{(near.Count > 0 ? $" There are {string.Join(", ", near)}." : "")} A path begins with a slash.");
    }
}
