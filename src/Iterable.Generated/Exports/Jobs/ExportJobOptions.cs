namespace Iterable.Generated;

/// <summary>How an export job is followed, and how its files are read.</summary>
public sealed class ExportJobOptions : ExportReadOptions
{
    /// <summary>The pause after a question that brought nothing new; it doubles up to <see cref="LongestPause" /> until something does.</summary>
    /// <value>The default is 1 second, which is also the least: the organization may ask once a second.</value>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two questions.</summary>
    /// <value>The default is 1 minute.</value>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How many attempts in a row may fail, at a question or at a file, before the last failure is thrown: this many requests, since
    /// <see cref="IterableClientOptions.Retry" /> does not come on top. What will not pass is thrown at once.
    /// </summary>
    /// <value>The default is 6, with 1, 2, 4 ... seconds between them, or what the service asks for.</value>
    public int MaxAttempts { get; set; } = 6;

    /// <summary>The longest window of one job of <see cref="IExportClient.RunJobsAsync" />, in whole seconds; other calls start one job for all of the query.</summary>
    /// <value>The default is <see langword="null" />: all of the query, until a job turns out to be too large.</value>
    public TimeSpan? Window { get; set; }

    /// <summary>How often <see cref="IExportClient.RunJobsAsync" /> starts a job anew for a window whose job failed.</summary>
    /// <value>The default is 3, with <see cref="FirstPause" />, twice and four times that between them.</value>
    public int MaxResubmissions { get; set; } = 3;

    /// <summary>
    /// Whether a job that passed 100 GB, where the service cuts it, ends like any other. What is missing is not known.
    /// </summary>
    /// <value>
    /// The default is <see langword="false" />: <see cref="IExportClient.RunJobsAsync" /> exports the window again in shorter ones, and
    /// reading the files of a single job ends with an <see cref="ExportTruncatedException" />.
    /// </value>
    public bool AcceptTruncation { get; set; }

    /// <summary>The bytes of a file that are kept in memory until it is whole. A larger one goes to a temporary file.</summary>
    /// <value>The default is 16,777,216; the service makes files of at most 10 MB.</value>
    public long MemoryLimit { get; set; } = 16 * 1024 * 1024;

    /// <summary>The folder of temporary files; see <see cref="WindowedExportOptions.SpillFolder" />.</summary>
    /// <value>The default is <see langword="null" />: the system's folder for temporary files.</value>
    public string? SpillFolder { get; set; }

    /// <summary>
    /// Fetches the files. The links are signed and need no API key, so this is not the client that calls the API, and should send no
    /// header with a key by default. It is not disposed.
    /// </summary>
    /// <value>The default is <see langword="null" />: the job makes one, with <see cref="IterableClientOptions.Proxy" />, and disposes it with itself.</value>
    public HttpClient? HttpClient { get; set; }

    internal override string? Broken() =>
        base.Broken()
        ?? (FirstPause < TimeSpan.FromSeconds(1) || FirstPause > LongestPause || LongestPause > TimeSpan.FromDays(1) ? "FirstPause is at least a second, and LongestPause not less than that or more than a day."
            : MaxAttempts < 1 ? "MaxAttempts is at least 1."
            : Window is { } window && (window < TimeSpan.FromSeconds(1) || window.Ticks % TimeSpan.TicksPerSecond != 0) ? "A Window is at least a second, and whole seconds long."
            : MaxResubmissions is < 0 or > 100 ? "MaxResubmissions is between 0 and 100."
            : MemoryLimit is < 0 or > 1024 * 1024 * 1024 ? "A MemoryLimit is between 0 and 1,073,741,824."
            : null);

    /// <summary>The pause after something was tried in vain for the n-th time, from 0.</summary>
    internal TimeSpan PauseAfter(int times) =>
        Backoff.After(times, FirstPause, LongestPause);
}
