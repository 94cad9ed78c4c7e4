using System.Collections;

namespace Iterable.Generated.Testing;

/// <summary>
/// What the requests of the journal changed, record by record, in the order it happened: which records of a bulk call took effect, and how often. A request
/// whose answer was lost is in it; one that was refused is not, and of one that was answered with failures only the others are. Enumerating it gives those of that moment.
/// </summary>
/// <remarks>
/// Users, events, purchases, members of lists, subscriptions and items of catalogs, written alone or in bulk. What <see cref="IterableTestRequests" /> forgets is
/// forgotten here too.
/// </remarks>
public sealed class IterableTestEffects : IEnumerable<IterableTestEffect>
{
    private readonly IterableTestRequests _requests;

    internal IterableTestEffects(IterableTestRequests requests) => _requests = requests;

    /// <summary>The records that one operation wrote.</summary>
    /// <param name="operation">The operation, from <see cref="IterableOperations" />.</param>
    /// <returns>The effects, oldest first.</returns>
    public IReadOnlyList<IterableTestEffect> Of(IterableOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return [.. _requests.To(operation).SelectMany(request => request.Effects)];
    }

    /// <summary>Checks that a record took effect.</summary>
    /// <param name="operation">The operation that wrote it.</param>
    /// <param name="name">The e-mail address or userId that it names, or the id of the event, the purchase or the item.</param>
    /// <param name="times">How often exactly, repeats of an event included, or <see langword="null" /> for at least once.</param>
    /// <returns>The first such effect.</returns>
    /// <exception cref="IterableTestAssertionException">It did not, or not that often; the message lists what took effect.</exception>
    public IterableTestEffect AssertTookEffect(IterableOperation operation, string name, int? times = null)
    {
        if (times is 0)
            throw new ArgumentOutOfRangeException(nameof(times), "To expect no effect, call AssertNoEffect.");

        var found = About(operation, name);
        return (times is { } expected ? found.Length == expected : found.Length > 0)
            ? found[0]
            : throw Unexpected($"Expected {operation.Id} to take effect on {name}{(times is null ? "" : " " + Counted.Of(times.Value, "time"))}, found {found.Length}.");
    }

    /// <summary>Checks that a record did not take effect.</summary>
    /// <param name="operation">The operation that would write it.</param>
    /// <param name="name">The e-mail address or userId that it names, or the id of the event, the purchase or the item.</param>
    /// <exception cref="IterableTestAssertionException">It did; the message lists what took effect.</exception>
    public void AssertNoEffect(IterableOperation operation, string name)
    {
        if (About(operation, name).Length > 0)
            throw Unexpected($"Expected {operation.Id} to take no effect on {name}.");
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestEffect> GetEnumerator() => _requests.SelectMany(request => request.Effects).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IterableTestEffect[] About(IterableOperation operation, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return [.. Of(operation).Where(effect => effect.IsAbout(name))];
    }

    private IterableTestAssertionException Unexpected(string expectation) =>
        IterableTestAssertionException.Because(expectation, "Took effect in all", this);
}
