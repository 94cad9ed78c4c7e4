namespace Iterable.Generated.Testing;

/// <summary>How events are delivered to an endpoint. Iterable publishes neither when it tries again nor how often; what these do is inferred from its saying that it does.</summary>
public sealed class IterableTestDeliveryOptions
{
    /// <summary>How often each event is sent, as if it had been delivered before.</summary>
    /// <value>The default is 1.</value>
    public int Copies { get; set; } = 1;

    /// <summary>How often an event is tried that got no answer, or one of 500 and above.</summary>
    /// <value>The default is 3, the first time included.</value>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>How long to wait before the next try, on the server's clock.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan RetryDelay { get; set; }

    /// <summary>How many requests are on their way at once. With one, events come in the order in which they were given.</summary>
    /// <value>The default is 1.</value>
    public int Concurrency { get; set; } = 1;

    /// <summary>Lets events and their copies come in another order, which is the same each time for the same number; in the order that was given when <see langword="null" />.</summary>
    public int? ShuffleSeed { get; set; }

    /// <summary>How long the sender pauses in the middle of each body, on the server's clock.</summary>
    public TimeSpan PauseInBody { get; set; }

    /// <summary>Lets the first try of each event end in the middle of its body, after this many bytes, by cutting the connection; not when <see langword="null" />.</summary>
    public int? CutAfter { get; set; }

    /// <summary>How long an answer may take, on the machine's clock.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The <c>Authorization</c> header, instead of the one that follows from the webhook's <c>authType</c> and <c>authToken</c>; empty for none.</summary>
    public string? Authorization { get; set; }

    internal void Validate(string parameterName)
    {
        if (Copies < 1 || MaxAttempts < 1 || Concurrency < 1)
            throw new ArgumentException("Copies, MaxAttempts and Concurrency are numbers from 1.", parameterName);
        if (RetryDelay < TimeSpan.Zero || PauseInBody < TimeSpan.Zero || CutAfter < 0 || Timeout <= TimeSpan.Zero)
            throw new ArgumentException("RetryDelay, PauseInBody and CutAfter are not negative, and Timeout is more than zero.", parameterName);
    }
}
