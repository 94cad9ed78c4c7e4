using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>An embedded message that a user may see.</summary>
/// <param name="User">The user.</param>
/// <param name="Json">Its members, as the API has them.</param>
internal sealed record EmbeddedMessageRecord(UserRecord User, JObject Json)
{
    /// <summary>The user, or the one that it was merged into.</summary>
    public UserRecord User { get => field.Current; } = User;

    public string Id => (string)Metadata["messageId"]!;

    public long PlacementId => (long)Metadata["placementId"]!;

    public long? CampaignId => (long?)Metadata["campaignId"];

    public bool IsProof => (bool?)Metadata["isProof"] ?? false;

    public long Rank => (long?)Metadata["priorityOrder"] ?? long.MaxValue;

    private JObject Metadata => (JObject)Json["metadata"]!;
}
