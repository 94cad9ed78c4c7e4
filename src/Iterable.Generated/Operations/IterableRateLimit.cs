namespace Iterable.Generated;

/// <summary>How often Iterable lets an operation be called.</summary>
public sealed class IterableRateLimit
{
    /// <summary>Describes a limit, such as one that Iterable has agreed with you.</summary>
    /// <param name="permits">The number of calls in a window; at least 1.</param>
    /// <param name="window">The time in which they may be made; from a millisecond to 30 days.</param>
    /// <param name="scope">Whose calls are counted together.</param>
    public IterableRateLimit(int permits, TimeSpan window, IterableRateLimitScope scope)
    {
        if (permits < 1)
            throw new ArgumentOutOfRangeException(nameof(permits), "A limit allows at least one call.");
        if (window < TimeSpan.FromMilliseconds(1) || window > TimeSpan.FromDays(30))
            throw new ArgumentOutOfRangeException(nameof(window), "The window of a limit is between a millisecond and 30 days.");
        if (scope is not (IterableRateLimitScope.Project or IterableRateLimitScope.ApiKey or IterableRateLimitScope.Organization))
            throw new ArgumentOutOfRangeException(nameof(scope), "A limit counts for a project, an API key or an organization.");

        Permits = permits;
        Window = window;
        Scope = scope;
    }

    /// <summary>The number of calls in a <see cref="Window" />.</summary>
    public int Permits { get; }

    /// <summary>The time in which <see cref="Permits" /> calls may be made.</summary>
    public TimeSpan Window { get; }

    /// <summary>Whose calls are counted together.</summary>
    public IterableRateLimitScope Scope { get; }

    /// <summary>The limit in words.</summary>
    /// <returns>For example <c>4 calls in 60 s for each Project</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Permits} calls in {Window.TotalSeconds} s for each {Scope}");
}
