using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Iterable.Generated;

/// <summary>What a Journey webhook sends: whatever was set up in Iterable.</summary>
public sealed class IterableLiveDataRequest
{
    internal IterableLiveDataRequest(HttpRequest request, byte[] body)
    {
        Method = request.Method;
        ContentType = request.ContentType;
        Query = request.Query;

        // A copy: the server clears its own for the next request of the connection, and a handler may outlive this one.
        RouteValues = new RouteValueDictionary(request.RouteValues);
        Body = body;
    }

    /// <summary>The method: GET, POST, PUT, PATCH or DELETE.</summary>
    public string Method { get; }

    /// <summary>The query, which a tile can add parameters to.</summary>
    public IQueryCollection Query { get; }

    /// <summary>The values of the pattern's parameters.</summary>
    public RouteValueDictionary RouteValues { get; }

    /// <summary>The type of the body; <see langword="null" /> where the request does not say.</summary>
    public string? ContentType { get; }

    /// <summary>The body as it was written in Iterable; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Reads the body as JSON.</summary>
    /// <returns>It; <see langword="null" /> where it is no JSON.</returns>
    public JsonElement? ReadJson()
    {
        var reader = new Utf8JsonReader(Body.Span);
        try
        {
            var element = JsonElement.ParseValue(ref reader);
            return reader.Read() ? null : element;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
