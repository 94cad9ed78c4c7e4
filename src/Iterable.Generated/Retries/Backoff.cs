namespace Iterable.Generated;

/// <summary>The wait before something is tried again where nobody says how long: it doubles each time, up to a longest one.</summary>
internal static class Backoff
{
    /// <summary>The wait after the n-th failure, counted from 0.</summary>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest) =>
        TimeSpan.FromTicks((long)Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, Math.Min(failures, 40))));
}
