using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Makes the calls that are written out, the way that the generated methods make theirs.</summary>
internal sealed class RawCalls(CallInvoker invoker) : IterableResourceClient(invoker)
{
    public new Task<T> SendAsync<T>(IterableRequest request, CancellationToken cancellationToken)
        where T : class
    {
        // Known only after the call was carried out, otherwise.
        if ((typeof(T).IsAbstract && !typeof(JToken).IsAssignableFrom(typeof(T)) && IterableJson.ContractOf(typeof(T)).Converter is null) || typeof(T).Namespace?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true)
            throw new ArgumentException($"An answer cannot be read as {typeof(T).Name}: ask for a class, a dictionary or a JToken, or for its text.", nameof(T));

        return base.SendAsync<T>(request, cancellationToken);
    }

    public new Task<string> SendForTextAsync(IterableRequest request, CancellationToken cancellationToken) => base.SendForTextAsync(request, cancellationToken);

    public Task<IterableStreamResponse> SendForStreamAsync(IterableRequest request, CancellationToken cancellationToken) => StreamAsync(request, cancellationToken);

    /// <summary>Describes a call: with the facts of its operation, where method and path are those of one.</summary>
    /// <exception cref="ArgumentException">It cannot be sent.</exception>
    public IterableRequest Describe(HttpMethod method, string path, IterableQuery? query, object? body, IterableRetrySafety? retrySafety)
    {
        var unlisted = UnlistedOperations.For(method ?? throw new ArgumentNullException(nameof(method)));
        if (method == HttpMethod.Get && body is not null)
            throw new ArgumentException("A GET has no body; what it asks for stands in its query.", nameof(body));

        var written = WrittenPath.Read(path, Invoker.BaseAddress);
        var known = OperationRoutes.Find(unlisted.Method, written.Path);
        var request = new IterableRequest(known?.Operation ?? unlisted).Written(written.Path, written.Query, known?.Values ?? []);
        request.RetrySafety = retrySafety ?? request.RetrySafety;
        foreach (var value in query ?? [])
            request.Query(value.Key, value.Value);

        return body switch
        {
            null => request,
            string json => request.JsonText(json),
            JRaw raw => request.JsonText(raw.Value?.ToString() ?? ""),
            _ => request.Json(WrittenBody.From(body)),
        };
    }
}
