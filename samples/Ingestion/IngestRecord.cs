using Iterable.Generated;

namespace Ingestion;

/// <summary>What lies on the queues: an update of a user or an event of one.</summary>
/// <param name="User">Whom it is about. Records of one user go through one queue, in order.</param>
/// <param name="Update">The update, if it is one.</param>
/// <param name="Event">The event, if it is one.</param>
public sealed record IngestRecord(string User, UserUpdateRequest? Update = null, TrackEventRequest? Event = null)
{
    public static IngestRecord Of(UserUpdateRequest? update) => update is null ? throw Nothing() : new(UserOf(update.UserId, update.Email), Update: update);

    /// <summary>An event gets its id and its time here: whatever is sent again later is the same event.</summary>
    public static IngestRecord Of(TrackEventRequest? item, DateTimeOffset now)
    {
        if (item is null)
            throw Nothing();

        item.Id ??= Guid.NewGuid().ToString("N");
        item.CreatedAt ??= now;
        return new(UserOf(item.UserId, item.Email), Event: item);
    }

    /// <summary>What a log says of it, which is nothing about the user.</summary>
    public override string ToString() => Update is null ? "an event" : "an update";

    private static ArgumentException Nothing() => new("A record is an object, not null.");

    private static string UserOf(string? userId, string? email) =>
        !string.IsNullOrEmpty(userId) ? userId
        : !string.IsNullOrEmpty(email) ? email.ToLowerInvariant()
        : throw new ArgumentException("A record names its user by email or by userId.");
}
