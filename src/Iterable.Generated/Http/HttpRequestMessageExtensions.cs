namespace Iterable.Generated;

/// <summary>What a message carries through the handlers besides HTTP.</summary>
internal static class HttpRequestMessageExtensions
{
    private const string CompletionKey = "Iterable.Generated.Completion";

    /// <summary>Says whether the send ends with the headers (a stream) or with the body (everything else).</summary>
    public static void SetCompletion(this HttpRequestMessage message, HttpCompletionOption completion) =>
#if NET
        message.Options.Set(new HttpRequestOptionsKey<HttpCompletionOption>(CompletionKey), completion);
#else
        message.Properties[CompletionKey] = completion;
#endif

    /// <summary>What <see cref="SetCompletion" /> said; with the body, where nobody said anything.</summary>
    public static HttpCompletionOption GetCompletion(this HttpRequestMessage message) =>
#if NET
        message.Options.TryGetValue(new HttpRequestOptionsKey<HttpCompletionOption>(CompletionKey), out var completion) ? completion : default;
#else
        message.Properties.TryGetValue(CompletionKey, out var completion) ? (HttpCompletionOption)completion : default;
#endif
}
