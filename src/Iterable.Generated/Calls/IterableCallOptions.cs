namespace Iterable.Generated;

/// <summary>
/// What is different for some calls; see <see cref="IIterableClient.With" />. What is left <see langword="null" /> stays as it is.
/// </summary>
/// <example>
/// <code>
/// var patient = iterable.With(new IterableCallOptions { Timeout = TimeSpan.FromMinutes(10), Retries = false });
/// </code>
/// </example>
public class IterableCallOptions
{
    /// <summary>The time a whole call may take: waiting for the rate limit, every attempt, and the waits between them.</summary>
    /// <value>The default is <see langword="null" />: as in <see cref="IterableClientOptions.Timeout" />.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>The time one attempt may take until its answer is there; for a stream, until it begins.</summary>
    /// <value>The default is <see langword="null" />: as in <see cref="IterableClientOptions.AttemptTimeout" />.</value>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>Whether a call that fails may be made again. When <see langword="false" />, it is made once.</summary>
    /// <value>The default is <see langword="null" />: as in <see cref="IterableClientOptions.Retry" />.</value>
    public bool? Retries { get; set; }

    /// <summary>Headers to send besides those the client sends itself. Not for the key, a token, or headers of the content.</summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Is told of the answer of every call, a refusal included, before its result is returned or its exception thrown. It is
    /// called on the thread that received the answer, and not at all for a call without an answer.
    /// </summary>
    /// <value>The default is <see langword="null" />.</value>
    public Action<IterableResponseInfo>? OnResponse { get; set; }

    /// <summary>The user a token is made for, with a JWT-enabled key; needed where the call itself does not name one user.</summary>
    /// <value>The default is <see langword="null" />: the user the call names.</value>
    public IterableUserIdentity? User { get; set; }
}
