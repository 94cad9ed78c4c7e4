using Microsoft.Extensions.Logging;

namespace Iterable.Generated;

/// <summary>
/// The way of a call as message handlers, for an <c>IHttpClientFactory</c> or another place where an <see cref="HttpClient" /> is
/// put together. All handlers made here share their state: limits, tokens, and the options as they were at first.
/// </summary>
/// <remarks>The package <c>Iterable.Generated.DependencyInjection</c> does all of this with one call.</remarks>
public sealed class IterableMessageHandlers : IDisposable
{
    /// <summary>Checks the options and makes the state that the handlers share.</summary>
    /// <param name="options">The options; copied.</param>
    /// <param name="loggerFactory">Where to log to, where the options do not say it.</param>
    /// <exception cref="ArgumentException">An option cannot be right; the message says which and what is allowed.</exception>
    public IterableMessageHandlers(IterableClientOptions options, ILoggerFactory? loggerFactory = null) =>
        Composition = new ClientComposition(options, loggerFactory);

    internal ClientComposition Composition { get; }

    /// <summary>
    /// Puts a new set of the client's handlers around those of others. First come telemetry, retries, rate limit, authentication and what
    /// bounds a single attempt, so that the others see every attempt. Last, right before the transport, comes what lets each attempt
    /// pass once, whatever the others do, keeps the transport from following redirects, and follows those of a GET within the host that was asked.
    /// </summary>
    /// <param name="handlers">The handlers of others, from the outermost on; changed. Resilience handlers are removed, see <see cref="IterableClientOptions.KeepResilienceHandlers" />.</param>
    public void Surround(IList<DelegatingHandler> handlers) => Composition.Surround(handlers ?? throw new ArgumentNullException(nameof(handlers)));

    /// <summary>Makes the transport the client uses when it is given none: it has the proxy of the options, follows no redirect and keeps no cookies.</summary>
    /// <returns>A new transport.</returns>
    public HttpMessageHandler CreateTransport() => Composition.CreateTransport();

    /// <summary>Releases the limiter; calls that wait for it fail.</summary>
    public void Dispose() => Composition.Dispose();
}
