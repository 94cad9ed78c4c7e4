using System.Globalization;

namespace Iterable.Generated;

/// <summary>
/// The way of every call: request, handlers, transport, and back as a result or an <see cref="IterableException" />.
/// It has no state but what its runtime holds, so any number of threads may use one.
/// </summary>
internal sealed class IterablePipeline : IDisposable
{
    private const string Json = "application/json";
    private const string Anything = "*/*";

    private readonly ClientRuntime _runtime;
    private readonly CallSender _sender;
    private readonly CallSettings _settings;
    private readonly bool _owns;

    private IterablePipeline(ClientRuntime runtime, CallSender sender, CallSettings settings, bool owns)
    {
        _runtime = runtime;
        _sender = sender;
        _settings = settings;
        _owns = owns;
    }

    public ApiBaseAddress BaseAddress => _runtime.BaseAddress;

    public static IterablePipeline Create(IterableClientOptions options, HttpClient? httpClient)
    {
        var runtime = new ClientRuntime(options);
        return new IterablePipeline(runtime, CallSender.Through(runtime, httpClient), runtime.Settings, owns: true);
    }

    /// <summary>A pipeline whose handlers are in the <see cref="HttpClient" /> already.</summary>
    public static IterablePipeline Create(ClientRuntime runtime, Func<HttpClient> httpClient) =>
        new(runtime, CallSender.Through(httpClient), runtime.Settings, owns: false);

    /// <summary>The same pipeline with other settings. Disposing it does nothing.</summary>
    public IterablePipeline With(IterableCallOptions options) => new(_runtime, _sender, _settings.With(options), owns: false);

    /// <summary>The same pipeline for calls that somebody makes smaller when they fail. Disposing it does nothing.</summary>
    public IterablePipeline WithoutRepeatingFailures() => new(_runtime, _sender, _settings.WithoutRepeatingFailures(), owns: false);

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
        T result;
        try
        {
            result = IterableJson.Deserialize<T>(body);
        }
        catch (UnreadableJsonException e)
        {
            throw await ResponseErrors.UnreadableAsync(request.Operation, response, e, cancellationToken).ConfigureAwait(false);
        }

        return ResponseErrors.Disguised(request.Operation, response, result) is { } error ? throw error : result;
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
        var text = await response.Content.ReadAllTextAsync(cancellationToken).ConfigureAwait(false);
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

    public void Dispose()
    {
        if (!_owns)
            return;

        _sender.Dispose();
        _runtime.Dispose();
    }

    private async Task<HttpResponseMessage> InvokeAsync(
        IterableRequest request, string accept, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_runtime.Retry.GenerateIds && request.Operation.RetrySafety == IterableRetrySafety.WithId)
            request.CompleteIds(_runtime.NewRecordId);

        var call = new IterableCall(request, _settings, accept, _sender.UserAgent, completion, _runtime.Time.GetTimestamp());
        using var message = CreateMessage(call);
        using var bound = new TimeBound(_runtime.Time, _settings.Timeout, cancellationToken);
        HttpResponseMessage response;
        try
        {
            response = await _sender.SendAsync(message, bound.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested && e.CancellationToken != cancellationToken)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (bound.IsOver && (e is OperationCanceledException || TransportFailure.Is(e, cancellationToken)))
        {
            throw new IterableTimeoutException(
                FormattableString.Invariant($"{call.Operation} did not end in {_settings.Timeout.TotalSeconds:0.###} s, after {call.Attempts} attempts."),
                new IterableErrorDetails { Operation = call.Operation, SurelyNotSent = call.Attempts == 0 });
        }
        catch (Exception e) when (TransportFailure.Is(e, cancellationToken))
        {
            throw ResponseErrors.NoAnswer(request.Operation, e);
        }

        if (_settings.OnResponse is { } onResponse)
            Tell(onResponse, call, response);
        if (response.IsSuccessStatusCode)
            return response;

        using (response)
            throw await ResponseErrors.ReadAsync(request.Operation, BaseAddress, response, _runtime.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
    }

    private HttpRequestMessage CreateMessage(IterableCall call)
    {
        var message = call.Request.CreateMessage(BaseAddress);
        call.AddHeaders(message);
        call.HeaderCount = RequestTemplate.CountHeaders(message);
        message.SetCall(call);
        return message;
    }

    private void Tell(Action<IterableResponseInfo> onResponse, IterableCall call, HttpResponseMessage response)
    {
        try
        {
            onResponse(new IterableResponseInfo(call, response, _runtime.Time.GetElapsedTime(call.StartedAt)));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
