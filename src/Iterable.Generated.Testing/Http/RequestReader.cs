using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Iterable.Generated.Testing;

/// <summary>Takes a request in whole, for the journal and for all that follows.</summary>
internal static class RequestReader
{
    public static async Task<IterableTestRequest> ReadAsync(HttpContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var body = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        return new IterableTestRequest(now, request.Method, RawPath(context), Query(request.QueryString.Value), Headers(request), body);
    }

    /// <summary>The query as the parameter reader takes it.</summary>
    public static IReadOnlyDictionary<string, StringValues> Values(IterableTestRequest request) =>
        request.Query.ToDictionary(parameter => parameter.Key, parameter => new StringValues([.. parameter.Value]), StringComparer.Ordinal);

    // The path that ASP.NET Core offers is decoded, which makes an escaped slash of a value look like one between segments.
    private static string RawPath(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return target.StartsWith('/') ? target.Split('?')[0] : context.Request.Path.Value ?? "/";
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Query(string? query)
    {
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            var name = parameter.DecodeName().ToString();
            if (!values.TryGetValue(name, out var all))
                values[name] = all = [];
            all.Add(parameter.DecodeValue().ToString());
        }

        return values.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value.AsReadOnly(), StringComparer.Ordinal);
    }

    private static IReadOnlyDictionary<string, string> Headers(HttpRequest request) =>
        request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}
