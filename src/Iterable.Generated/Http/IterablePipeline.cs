using System.Globalization;
using System.Net.Http.Headers;

namespace Iterable.Generated;

/// <summary>
/// The way of every call: request, handlers, transport, and back as a result or an <see cref="IterableException" />.
/// It has no state but its handlers, so any number of threads may use one.
/// </summary>
internal sealed class IterablePipeline : IDisposable
{
    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue Anything = new("*/*");

    private const int LongestNumber = 1024;

    private readonly HttpMessageInvoker _handlers;

    private IterablePipeline(ApiBaseAddress baseAddress, HttpMessageHandler handlers)
    {
        BaseAddress = baseAddress;
        _handlers = new HttpMessageInvoker(handlers, disposeHandler: true);
    }

    public ApiBaseAddress BaseAddress { get; }

    public static IterablePipeline Create(IterableClientOptions options, HttpClient? httpClient)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));

        var key = ApiKey.Checked(options.ApiKey);
        var baseAddress = ApiBaseAddress.From(options);
        var transport = new TransportHandler(httpClient ?? OwnTransport.Create(), ownsClient: httpClient is null);
        return new IterablePipeline(baseAddress, new ApiKeyHandler(key, baseAddress) { InnerHandler = transport });
    }

    /// <summary>Sends a call whose answer holds nothing of interest.</summary>
    public async Task SendAsync(IterableRequest request, CancellationToken cancellationToken)
    {
        using var response = await InvokeAsync(request, Json, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a call and reads its JSON answer; an empty one gives an empty result.</summary>
    public async Task<T> SendAsync<T>(IterableRequest request, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await InvokeAsync(request, Json, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return IterableJson.Deserialize<T>(body);
        }
        catch (UnreadableJsonException e)
        {
            throw await ResponseErrors.UnreadableAsync(request.Operation, response, e, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a call and reads its answer as text.</summary>
    public async Task<string> SendForTextAsync(IterableRequest request, CancellationToken cancellationToken)
    {
        using var response = await InvokeAsync(request, Anything, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAllTextAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a call and reads its answer as a number that stands there alone.</summary>
    public async Task<long> SendForNumberAsync(IterableRequest request, CancellationToken cancellationToken)
    {
        using var response = await InvokeAsync(request, Anything, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        var text = await response.Content.ReadSomeTextAsync(LongestNumber, cancellationToken).ConfigureAwait(false);
        return long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw await ResponseErrors.UnreadableAsync(request.Operation, response, new UnreadableJsonException("it is no number."), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a call and hands out its answer as it arrives.</summary>
    public async Task<IterableStreamResponse> StreamAsync(IterableRequest request, CancellationToken cancellationToken)
    {
        var response = await InvokeAsync(request, Anything, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
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

    public void Dispose() => _handlers.Dispose();

    private async Task<HttpResponseMessage> InvokeAsync(
        IterableRequest request, MediaTypeWithQualityHeaderValue accept, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var message = request.CreateMessage(BaseAddress);
        message.Headers.Accept.Add(accept);
        message.SetCompletion(completion);

        HttpResponseMessage response;
        try
        {
            response = await _handlers.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (TransportFailure.Is(e, cancellationToken))
        {
            throw ResponseErrors.NoAnswer(request.Operation, e);
        }

        if (response.IsSuccessStatusCode)
            return response;

        using (response)
            throw await ResponseErrors.ReadAsync(request.Operation, response, cancellationToken).ConfigureAwait(false);
    }
}
