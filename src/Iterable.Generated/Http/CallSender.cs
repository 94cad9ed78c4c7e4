namespace Iterable.Generated;

/// <summary>Sends requests into the handlers, wherever those are kept.</summary>
internal abstract class CallSender : IDisposable
{
    /// <summary>What requests are to name as their sender, where no <see cref="HttpClient" /> of the caller has a say in it.</summary>
    public virtual string? UserAgent => null;

    /// <summary>Whether the client was disposed that this sends for.</summary>
    public abstract bool IsDisposed { get; }

    /// <summary>Handlers, from the outermost on, before a transport, which is disposed with them.</summary>
    public static CallSender Through(IReadOnlyList<DelegatingHandler> handlers, HttpMessageHandler transport, string? userAgent)
    {
        var next = transport;
        for (var i = handlers.Count - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = next;
            next = handlers[i];
        }

        return new OwnHandlers(next, userAgent);
    }

    /// <summary>Handlers, from the outermost on, before an <see cref="HttpClient" /> of the caller, which is not disposed.</summary>
    public static CallSender Through(IReadOnlyList<DelegatingHandler> handlers, HttpClient httpClient) =>
        Through(handlers, new ClientAsTransport(httpClient), userAgent: null);

    /// <summary>An <see cref="HttpClient" /> for each call, with the handlers in it.</summary>
    public static CallSender Through(Func<HttpClient> httpClient) => new HandlersInClient(httpClient);

    public abstract Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }

    private sealed class OwnHandlers(HttpMessageHandler handlers, string? userAgent) : CallSender
    {
        private readonly HttpMessageInvoker _invoker = new(handlers, disposeHandler: true);
        private volatile bool _isDisposed;

        public override string? UserAgent => userAgent;

        public override bool IsDisposed => _isDisposed;

        public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
            _invoker.SendAsync(message, cancellationToken);

        public override void Dispose()
        {
            _isDisposed = true;
            _invoker.Dispose();
        }
    }

    private sealed class HandlersInClient(Func<HttpClient> httpClient) : CallSender
    {
        private volatile bool _isDisposed;

        public override bool IsDisposed => _isDisposed;

        public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
            httpClient().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

        public override void Dispose() => _isDisposed = true;
    }

    private sealed class ClientAsTransport(HttpClient httpClient) : HttpMessageHandler
    {
        // The body is read by the handler of attempts, within their time.
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
