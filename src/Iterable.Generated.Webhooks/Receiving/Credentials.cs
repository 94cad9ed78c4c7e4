using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Iterable.Generated;

/// <summary>The secrets of an endpoint, as hashes: these have one length, so that a comparison takes the same time whatever came.</summary>
internal sealed class Credentials
{
    private const string Basic = "Basic ";

    private readonly string? _header;
    private readonly string[] _words;
    private readonly byte[][] _accepted;

    public Credentials(IterableEndpointOptions options)
    {
        _header = options.Scheme switch
        {
            IterableWebhookScheme.None => null,
            IterableWebhookScheme.Header => options.HeaderName,
            _ => "Authorization",
        };
        _words = options.Scheme switch
        {
            IterableWebhookScheme.Basic => [Basic],
            IterableWebhookScheme.OAuth => ["OAuth2 ", "Bearer "],
            _ => [],
        };
        var texts = options.Scheme is IterableWebhookScheme.Basic ? options.Secrets.Concat(options.Secrets.Select(secret => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)))) : options.Secrets;
        _accepted = [.. texts.Select(Hash)];
    }

    public bool Accept(HttpRequest request)
    {
        if (_header is null)
            return true;

        // Several values under one name are nobody's secret.
        var values = request.Headers[_header];
        return values.Count == 1 && values[0] is { Length: > 0 } value && Accept(value);
    }

    private bool Accept(string value)
    {
        var word = Array.Find(_words, word => value.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        var (whole, rest) = (Hash(value), Hash(word is null ? value : value[word.Length..].Trim()));
        var isAccepted = false;
        foreach (var accepted in _accepted)
            isAccepted |= CryptographicOperations.FixedTimeEquals(accepted, whole) | CryptographicOperations.FixedTimeEquals(accepted, rest);
        return isAccepted;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
