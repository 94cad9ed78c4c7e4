namespace Iterable.Generated;

/// <summary>How events of system webhooks are received.</summary>
public sealed class IterableWebhookOptions : IterableEndpointOptions
{
    /// <summary>The kinds that are handed to the handler, in any case of letters; others are answered 200 and forgotten.</summary>
    /// <value>Empty by default, which means all of them.</value>
    public IList<WebhookEventKind> Kinds { get; } = [];

    /// <summary>Whether an event that was handled is left out when it comes again. Those without a time cannot be told apart and are always handed over.</summary>
    /// <value>The default is <see langword="true" />, with the <see cref="IIterableDuplicateFilter" /> of the container: the memory of this process, unless another was registered.</value>
    public bool FilterDuplicates { get; set; } = true;

    /// <summary>How long an event is remembered after it was handled.</summary>
    /// <value>The default is one day. Iterable does not publish for how long it tries again.</value>
    public TimeSpan KeepDuplicates { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Whether events are answered 503 while the filter fails, or does not answer within a third of <see cref="IterableEndpointOptions.Timeout" />, instead of being handed over at the risk that it happens twice.</summary>
    /// <value>The default is <see langword="false" />: Iterable does not publish how often it tries again, and what is not taken may be lost.</value>
    public bool RefuseWhenFilterFails { get; set; }
}
