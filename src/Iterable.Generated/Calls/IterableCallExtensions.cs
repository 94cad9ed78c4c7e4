namespace Iterable.Generated;

/// <summary>What the requests of the client carry for message handlers, besides HTTP.</summary>
public static class IterableCallExtensions
{
    private const string Key = "Iterable.Generated.Call";

#if NET
    private static readonly HttpRequestOptionsKey<IterableCall> OptionsKey = new(Key);
#endif

    /// <summary>The operation a request calls: for handlers that log, count or decide by it.</summary>
    /// <param name="request">A request in a message handler.</param>
    /// <returns>The operation, or <see langword="null" /> for a request that does not come from an <see cref="IterableClient" />.</returns>
    public static IterableOperation? GetIterableOperation(this HttpRequestMessage request) =>
        (request ?? throw new ArgumentNullException(nameof(request))).GetCall()?.Operation;

    internal static IterableCall? GetCall(this HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(OptionsKey, out var call) ? call : null;
#else
        request.Properties.TryGetValue(Key, out var call) ? call as IterableCall : null;
#endif

    internal static void SetCall(this HttpRequestMessage request, IterableCall call) =>
#if NET
        request.Options.Set(OptionsKey, call);
#else
        request.Properties[Key] = call;
#endif
}
