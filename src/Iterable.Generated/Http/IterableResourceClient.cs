namespace Iterable.Generated;

/// <summary>Base of the generated clients: what their methods end in.</summary>
internal abstract class IterableResourceClient(IterablePipeline pipeline)
{
    protected IterablePipeline Pipeline => pipeline;

    protected Task SendAsync(IterableRequest request, CancellationToken cancellationToken) =>
        pipeline.SendAsync(request, cancellationToken);

    protected Task<T> SendAsync<T>(IterableRequest request, CancellationToken cancellationToken)
        where T : class =>
        pipeline.SendAsync<T>(request, cancellationToken);

    protected Task<string> SendForTextAsync(IterableRequest request, CancellationToken cancellationToken) =>
        pipeline.SendForTextAsync(request, cancellationToken);

    protected Task<long> SendForNumberAsync(IterableRequest request, CancellationToken cancellationToken) =>
        pipeline.SendForNumberAsync(request, cancellationToken);

    protected Task<IterableStreamResponse> StreamAsync(IterableRequest request, CancellationToken cancellationToken) =>
        pipeline.StreamAsync(request, cancellationToken);
}
