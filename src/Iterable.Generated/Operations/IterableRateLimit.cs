namespace Iterable.Generated;

/// <summary>How often Iterable lets an operation be called.</summary>
public sealed class IterableRateLimit
{
    internal IterableRateLimit(int permits, TimeSpan window, IterableRateLimitScope scope)
    {
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
