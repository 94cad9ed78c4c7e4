namespace Iterable.Generated;

/// <summary>What an <see cref="IterableSharedRateLimiter" /> does while its store does not answer.</summary>
public enum IterableStoreOutage
{
    /// <summary>Each process keeps to its part of the limit by itself: the limit divided by <see cref="IterableSharedRateLimiterOptions.Processes" />.</summary>
    LocalShare,

    /// <summary>Calls fail with an <see cref="IterableProviderException" />, and are not sent.</summary>
    Fail,
}
