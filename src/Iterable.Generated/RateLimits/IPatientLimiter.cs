namespace Iterable.Generated;

/// <summary>A limiter that knows how long a turn will take, so that a call that cannot wait as long is refused at once.</summary>
internal interface IPatientLimiter
{
    /// <summary>Asks for a turn of a call that has a limit, and tells at once how long the wait for it is, as far as that is known.</summary>
    PacedTurn Acquire(IterableRateLimitedCall resource, PacedPatience patience, CancellationToken cancellationToken);
}
