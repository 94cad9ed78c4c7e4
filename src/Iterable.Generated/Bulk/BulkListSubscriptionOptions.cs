namespace Iterable.Generated;

/// <summary>How users are added to a list in bulk.</summary>
public sealed class BulkListSubscriptionOptions : BulkOptions
{
    /// <inheritdoc cref="SubscribeRequest.UpdateExistingUsersOnly" />
    /// <value>The default is <see langword="null" />: users that are not there are created.</value>
    public bool? UpdateExistingUsersOnly { get; set; }

    /// <summary>Refuses records with values of a wrong type before they cost a call; see <see cref="BulkFieldCheck.FetchAsync" />.</summary>
    /// <value>The default is <see langword="null" />: the service's answers tell.</value>
    public BulkFieldCheck? FieldCheck { get; set; }
}
