using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <content>Calls that are written out.</content>
public sealed partial class IterableClient
{
    /// <inheritdoc />
    public Task<JToken> SendAsync(
        HttpMethod method, string path, IterableQuery? query = null, object? body = null, IterableSendOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync<JToken>(method, path, query, body, options, cancellationToken);

    /// <inheritdoc />
    public Task<T> SendAsync<[DynamicallyAccessedMembers(Trimming.Record)] T>(
        HttpMethod method, string path, IterableQuery? query = null, object? body = null, IterableSendOptions? options = null, CancellationToken cancellationToken = default)
        where T : class
    {
        var calls = CallsWith(options);
        return calls.SendAsync<T>(calls.Describe(method, path, query, body, options?.RetrySafety), cancellationToken);
    }

    /// <inheritdoc />
    public Task<string> SendForTextAsync(
        HttpMethod method, string path, IterableQuery? query = null, object? body = null, IterableSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        var calls = CallsWith(options);
        return calls.SendForTextAsync(calls.Describe(method, path, query, body, options?.RetrySafety), cancellationToken);
    }

    /// <inheritdoc />
    public Task<IterableStreamResponse> SendForStreamAsync(
        HttpMethod method, string path, IterableQuery? query = null, object? body = null, IterableSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        var calls = CallsWith(options);
        return calls.SendForStreamAsync(calls.Describe(method, path, query, body, options?.RetrySafety), cancellationToken);
    }

    private RawCalls CallsWith(IterableSendOptions? options) => new(options is null ? _invoker : _invoker.With(options));
}
