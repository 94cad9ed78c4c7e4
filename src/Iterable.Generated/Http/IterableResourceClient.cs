namespace Iterable.Generated;

/// <summary>Base of the generated clients: what their methods end in.</summary>
internal abstract partial class IterableResourceClient(CallInvoker invoker)
{
    protected CallInvoker Invoker => invoker;

    protected Task SendAsync(IterableRequest request, CancellationToken cancellationToken) =>
        invoker.SendAsync(request, cancellationToken);

    protected Task<T> SendAsync<T>(IterableRequest request, CancellationToken cancellationToken)
        where T : class =>
        invoker.SendAsync<T>(request, cancellationToken);

    protected Task<string> SendForTextAsync(IterableRequest request, CancellationToken cancellationToken) =>
        invoker.SendForTextAsync(request, cancellationToken);

    protected Task<long> SendForNumberAsync(IterableRequest request, CancellationToken cancellationToken) =>
        invoker.SendForNumberAsync(request, cancellationToken);
}
