using System.Net;

namespace Iterable.Generated;

/// <summary>
/// The bytes of an export on their way: counts them, gives up when none come for too long, and turns whatever breaks into an
/// <see cref="ExportInterruptedException" />. Disposing it closes the answer.
/// </summary>
internal sealed class ExportBody : Stream
{
    private readonly Stream _content;
    private readonly IDisposable? _owner;
    private readonly ExportReadOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _cancelling;
    private readonly CancellationTokenSource _stopped;
    private readonly ITimer? _idleTimer;
    private Func<byte[], int, int, CancellationToken, Task>? _copy;
    private int _idle;

    public ExportBody(Stream content, IDisposable? owner, ExportReadOptions options, IterableErrorDetails details, CancellationToken cancellation)
    {
        _content = content;
        _owner = owner;
        _options = options;
        _cancellation = cancellation;
        Details = details;

        // Not every stream listens to a token while it waits for the network; all of them end when they are closed.
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // (Where the stream is the caller's, that is what is given up: nobody knows where a read that was stopped has come.)
        _cancelling = _stopped.Token.Register(static owner => ((IDisposable)owner!).Dispose(), owner ?? content);
        if (options.IdleTimeout != Timeout.InfiniteTimeSpan)
            _idleTimer = options.TimeProvider.CreateTimer(static body => ((ExportBody)body!).OnIdle(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What exceptions say about the call.</summary>
    public IterableErrorDetails Details { get; }

    /// <summary>The bytes that came so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The records made of them; whoever makes them counts them here.</summary>
    public long RecordsRead { get; set; }

    /// <summary>Whether the last byte came.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The last byte that came.</summary>
    public byte LastByte { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        _cancellation.ThrowIfCancellationRequested();
        int read;
        try
        {
            _idleTimer?.Change(_options.IdleTimeout, Timeout.InfiniteTimeSpan);
            read = await _content.ReadAsync(buffer, offset, count, _stopped.Token).ConfigureAwait(false);
            _idleTimer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        catch (Exception) when (_cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(_cancellation);
        }
        catch (Exception) when (Volatile.Read(ref _idle) != 0)
        {
            throw Interrupted(ExportInterruption.Stalled, FormattableString.Invariant($"nothing came for {_options.IdleTimeout.TotalSeconds} s"));
        }
        catch (Exception e) when (e is InvalidDataException || TransportFailure.Is(e, _cancellation))
        {
            throw Interrupted(ExportInterruption.ConnectionBroken, TransportFailure.Describe(e));
        }

        if (read > 0)
        {
            if (_copy is not null)
                await _copy(buffer, offset, read, _cancellation).ConfigureAwait(false);

            LastByte = buffer[offset + read - 1];
            BytesRead += read;
        }
        else if (count > 0)
        {
            HasEnded = true;
        }

        return read;
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(buffer, out var array))
            return await ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken).ConfigureAwait(false);

        var copy = new byte[buffer.Length];
        var read = await ReadAsync(copy, 0, copy.Length, cancellationToken).ConfigureAwait(false);
        copy.AsMemory(0, read).CopyTo(buffer);
        return read;
    }
#endif

    public ExportInterruptedException Interrupted(ExportInterruption reason, string description, IterableErrorDetails? details = null) =>
        new(reason, RecordsRead, BytesRead, details ?? Details, description);

    /// <summary>Keeps every byte that is read from now on.</summary>
    public void CopyTo(Func<byte[], int, int, CancellationToken, Task> write) => _copy = write;

    public void ReportProgress() => _options.Progress?.Report(new ExportProgress(RecordsRead, BytesRead));

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The body of an export is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _idleTimer?.Dispose();
            _cancelling.Dispose();
            _stopped.Dispose();
            _owner?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void OnIdle()
    {
        Volatile.Write(ref _idle, 1);
        _stopped.Cancel();
    }
}
