namespace Iterable.Generated;

/// <summary>
/// Reads from a stream that may stop to send and may not listen to tokens: a read ends when the token is cancelled or when nothing comes
/// for too long, and the stream is closed then.
/// </summary>
internal sealed class WatchedStream : ReadOnlyStream
{
    // Below what the runtime takes for a large object.
    private const int OwnBufferSize = 64 * 1024;

    private readonly Stream _content;
    private readonly IDisposable _closes;
    private readonly TimeSpan _idleTimeout;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;
    private readonly StopSource _stop;
    private readonly CancellationTokenRegistration _closing;
    private readonly CancellationTokenRegistration _leaving;
    private readonly TaskCompletionSource<int>? _left;
    private readonly byte[]? _ownBuffer;
    private volatile bool _hasStalled;

    /// <summary>Reads from the content of an answer, whose reads end when it is closed.</summary>
    public WatchedStream(Stream content, IDisposable answer, TimeSpan idleTimeout, TimeProvider time, CancellationToken cancellation)
        : this(content, answer, idleTimeout, time, left: null, cancellation)
    {
    }

    /// <summary>
    /// Reads from a stream of the caller. One whose read goes on when it is closed is left alone with that, which is why such a read has a
    /// buffer that nobody else uses.
    /// </summary>
    public WatchedStream(Stream content, TimeSpan idleTimeout, TimeProvider time, CancellationToken cancellation)
        : this(content, content, idleTimeout, time, new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously), cancellation) =>
        _ownBuffer = new byte[OwnBufferSize];

    private WatchedStream(Stream content, IDisposable closes, TimeSpan idleTimeout, TimeProvider time, TaskCompletionSource<int>? left, CancellationToken cancellation)
    {
        _content = content;
        _closes = closes;
        _idleTimeout = idleTimeout;
        _time = time;
        _left = left;
        _cancellation = cancellation;
        _stop = new StopSource(cancellation);

        // The last one registered is called first: a stream is closed before it is left.
        if (left is not null)
            _leaving = _stop.Token.Register(static left => ((TaskCompletionSource<int>)left!).TrySetCanceled(), left);
        _closing = closes.CloseWhenCancelled(_stop.Token);
    }

    /// <summary>Whether a read was given up because nothing came.</summary>
    public bool HasStalled => _hasStalled;

    /// <summary>Reads once; 0 at the end.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        _cancellation.ThrowIfCancellationRequested();
        try
        {
            if (_ownBuffer is null)
                return await ReadOnceAsync(buffer, offset, count).ConfigureAwait(false);

            var read = await ReadOnceAsync(_ownBuffer, 0, Math.Min(count, OwnBufferSize)).ConfigureAwait(false);
            Array.Copy(_ownBuffer, 0, buffer, offset, read);
            return read;
        }
        catch (Exception) when (_cancellation.IsCancellationRequested)
        {
            // A stream that listens can hear of the token before the callback that closes it has run.
            _closes.CloseQuietly();
            throw new OperationCanceledException(_cancellation);
        }
        catch (Exception) when (HasStalled)
        {
            throw new TimeoutException(FormattableString.Invariant($"nothing came for {_idleTimeout.TotalSeconds} s"));
        }
    }

    /// <summary>Ends the watching. The stream stays open.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _leaving.Dispose();
            _closing.Dispose();
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<int> ReadOnceAsync(byte[] buffer, int offset, int count)
    {
        // Each read has a timer of its own, so that one that fires late stops the read it was for and no other.
        var wait = new Wait(this);
        using var timer = _idleTimeout == Timeout.InfiniteTimeSpan
            ? null
            : _time.CreateTimer(static wait => ((Wait)wait!).GiveUp(), wait, _idleTimeout, Timeout.InfiniteTimeSpan);
        var read = _content.ReadAsync(buffer, offset, count, _stop.Token);
        if (_left is not null && !read.IsCompleted && await Task.WhenAny(read, _left.Task).ConfigureAwait(false) != read)
        {
            _ = read.ContinueWith(static read => read.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            await _left.Task.ConfigureAwait(false);
        }

        var result = await read.ConfigureAwait(false);
        if (wait.TryEnd())
            return result;

        // The timer won; it may not have come to say so yet.
        _hasStalled = true;
        throw new TimeoutException();
    }

    private void Stall()
    {
        _hasStalled = true;
        _stop.Stop();
    }

    /// <summary>One read that waits: it ends, or it is given up, and not both.</summary>
    private sealed class Wait(WatchedStream stream)
    {
        private int _isOver;

        public bool TryEnd() => Interlocked.Exchange(ref _isOver, 1) == 0;

        public void GiveUp()
        {
            if (TryEnd())
                stream.Stall();
        }
    }
}
