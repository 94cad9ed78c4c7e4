namespace Iterable.Generated;

/// <summary>The content of an answer that is read as it arrives: decompressed to its end, and no page in the place of data.</summary>
internal static class StreamedContent
{
    /// <summary>Opens the content of an answer.</summary>
    /// <exception cref="IterableUnreadableResponseException">It is a page, by its media type; reading the stream says the same of one that begins like one.</exception>
    public static async Task<Stream> OpenAsync(IterableCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (PageGuard.IsPage(response.Content.Headers.ContentType?.MediaType))
            throw IsPage(call, response, await response.Content.ReadErrorTextAsync(cancellationToken).ConfigureAwait(false));

        var content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new PageGuard(CompressedBodies.Decompressed(content, response.Content.Headers), page => IsPage(call, response, page));
    }

    /// <summary>The exception for a page.</summary>
    public static IterableUnreadableResponseException IsPage(IterableCall call, HttpResponseMessage response, string page) => new(
        $"{call.Operation} was answered with HTTP {(int)response.StatusCode} and a page of HTML or XML in the place of data, which may come from a gateway on the way.",
        ResponseErrors.DetailsOf(call, response, page));
}
