using System.Net;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>What an <see cref="IterableClient" /> needs to know. The client copies it: later changes have no effect.</summary>
public sealed class IterableClientOptions
{
    private const string DefaultName = "default";

    /// <summary>What the client is called in spans, metrics and logs, for processes that have several.</summary>
    /// <value>The default is <c>default</c>; with dependency injection, the name a client is registered under.</value>
    public string Name { get; set; } = DefaultName;

    /// <summary>The API key of one project. A key works in the data center that made it, and nowhere else.</summary>
    /// <value>Required: printable ASCII, without spaces. It goes out in the <c>Api-Key</c> header only.</value>
    public string ApiKey { get; set; } = "";

    /// <summary>The data center the project lives in.</summary>
    /// <value>The default is <see cref="IterableDataCenter.UnitedStates" />.</value>
    public IterableDataCenter DataCenter { get; set; } = IterableDataCenter.UnitedStates;

    /// <summary>
    /// An address that stands in for the whole of <c>https://api.iterable.com/api</c>, such as a proxy of one's own or a
    /// server to test against. It takes precedence over <see cref="DataCenter" />. A host alone means its <c>/api</c>, as in
    /// <c>https://api.iterable.com</c>; a path is taken as it is, so that paths of operations come right after it.
    /// </summary>
    /// <value>
    /// The default is <see langword="null" />: the data center decides. Else an absolute address with the scheme https (http when the host
    /// is this machine, or with <see cref="AllowInsecureHttp" />), without query, fragment and user information. A final slash makes no difference.
    /// </value>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// Whether <see cref="BaseAddress" /> may be http on another machine, such as a container of a test network. The API key, and all that
    /// is known of users, travel unencrypted then.
    /// </summary>
    /// <value>The default is <see langword="false" />: http is for this machine only.</value>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>
    /// Gives the API key of each request, in the place of <see cref="ApiKey" />: for keys that are rotated. It is called for every
    /// request, and by several threads at once, so it should keep what it has fetched.
    /// </summary>
    /// <value>The default is <see langword="null" />: <see cref="ApiKey" /> is the key.</value>
    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; set; }

    /// <summary>Gives the tokens that go out beside a JWT-enabled key.</summary>
    /// <value>The default is <see langword="null" />: no token goes out.</value>
    public IIterableTokenProvider? TokenProvider { get; set; }

    /// <summary>
    /// The time a whole call may take: waiting for the rate limit, every attempt, and the waits between them. A wait that would pass it is not begun: the call fails
    /// at once.
    /// </summary>
    /// <value>
    /// The default is <see cref="System.Threading.Timeout.InfiniteTimeSpan" />: a call waits for its turn as long as <see cref="IterableRateLimitOptions.MaxWait" /> allows, and each
    /// attempt has <see cref="AttemptTimeout" />.
    /// </value>
    public TimeSpan Timeout { get; set; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>The time one attempt may take until its answer is there; for a stream, until it begins.</summary>
    /// <value>The default is 100 seconds.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The most bytes an answer can have after decompression, so that a few that unfold to many do not take all memory. It does not bound what
    /// is read as it arrives, such as exports.
    /// </summary>
    /// <value>The default is 67,108,864 (64 MB). A larger answer is an <see cref="IterableUnreadableResponseException" />.</value>
    public int MaxResponseSize { get; set; } = 64 * 1024 * 1024;

    /// <summary>How calls that failed are made again.</summary>
    public IterableRetryOptions Retry { get; } = new();

    /// <summary>How the client keeps to Iterable's rate limits.</summary>
    public IterableRateLimitOptions RateLimit { get; } = new();

    /// <summary>
    /// Whether messages of exceptions hold what the service said, for development: it is readable at once then why a call was refused. What
    /// the service says can hold personal data, which then stands wherever exceptions are logged. Otherwise it is in
    /// <see cref="IterableException.ApiMessage" /> alone.
    /// </summary>
    /// <value>The default is <see langword="false" />.</value>
    public bool IncludeApiMessages { get; set; }

    /// <summary>The proxy of the transports that the client makes, those for the files of export jobs included. An <see cref="HttpClient" /> or a primary handler of the caller has its own.</summary>
    /// <value>The default is <see langword="null" />: what the machine says, for example in the variable <c>HTTPS_PROXY</c>.</value>
    public IWebProxy? Proxy { get; set; }

    /// <summary>
    /// Whether resilience handlers of others (<c>AddStandardResilienceHandler</c>, <c>AddStandardHedgingHandler</c>, <c>AddPolicyHandler</c>), on this
    /// client or on all clients of an <c>IHttpClientFactory</c>, stay beneath the client's own.
    /// </summary>
    /// <remarks>
    /// Where they stay, their time-outs, breakers and limits apply to each attempt and come out as exceptions of this client. They send
    /// nothing a second time either way: the client repeats calls itself, by what each operation allows.
    /// </remarks>
    /// <value>The default is <see langword="false" />: they are left out of this client, which is logged once.</value>
    public bool KeepResilienceHandlers { get; set; }

    /// <summary>Where the client logs to, under the category <c>Iterable.Generated</c>. It logs no personal data and no keys.</summary>
    /// <value>The default is <see langword="null" />: nowhere.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock of all waits and timeouts; another one is for tests.</summary>
    /// <value>The default is <see cref="TimeProvider.System" />.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal string CheckedName() => string.IsNullOrEmpty(Name)
        ? throw new ArgumentException($"{nameof(IterableClientOptions)}.{nameof(Name)} cannot be empty; leave it as it is where there is one client.", "options")
        : Name;
}
