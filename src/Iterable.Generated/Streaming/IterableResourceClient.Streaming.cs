namespace Iterable.Generated;

/// <content>Answers that are read as they arrive.</content>
internal abstract partial class IterableResourceClient
{
    protected Task<IterableStreamResponse> StreamAsync(IterableRequest request, CancellationToken cancellationToken)
    {
        if (request.Operation.EmptyForUnknownUser)
            return OrForUnknownUserAsync(OpenAsync(request, cancellationToken), static () => new IterableStreamResponse(Stream.Null));

        return request.Split(Invoker.BaseAddress) is { Count: > 1 } parts
            ? JoinedTable.FetchAsync(Invoker, parts, cancellationToken)
            : OpenAsync(request, cancellationToken);
    }

    private async Task<IterableStreamResponse> OpenAsync(IterableRequest request, CancellationToken cancellationToken)
    {
        var response = await Invoker.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new IterableStreamResponse(content, response, request.Operation);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
