namespace Iterable.Generated;

/// <summary>How users are updated in bulk. The service reads these flags for a whole call, not for each user.</summary>
public sealed class BulkUserUpdateOptions : BulkOptions
{
    /// <inheritdoc cref="BulkUpdateUsersRequest.CreateNewFields" />
    /// <value>The default is <see langword="null" />: the project's setting decides. Fields that may not be added come back as <see cref="BulkOutcome{TRecord}.DroppedFields" />.</value>
    public bool? CreateNewFields { get; set; }

    /// <inheritdoc cref="BulkUpdateUsersRequest.UpdateOnly" />
    /// <value>The default is <see langword="null" />: users that are not there are created.</value>
    public bool? UpdateOnly { get; set; }

    /// <summary>Refuses records with values of a wrong type before they cost a call; see <see cref="BulkFieldCheck.FetchAsync" />.</summary>
    /// <value>The default is <see langword="null" />: the service's answers tell.</value>
    public BulkFieldCheck? FieldCheck { get; set; }
}
