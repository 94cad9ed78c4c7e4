using System.Collections;

namespace Iterable.Generated.Testing;

/// <summary>The purchases of a test project, in the order they came. Enumerating them gives those of that moment.</summary>
public sealed class IterableTestPurchases : IEnumerable<IterableTestPurchase>
{
    private readonly ProjectState _state;

    internal IterableTestPurchases(ProjectState state) => _state = state;

    /// <summary>How many there are.</summary>
    public int Count => Snapshot().Length;

    /// <summary>Checks that a purchase was tracked.</summary>
    /// <param name="email">The buyer; <see langword="null" /> for anyone.</param>
    /// <param name="total">The total; <see langword="null" /> for any.</param>
    /// <param name="times">How often exactly, or <see langword="null" /> for at least once.</param>
    /// <returns>The first such purchase.</returns>
    /// <exception cref="IterableTestAssertionException">It was not, or not that often; the message lists the purchases that were.</exception>
    public IterableTestPurchase AssertTracked(string? email = null, decimal? total = null, int? times = null)
    {
        if (times is 0)
            throw new ArgumentOutOfRangeException(nameof(times), "To expect no purchase, look at Count.");

        var all = Snapshot();
        var found = all
            .Where(item => email is null || string.Equals(item.Email, email, StringComparison.OrdinalIgnoreCase))
            .Where(item => total is null || item.Total == total)
            .ToArray();
        if (times is { } expected ? found.Length == expected : found.Length > 0)
            return found[0];

        var buyer = email is null ? "" : $" of {email}";
        var amount = total is null ? "" : FormattableString.Invariant($" over {total}");
        throw IterableTestAssertionException.Because(
            $"Expected {(times is null ? "a purchase" : Counted.Of(times.Value, "purchase"))}{buyer}{amount}, found {found.Length}.",
            "Tracked in all",
            all);
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestPurchase> GetEnumerator() => ((IEnumerable<IterableTestPurchase>)Snapshot()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IterableTestPurchase[] Snapshot()
    {
        lock (_state.Gate)
            return [.. _state.Purchases.Items];
    }
}
