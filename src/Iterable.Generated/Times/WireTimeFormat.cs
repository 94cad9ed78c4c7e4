namespace Iterable.Generated;

/// <summary>How a point in time travels. The specification says it with <c>x-iterable-wire</c>.</summary>
internal enum WireTimeFormat
{
    /// <summary>Milliseconds since 1970, a number.</summary>
    EpochMilliseconds,

    /// <summary>Seconds since 1970, a number.</summary>
    EpochSeconds,

    /// <summary><c>2024-01-15T10:30:00.000Z</c>.</summary>
    Iso,

    /// <summary><c>2024-01-15 10:30:00</c>, in UTC.</summary>
    SqlUtc,

    /// <summary><c>2024-01-15 10:30:00 +00:00</c>.</summary>
    SqlOffset,
}
