namespace Iterable.Generated;

/// <summary>How users are removed from a list in bulk.</summary>
public sealed class BulkListUnsubscriptionOptions : BulkOptions
{
    /// <inheritdoc cref="UnsubscribeRequest.CampaignId" />
    /// <value>The default is <see langword="null" />: none.</value>
    public long? CampaignId { get; set; }

    /// <inheritdoc cref="UnsubscribeRequest.ChannelUnsubscribe" />
    /// <value>The default is <see langword="null" />: the list alone.</value>
    public bool? ChannelUnsubscribe { get; set; }
}
