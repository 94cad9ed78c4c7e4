namespace Iterable.Generated;

/// <content>Answers that are read as they arrive.</content>
internal abstract partial class IterableResourceClient
{
    protected Task<IterableStreamResponse> StreamAsync(IterableRequest request, CancellationToken cancellationToken) =>
        request.Split(Invoker.BaseAddress) is { Count: > 1 } parts
            ? JoinedTable.FetchAsync(Invoker, parts, cancellationToken)
            : OpenAsync(request, cancellationToken);

    private async Task<IterableStreamResponse> OpenAsync(IterableRequest request, CancellationToken cancellationToken)
    {
        IterableCall call;
        HttpResponseMessage response;
        try
        {
            (call, response) = await Invoker.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (IterableUnknownUserException) when (request.Operation.EmptyForUnknownUser)
        {
            return new IterableStreamResponse(Stream.Null);
        }

        try
        {
            var content = await StreamedContent.OpenAsync(call, response, cancellationToken).ConfigureAwait(false);
            return new IterableStreamResponse(content, response, call);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
