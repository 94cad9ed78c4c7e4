namespace Iterable.Generated;

/// <summary>One call on its way through the handlers: what is to be done, and what has become of it so far.</summary>
internal sealed class IterableCall(
    IterableRequest request, CallSettings settings, string accept, string? userAgent, HttpCompletionOption completion, long startedAt, CancellationToken cancellationToken)
{
    public IterableRequest Request { get; } = request;

    public IterableOperation Operation => Request.Operation;

    public CallSettings Settings { get; } = settings;

    /// <summary>The limit that it is held to; <see langword="null" /> when there is none.</summary>
    public IterableRateLimit? Limit => Settings.LimitOf(Operation);

    /// <summary>Whether an attempt ends with the headers (a stream) or with the body (everything else).</summary>
    public HttpCompletionOption Completion { get; } = completion;

    /// <summary>When the call began, as a timestamp of the client's clock.</summary>
    public long StartedAt { get; } = startedAt;

    /// <summary>Whether its caller has cancelled it. A cancellation that comes without that is the end of its time.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    /// <summary>What is left of the time for everything it does.</summary>
    public TimeSpan TimeLeft(TimeProvider time) =>
        Settings.Timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : Settings.Timeout - time.GetElapsedTime(StartedAt);

    /// <summary>How often the request went to the transport.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether the service may have seen the request, in any attempt.</summary>
    public bool MayHaveArrived
    {
        get => Request.MayHaveArrived;
        set => Request.MayHaveArrived = value;
    }

    /// <summary>How long the call has waited for the rate limit.</summary>
    public TimeSpan LimiterWait { get; set; }

    /// <summary>How long to wait before the next attempt, once one has been decided on.</summary>
    public TimeSpan NextDelay { get; set; }

    /// <summary>The attempts that count against <see cref="IterableRetryOptions.MaxRetries" />.</summary>
    public int Retries { get; set; }

    /// <summary>A key that was asked for on the way to the next request and goes out with it: its provider is asked once for each, and anew after a wait of a second.</summary>
    public string? NextApiKey { get; set; }

    /// <summary>The key that went out last, or <see langword="null" />.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The token that went out last, or <see langword="null" />.</summary>
    public string? Token { get; set; }

    /// <summary>The token that was refused, which is replaced once; <see langword="null" /> when there is none.</summary>
    public string? RefusedToken { get; set; }

    /// <summary>How many headers <see cref="AddHeaders" /> gave the first request.</summary>
    public int HeaderCount { get; set; }

    /// <summary>Gives a request the headers that do not depend on the attempt.</summary>
    public void AddHeaders(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (userAgent is not null)
            request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        foreach (var header in Settings.Headers)
        {
            request.Headers.Remove(header.Key);
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }
}
