using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>An in-app message that waits for a user.</summary>
/// <param name="User">The user.</param>
/// <param name="Json">Its members, as the API has them.</param>
/// <param name="AvailableFrom">When it is sent, or <see langword="null" /> for at once.</param>
internal sealed record InAppMessageRecord(UserRecord User, JObject Json, DateTimeOffset? AvailableFrom)
{
    /// <summary>The user, or the one that it was merged into.</summary>
    public UserRecord User { get => field.Current; } = User;

    // What the service gives a message whose campaign says nothing of its priority.
    private const double OrdinaryPriority = 300.5;

    public string Id => (string)Json["messageId"]!;

    public double Priority => (double?)Json["priorityLevel"] ?? OrdinaryPriority;

    public bool IsAvailable(DateTimeOffset now) =>
        !(AvailableFrom > now) && !(Json["expiresAt"] is { } expiry && Moment(expiry) <= now);

    // A model of the client brings its times in the form of the wire.
    private static DateTimeOffset? Moment(JToken time) => time.Type switch
    {
        JTokenType.Integer => WireTime.Read(time, "epoch-ms"),
        JTokenType.Null => null,
        _ => (DateTimeOffset)time,
    };
}
