namespace Iterable.Generated;

/// <summary>How calls are made: the client's options, with those of a view laid over them. Never changed once made.</summary>
internal sealed class CallSettings
{
    private CallSettings(CallSettings? other)
    {
        if (other is null)
            return;

        Timeout = other.Timeout;
        AttemptTimeout = other.AttemptTimeout;
        MaxResponseSize = other.MaxResponseSize;
        Retries = other.Retries;
        LongestWait = other.LongestWait;
        Limits = other.Limits;
        GeneratesIds = other.GeneratesIds;
        IncludesApiMessages = other.IncludesApiMessages;
        Headers = other.Headers;
        OnResponse = other.OnResponse;
        User = other.User;
    }

    public TimeSpan Timeout { get; private set; }

    public TimeSpan AttemptTimeout { get; private set; }

    /// <summary>The most bytes an answer can have that is read into memory.</summary>
    public int MaxResponseSize { get; private set; }

    public bool Retries { get; private set; } = true;

    /// <summary>The longest wait that the service can ask of a call.</summary>
    public TimeSpan LongestWait { get; private set; }

    /// <summary>Whether records without an id are given one before they are sent.</summary>
    public bool GeneratesIds { get; private set; }

    /// <summary>Whether messages of exceptions hold what the service said.</summary>
    public bool IncludesApiMessages { get; private set; }

    public KeyValuePair<string, string>[] Headers { get; private set; } = [];

    public Action<IterableResponseInfo>? OnResponse { get; private set; }

    public IterableUserIdentity? User { get; private set; }

    /// <summary>Limits in the place of those that Iterable publishes.</summary>
    private IDictionary<IterableOperation, IterableRateLimit> Limits { get; set; } = new Dictionary<IterableOperation, IterableRateLimit>();

    public static CallSettings From(
        TimeSpan timeout,
        TimeSpan attemptTimeout,
        bool generatesIds,
        bool includesApiMessages,
        TimeSpan longestWait,
        int maxResponseSize,
        IDictionary<IterableOperation, IterableRateLimit> limits) => new(other: null)
    {
        Timeout = Times.Checked(timeout, $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.Timeout)}"),
        AttemptTimeout = Times.Checked(attemptTimeout, $"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.AttemptTimeout)}"),
        GeneratesIds = generatesIds,
        IncludesApiMessages = includesApiMessages,
        LongestWait = longestWait,
        Limits = limits,
        MaxResponseSize = maxResponseSize >= 1024
            ? maxResponseSize
            : throw new ArgumentException($"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.MaxResponseSize)} is at least 1,024.", "options"),
    };

    /// <summary>The limit that an operation is held to; <see langword="null" /> when there is none.</summary>
    public IterableRateLimit? LimitOf(IterableOperation operation) =>
        Limits.Count > 0 && Limits.TryGetValue(operation, out var given) ? given : operation.RateLimit;

    public CallSettings WithoutRetries() => new(this) { Retries = false };

    public CallSettings With(IterableCallOptions options)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));

        return new CallSettings(this)
        {
            Timeout = options.Timeout is { } timeout ? Times.Checked(timeout, $"{nameof(IterableCallOptions)}.{nameof(options.Timeout)}") : Timeout,
            AttemptTimeout = options.AttemptTimeout is { } attempt
                ? Times.Checked(attempt, $"{nameof(IterableCallOptions)}.{nameof(options.AttemptTimeout)}")
                : AttemptTimeout,
            Retries = options.Retries ?? Retries,
            Headers = ExtraHeaders.Merge(Headers, options.Headers),
            OnResponse = options.OnResponse ?? OnResponse,
            User = options.User ?? User,
        };
    }

    private static class Times
    {
        // What the timers of the platform take.
        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

        public static TimeSpan Checked(TimeSpan time, string name) =>
            time == System.Threading.Timeout.InfiniteTimeSpan || (time > TimeSpan.Zero && time <= Longest)
                ? time
                : throw new ArgumentException($"{name} has to be more than zero and at most 24 days, or Timeout.InfiniteTimeSpan.", "options");
    }
}
