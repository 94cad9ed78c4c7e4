namespace Iterable.Generated;

/// <summary>Which failures of an export may pass when it is tried again.</summary>
internal static class Breaks
{
    /// <summary>A body that broke, no answer, an answer that came too late, too many calls, or a failure of the service.</summary>
    public static bool MayPass(IterableException failure) =>
        failure is ExportInterruptedException || failure.StatusCode is null || (int)failure.StatusCode is 408 or 429 or >= 500;

    /// <summary>Whether a smaller window is more likely to arrive: not when there were only too many calls.</summary>
    public static bool IsOfSize(IterableException failure) => failure.StatusCode is null || (int)failure.StatusCode != 429;
}
