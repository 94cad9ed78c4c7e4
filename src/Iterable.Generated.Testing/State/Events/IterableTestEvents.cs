using System.Collections;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>
/// The events of a test project, in the order they came: custom events, and what users did with messages (<c>inAppOpen</c>, <c>pushOpen</c>,
/// <c>embeddedClick</c> ...), which have their type for a name. Enumerating them gives those of that moment.
/// </summary>
public sealed class IterableTestEvents : IEnumerable<IterableTestEvent>
{
    private readonly ProjectState _state;

    internal IterableTestEvents(ProjectState state) => _state = state;

    /// <summary>How many there are.</summary>
    public int Count => Snapshot().Length;

    /// <summary>Adds a custom event, and its user where it is not there.</summary>
    /// <param name="eventName">The name of the event.</param>
    /// <param name="email">The user.</param>
    /// <param name="createdAt">When it happened; without it, now.</param>
    /// <param name="dataFields">Its fields, as an anonymous object or a <see cref="JObject" />.</param>
    public void Add(string eventName, string email, DateTimeOffset? createdAt = null, object? dataFields = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        ArgumentException.ThrowIfNullOrEmpty(email);
        var source = new JObject
        {
            ["eventName"] = eventName,
            ["dataFields"] = WireTimes.Write(WireJson.Members(dataFields), null),
            ["createNewFields"] = true,
        };
        if (createdAt is { } time)
            source["createdAt"] = time;
        lock (_state.Gate)
            EventBehaviours.Record(_state, new UserIdentity(email, null), source, new FieldReport());
    }

    /// <summary>Checks that an event was tracked.</summary>
    /// <param name="eventName">The name of the event.</param>
    /// <param name="email">Its user; <see langword="null" /> for anyone.</param>
    /// <param name="dataFields">The fields it has at least, as an anonymous object or a <see cref="JObject" />.</param>
    /// <param name="times">How often exactly, or <see langword="null" /> for at least once.</param>
    /// <param name="userId">Its user by userId; <see langword="null" /> for anyone.</param>
    /// <returns>The first such event.</returns>
    /// <exception cref="IterableTestAssertionException">It was not, or not that often; the message lists the events that were.</exception>
    public IterableTestEvent AssertTracked(string eventName, string? email = null, object? dataFields = null, int? times = null, string? userId = null)
    {
        if (times is 0)
            throw new ArgumentOutOfRangeException(nameof(times), "To expect no event, call AssertNotTracked.");

        var all = Snapshot();
        var found = Matching(all, eventName, email, userId, dataFields);
        return (times is { } expected ? found.Length == expected : found.Length > 0)
            ? found[0]
            : throw Unexpected(
                $"Expected {(times is null ? "an event" : Counted.Of(times.Value, "event"))}",
                eventName, email ?? userId, dataFields, found.Length, all);
    }

    /// <summary>Checks that an event was not tracked.</summary>
    /// <param name="eventName">The name of the event.</param>
    /// <param name="email">Its user; <see langword="null" /> for anyone.</param>
    /// <param name="dataFields">The fields it has at least, as an anonymous object or a <see cref="JObject" />.</param>
    /// <exception cref="IterableTestAssertionException">It was; the message lists the events that were.</exception>
    public void AssertNotTracked(string eventName, string? email = null, object? dataFields = null)
    {
        var all = Snapshot();
        var found = Matching(all, eventName, email, null, dataFields);
        if (found.Length > 0)
            throw Unexpected("Expected no event", eventName, email, dataFields, found.Length, all);
    }

    /// <summary>Forgets all events. The users stay.</summary>
    public void Clear()
    {
        lock (_state.Gate)
            _state.Events.Clear();
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestEvent> GetEnumerator() => ((IEnumerable<IterableTestEvent>)Snapshot()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IterableTestEvent[] Matching(
        IterableTestEvent[] events, string eventName, string? email, string? userId, object? dataFields) =>
    [
        .. from item in events
           where item.EventName == eventName
           where email is null || string.Equals(item.Email, email, StringComparison.OrdinalIgnoreCase)
           where userId is null || item.UserId == userId
           where DataMatch.Contains(item.DataFields, dataFields)
           select item,
    ];

    private static IterableTestAssertionException Unexpected(
        string expectation, string eventName, string? user, object? dataFields, int found, IterableTestEvent[] all)
    {
        var owner = user is null ? "" : $" of {user}";
        var fields = dataFields is null ? "" : $" with {WireJson.Members(dataFields).ToString(Newtonsoft.Json.Formatting.None)}";
        return IterableTestAssertionException.Because($"{expectation} {eventName}{owner}{fields}, found {found}.", "Tracked in all", all);
    }

    private IterableTestEvent[] Snapshot()
    {
        lock (_state.Gate)
            return [.. _state.Events.Items];
    }
}
