namespace Iterable.Generated;

/// <summary>How a long period is read in windows.</summary>
public sealed class WindowedExportOptions : ExportReadOptions
{
    /// <summary>The length of the first window, in whole seconds. Each window that arrives whole doubles the next one; each that breaks halves it.</summary>
    /// <value>The default is 1 day.</value>
    public TimeSpan InitialWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The shortest window that is tried, in whole seconds.</summary>
    /// <value>The default is 1 minute; the least is 1 second.</value>
    public TimeSpan SmallestWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest window that is tried, in whole seconds.</summary>
    /// <value>The default is 30 days.</value>
    public TimeSpan LargestWindow { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How many attempts in a row may break before the last failure is thrown. Between them lie 1, 2, 4 ... and at most 60 seconds, or
    /// what the service asks for; <see cref="IterableClientOptions.Retry" /> does not come on top. From a day to a minute are 11 halvings.
    /// </summary>
    /// <value>The default is 20.</value>
    public int MaxAttempts { get; set; } = 20;

    /// <summary>The bytes of a window that are kept in memory until it is whole. A larger one goes to a temporary file.</summary>
    /// <value>The default is 16,777,216. As records they take up to about ten times as much.</value>
    public long MemoryLimit { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// The folder of the temporary file. The file holds personal data; only the user that the process runs as can read it, and it is gone
    /// when its window is done with. (Where the system allows it, it has no name from the start, so that not even a crash leaves it behind.)
    /// </summary>
    /// <value>The default is <see langword="null" />: the system's folder for temporary files.</value>
    public string? SpillFolder { get; set; }

    /// <summary>Where an earlier read of the same query came to.</summary>
    /// <value>The default is <see langword="null" />: the start of the query.</value>
    public ExportCheckpoint? ResumeFrom { get; set; }

    /// <summary>Told when the window after one is asked for, so that its checkpoint is past no window that was not dealt with, and after each attempt that broke.</summary>
    /// <value>The default is <see langword="null" />.</value>
    public IProgress<WindowedExportProgress>? WindowProgress { get; set; }

    internal override string? Broken() =>
        base.Broken()
        ?? (SmallestWindow < TimeSpan.FromSeconds(1) || SmallestWindow > InitialWindow || InitialWindow > LargestWindow || LargestWindow > TimeSpan.FromDays(36500)
            ? "SmallestWindow, InitialWindow and LargestWindow are in that order, and at least a second."
            : new[] { SmallestWindow, InitialWindow, LargestWindow }.Any(window => window.Ticks % TimeSpan.TicksPerSecond != 0) ? "Windows are whole seconds long."
            : MaxAttempts < 1 ? "MaxAttempts is at least 1."
            : MemoryLimit is < 0 or > 1024 * 1024 * 1024 ? "A MemoryLimit is between 0 and 1,073,741,824."
            : null);
}
