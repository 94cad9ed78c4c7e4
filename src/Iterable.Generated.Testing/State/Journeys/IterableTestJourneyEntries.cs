using System.Collections;

namespace Iterable.Generated.Testing;

/// <summary>The users who were sent into journeys by calls, in the order they were. Enumerating them gives those of that moment.</summary>
public sealed class IterableTestJourneyEntries : IEnumerable<IterableTestJourneyEntry>
{
    private readonly ProjectState _state;

    internal IterableTestJourneyEntries(ProjectState state) => _state = state;

    /// <summary>How many there are.</summary>
    public int Count => Snapshot().Length;

    /// <summary>Checks that a user was sent into a journey.</summary>
    /// <param name="journeyId">The journey.</param>
    /// <param name="emailOrUserId">The user; <see langword="null" /> for anyone.</param>
    /// <param name="dataFields">The data given along at least, as an anonymous object or a <see cref="Newtonsoft.Json.Linq.JObject" />.</param>
    /// <returns>The first such entry.</returns>
    /// <exception cref="IterableTestAssertionException">It was not; the message lists those that were.</exception>
    public IterableTestJourneyEntry AssertEntered(long journeyId, string? emailOrUserId = null, object? dataFields = null)
    {
        var all = Snapshot();
        return all.FirstOrDefault(entry =>
                entry.JourneyId == journeyId
                && (emailOrUserId is null || entry.User.Is(UserIdentity.Parse(emailOrUserId)))
                && DataMatch.Contains(entry.DataFields, dataFields))
            ?? throw IterableTestAssertionException.Because(
                $"Expected {emailOrUserId ?? "a user"} to enter the journey {journeyId}.", "Entered in all", all);
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestJourneyEntry> GetEnumerator() => ((IEnumerable<IterableTestJourneyEntry>)Snapshot()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IterableTestJourneyEntry[] Snapshot()
    {
        lock (_state.Gate)
            return [.. _state.JourneyEntries];
    }
}
