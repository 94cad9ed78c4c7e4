namespace Iterable.Generated;

/// <summary>
/// What a store answers: when the first of the slots is due, from now on. The slots are reserved when neither time is longer than the request allows;
/// otherwise nothing was reserved.
/// </summary>
public readonly struct IterableSlotAnswer : IEquatable<IterableSlotAnswer>
{
    /// <summary>Makes an answer.</summary>
    /// <param name="wait">What <see cref="Wait" /> says.</param>
    /// <param name="hold">What <see cref="Hold" /> says.</param>
    public IterableSlotAnswer(TimeSpan wait, TimeSpan hold)
    {
        Wait = wait;
        Hold = hold;
    }

    /// <summary>The time until the first slot; zero or less when it is due already, by as much as was left unused of the burst.</summary>
    public TimeSpan Wait { get; }

    /// <summary>How long the key is held from now on; zero or less when it is not.</summary>
    public TimeSpan Hold { get; }

    /// <summary>Whether two answers are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are.</returns>
    public static bool operator ==(IterableSlotAnswer left, IterableSlotAnswer right) => left.Equals(right);

    /// <summary>Whether two answers differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they do.</returns>
    public static bool operator !=(IterableSlotAnswer left, IterableSlotAnswer right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(IterableSlotAnswer other) => Wait == other.Wait && Hold == other.Hold;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is IterableSlotAnswer other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Wait.GetHashCode() ^ Hold.GetHashCode();
}
