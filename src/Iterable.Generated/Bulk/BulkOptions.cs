namespace Iterable.Generated;

/// <summary>How a lane sends. What is left <see langword="null" /> comes from what is known of the operation.</summary>
public class BulkOptions
{
    /// <summary>The most bytes of one call's body. A record that does not fit alone is refused as too large.</summary>
    /// <value>
    /// The default is <see langword="null" />: 4,000,000. The service takes 4 MB for bulk updates of users, and publishes no figure for the others.
    /// A call refused as too large is halved, and the lane makes no batches of that size any more.
    /// </value>
    public int? MaxBatchBytes { get; set; }

    /// <summary>The most records of one call.</summary>
    /// <value>The default is <see langword="null" />: 1,000, which is also the service's limit for catalog items. It publishes none for the others.</value>
    public int? MaxBatchRecords { get; set; }

    /// <summary>How long a record may wait for its batch to fill. The wait begins with the first record of a batch; a stream that has ended waits for nothing.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most calls on their way at a time. Each can hold a body of <see cref="MaxBatchBytes" />.</summary>
    /// <value>The default is <see langword="null" />: the calls that the operation's rate limit allows in a second, that of <see cref="IterableRateLimitOptions.Limits" /> where one is given, at least 2 and at most 8; 4 without a limit, 16 for purchases.</value>
    public int? MaxConcurrentCalls { get; set; }

    /// <summary>The most records in memory: read or added, and without an outcome that was handed out.</summary>
    /// <value>The default is <see langword="null" />: two batches more than can be on their way; 1,000 for purchases. It is never less than one batch. A sender holds up to one batch more, of records that were added and not taken yet.</value>
    public int? MaxPendingRecords { get; set; }

    /// <summary>
    /// How often a record that failed inside the service, without a fault of its own, is sent again. Calls that fail as a whole are repeated as
    /// <see cref="IterableClientOptions.Retry" /> says, before anything else happens to their records.
    /// </summary>
    /// <value>The default is 3, with 1, 2 and 4 seconds before them.</value>
    public int MaxResends { get; set; } = 3;

    /// <summary>
    /// How long calls on their way have to be answered once the sending is cancelled, and how long a sender that is closed goes on sending
    /// what was added. After that they are cancelled.
    /// </summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Is told how far a stream or a sender has come, each time records have their outcome. It is called between two records, so it should be quick; an exception of it is ignored.</summary>
    /// <value>The default is <see langword="null" />.</value>
    public IProgress<BulkProgress>? Progress { get; set; }

    internal static T Checked<T>(T? options)
        where T : BulkOptions, new()
    {
        var copy = (T)(options ?? new T()).MemberwiseClone();
        return copy.Broken() is { } reason ? throw new ArgumentException($"{typeof(T).Name}: {reason}", nameof(options)) : copy;
    }

    private string? Broken() =>
        MaxBatchBytes is < 1024 or > 64 * 1024 * 1024 ? $"{nameof(MaxBatchBytes)} is between 1,024 and 67,108,864."
        : MaxBatchRecords is < 1 or > 100_000 ? $"{nameof(MaxBatchRecords)} is between 1 and 100,000."
        : Linger < TimeSpan.Zero || Linger > TimeSpan.FromDays(1) ? $"{nameof(Linger)} is between nothing and a day."
        : MaxConcurrentCalls is < 1 or > 1000 ? $"{nameof(MaxConcurrentCalls)} is between 1 and 1,000."
        : MaxPendingRecords is < 1 ? $"{nameof(MaxPendingRecords)} is at least 1."
        : MaxResends is < 0 or > 100 ? $"{nameof(MaxResends)} is between 0 and 100."
        : DrainTime < TimeSpan.Zero || DrainTime > TimeSpan.FromDays(1) ? $"{nameof(DrainTime)} is between nothing and a day."
        : null;
}
