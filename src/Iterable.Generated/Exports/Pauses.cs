namespace Iterable.Generated;

/// <summary>Waiting, the same on all targets.</summary>
internal static class Pauses
{
    public static Task PauseAsync(TimeProvider timeProvider, TimeSpan pause, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(pause, timeProvider, cancellationToken);
#else
        timeProvider.Delay(pause, cancellationToken);
#endif
}
