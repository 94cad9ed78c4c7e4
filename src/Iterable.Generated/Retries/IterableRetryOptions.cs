namespace Iterable.Generated;

/// <summary>How a client repeats calls that failed. What may be repeated is not an option: each operation's <see cref="IterableRetrySafety" /> says it.</summary>
public sealed class IterableRetryOptions
{
    /// <summary>How often a call may be made again after it failed.</summary>
    /// <value>The default is 4. With 0, every call is made once.</value>
    public int MaxRetries { get; set; } = 4;

    /// <summary>The wait before the first repetition where the service asks for none. It doubles each time; up to half of it is left to chance.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest such wait. A wait the service asks for can be longer.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time after which no repetition begins, counted from the call without its waits for the client's own rate limiter. A
    /// wait that would end later, or after the <see cref="IterableClientOptions.Timeout" /> of the call, is not begun: the call fails at once, and its exception tells how long to wait.
    /// </summary>
    /// <value>The default is 3 minutes.</value>
    public TimeSpan MaxElapsedTime { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Gives the records of track and purchase calls that have no id a new one when they are sent.</summary>
    /// <remarks>
    /// The service updates the event it has under an id, so that such calls can be repeated without tracking anything twice. The id is
    /// written into the caller's object: there it can be read, and the object means the same record when it is sent again, also after an
    /// exception or out of an outbox. So one object stands for one event.
    /// </remarks>
    /// <value>The default is <see langword="false" />: such calls are not repeated when their outcome is unknown.</value>
    public bool GenerateIds { get; set; }

    /// <summary>The chance in waits, for runs that have to be the same again; <see langword="null" /> for one of the client's own.</summary>
    internal Random? Random { get; set; }

    /// <summary>The longest wait that the service can ask for.</summary>
    internal TimeSpan LongestWait => MaxElapsedTime > MaxDelay ? MaxElapsedTime : MaxDelay;

    internal IterableRetryOptions CheckedCopy()
    {
        if (MaxRetries < 0)
            throw Refused(nameof(MaxRetries), "cannot be negative");
        if (BaseDelay <= TimeSpan.Zero)
            throw Refused(nameof(BaseDelay), "has to be more than zero");
        if (MaxDelay < BaseDelay || MaxDelay > TimeSpan.FromDays(1))
            throw Refused(nameof(MaxDelay), $"has to be at least {nameof(BaseDelay)} and at most a day");
        if (MaxElapsedTime < TimeSpan.Zero)
            throw Refused(nameof(MaxElapsedTime), "cannot be negative");

        return (IterableRetryOptions)MemberwiseClone();
    }

    private static ArgumentException Refused(string name, string reason) =>
        new($"{nameof(IterableClientOptions)}.{nameof(IterableClientOptions.Retry)}.{name} {reason}.", "options");
}
