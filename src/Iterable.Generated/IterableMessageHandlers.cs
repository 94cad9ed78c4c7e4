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
    /// Makes a set of handlers: telemetry, retries, rate limit, authentication, and what bounds a single attempt. Put together in
    /// this order, the last one next to the transport or to handlers of the caller, which then see every attempt.
    /// </summary>
    /// <returns>New handlers, from the outermost one on.</returns>
    public IReadOnlyList<DelegatingHandler> Create() => Composition.CreateHandlers();

    /// <summary>Makes the transport the client uses when it is given none: it follows no redirect and keeps no cookies.</summary>
    /// <returns>A new transport.</returns>
    public static HttpMessageHandler CreateTransport() => OwnTransport.Create();

    /// <summary>Releases the limiter; calls that wait for it fail.</summary>
    public void Dispose() => Composition.Dispose();
}
