using System.Net;

namespace Iterable.Generated;

/// <summary>One attempt beneath the client's own handlers, where handlers of others may try to make two of it.</summary>
internal sealed class SingleAttempt
{
    private const string Key = "Iterable.Generated.Attempt";

#if NET
    private static readonly HttpRequestOptionsKey<SingleAttempt> OptionsKey = new(Key);
#endif

    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _passes;
    private HttpResponseMessage? _success;
    private HttpStatusCode _status;
    private byte[] _body = [];
    private KeyValuePair<string, IEnumerable<string>>[] _headers = [];
    private KeyValuePair<string, IEnumerable<string>>[] _contentHeaders = [];

    /// <summary>Whether it went to the transport.</summary>
    public bool WasSent => Volatile.Read(ref _passes) > 0;

    /// <summary>Whether it was tried to send it twice.</summary>
    public bool WasRepeated => Volatile.Read(ref _passes) > 1;

    /// <summary>What the one pass failed with.</summary>
    public Exception? Exception { get; private set; }

    /// <summary>Ends when the one pass has: true when it was answered with a success.</summary>
    public Task<bool> Ended => _ended.Task;

    /// <summary>Whether the answer of the one pass, a success, is gone: whoever had it has disposed it.</summary>
    public bool IsAnswerGone
    {
        get
        {
            try
            {
                // An answer does not tell that it is disposed, and refuses to be changed then.
                if (_success is { } success)
                    success.Version = success.Version;
                return false;
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        }
    }

    /// <summary>Marks a request as the one of a new attempt. Handlers that make copies of it copy the mark.</summary>
    public static SingleAttempt Begin(HttpRequestMessage request)
    {
        var attempt = new SingleAttempt();
#if NET
        request.Options.Set(OptionsKey, attempt);
#else
        request.Properties[Key] = attempt;
#endif
        return attempt;
    }

    /// <summary>The attempt that a request is part of.</summary>
    public static SingleAttempt? Of(HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(OptionsKey, out var attempt) ? attempt : null;
#else
        request.Properties.TryGetValue(Key, out var attempt) ? attempt as SingleAttempt : null;
#endif

    /// <summary>Lets the first pass through.</summary>
    public bool TryPass() => Interlocked.Increment(ref _passes) == 1;

    public void EndWith(Exception exception)
    {
        Exception = exception;
        _ended.TrySetResult(false);
    }

    /// <summary>Takes a copy of a refusal, since whoever repeats a request disposes the answer it has.</summary>
    public async Task EndWithAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            await response.BufferErrorAsync(cancellationToken).ConfigureAwait(false);
            _status = response.StatusCode;
            _headers = [.. response.Headers];
            _contentHeaders = [.. response.Content.Headers];
            _body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        }
        else
        {
            _success = response;
        }

        _ended.TrySetResult(response.IsSuccessStatusCode);
    }

    /// <summary>The answer of the one pass, where that was a refusal.</summary>
    public HttpResponseMessage? Refusal()
    {
        if (_status == default)
            return null;

        var response = new HttpResponseMessage(_status) { Content = new ByteArrayContent(_body) };
        foreach (var header in _headers)
            response.Headers.TryAddWithoutValidation(header.Key, header.Value);
        foreach (var header in _contentHeaders)
            response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return response;
    }
}
