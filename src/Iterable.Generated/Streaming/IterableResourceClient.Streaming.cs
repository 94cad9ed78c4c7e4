namespace Iterable.Generated;

/// <content>Answers that are read as they arrive.</content>
internal abstract partial class IterableResourceClient
{
    protected async Task<IterableStreamResponse> StreamAsync(IterableRequest request, CancellationToken cancellationToken)
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
