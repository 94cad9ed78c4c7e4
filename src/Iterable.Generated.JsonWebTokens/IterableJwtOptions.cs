namespace Iterable.Generated;

/// <summary>How an <see cref="IterableJwtProvider" /> makes tokens.</summary>
public sealed class IterableJwtOptions
{
    /// <summary>How long a token is good for. Iterable refuses tokens that are good for more than a year.</summary>
    /// <value>The default is 1 hour. From 2 minutes to 365 days; the client replaces a token a minute before its end.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The clock that tells when a token is made.</summary>
    /// <value>The default is <see cref="TimeProvider.System" />.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
