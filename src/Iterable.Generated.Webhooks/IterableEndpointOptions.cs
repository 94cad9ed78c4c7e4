namespace Iterable.Generated;

/// <summary>What the endpoints that Iterable calls have in common. A change in the configuration counts from the next request on; one that cannot be used is logged, and the last good one stays.</summary>
public abstract class IterableEndpointOptions
{
    private protected IterableEndpointOptions()
    {
    }

    /// <summary>How Iterable authenticates itself.</summary>
    /// <value>The default is <see cref="IterableWebhookScheme.Basic" />.</value>
    public IterableWebhookScheme Scheme { get; set; }

    /// <summary>The header with the secret, where <see cref="Scheme" /> is <see cref="IterableWebhookScheme.Header" />.</summary>
    public string? HeaderName { get; set; }

    /// <summary>
    /// The tokens that are taken, without the word of the scheme. Several at once make it possible to change one: first it is added here, then it is changed in Iterable, whose changes take a
    /// while, and then the old one is removed.
    /// </summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>
    /// Whether requests without https are taken. Behind a proxy that ends https, leave it and use ASP.NET Core's forwarded headers, by which a request says what it was before
    /// the proxy.
    /// </summary>
    /// <value>The default is <see langword="false" />.</value>
    public bool AllowHttp { get; set; }

    /// <summary>The largest body, in bytes; a larger one is answered 413.</summary>
    /// <value>The default is 1 MiB. Iterable publishes no size; events that were seen have a few KB.</value>
    public int MaxBodySize { get; set; } = 1024 * 1024;

    /// <summary>How many requests are handled at once; one more is answered 503.</summary>
    /// <value>The default is 256.</value>
    public int MaxConcurrency { get; set; } = 256;

    /// <summary>How long the body of a request may take to come, and then its handler.</summary>
    /// <value>The default is 30 seconds for webhooks and 5 for Live Data. Iterable publishes no time-out for either.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
