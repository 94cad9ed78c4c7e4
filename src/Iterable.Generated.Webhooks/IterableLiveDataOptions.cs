namespace Iterable.Generated;

/// <summary>How Journey webhooks are answered whose answer the journey reads.</summary>
public sealed class IterableLiveDataOptions : IterableEndpointOptions
{
    /// <summary>Makes options with their defaults.</summary>
    public IterableLiveDataOptions() => Timeout = TimeSpan.FromSeconds(5);

    /// <summary>The largest answer, in bytes of JSON; a larger one is not sent, and the call is answered 500.</summary>
    /// <value>The default is 64 KiB. Iterable publishes no size; a journey reads up to ten fields of an answer.</value>
    public int MaxAnswerSize { get; set; } = 64 * 1024;

    /// <summary>How deep an answer may be nested; a deeper one is not sent, and the call is answered 500. The answer itself counts as one.</summary>
    /// <value>The default is 8. A template names a field as <c>{{liveData.object.field}}</c>.</value>
    public int MaxAnswerDepth { get; set; } = 8;
}
