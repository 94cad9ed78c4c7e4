namespace Iterable.Generated;

/// <summary>
/// The bytes of an export on their way: counts what came, and turns whatever breaks into an <see cref="ExportInterruptedException" />
/// that says so. Disposing it closes the answer.
/// </summary>
internal sealed class ExportBody : ReadOnlyStream
{
    private readonly WatchedStream _reads;
    private readonly IDisposable? _owner;
    private readonly CancellationToken _cancellation;
    private Func<byte[], int, int, CancellationToken, Task>? _copy;

    /// <summary>The body of an answer, which is closed with it.</summary>
    public ExportBody(Stream content, IDisposable owner, ExportReadOptions options, IterableErrorDetails details, CancellationToken cancellation)
        : this(new WatchedStream(content, owner, options.IdleTimeout, options.TimeProvider, cancellation), options, details, cancellation) =>
        _owner = owner;

    /// <summary>Bytes out of a stream of somebody else's. It is closed when the reading is given up: nobody knows where a read that was stopped has come.</summary>
    public ExportBody(Stream content, ExportReadOptions options, CancellationToken cancellation)
        : this(new WatchedStream(content, options.IdleTimeout, options.TimeProvider, cancellation), options, new IterableErrorDetails(), cancellation)
    {
    }

    private ExportBody(WatchedStream reads, ExportReadOptions options, IterableErrorDetails details, CancellationToken cancellation)
    {
        _reads = reads;
        _cancellation = cancellation;
        Details = details;
        Progress = new ProgressMeter(this, options.Progress);
    }

    /// <summary>What exceptions say about the call.</summary>
    public IterableErrorDetails Details { get; }

    /// <summary>Tells how far the reading has come.</summary>
    public ProgressMeter Progress { get; }

    /// <summary>The bytes that came so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The records made of them; whoever makes them counts them here.</summary>
    public long RecordsRead { get; set; }

    /// <summary>Whether the last byte came.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The first byte that came.</summary>
    public byte FirstByte { get; private set; }

    /// <summary>The last byte that came.</summary>
    public byte LastByte { get; private set; }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read;
        try
        {
            read = await _reads.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e) when (_reads.HasStalled)
        {
            throw Interrupted(ExportInterruption.Stalled, e.Message);
        }
        catch (Exception e) when (TransportFailure.Is(e, _cancellation))
        {
            throw Interrupted(ExportInterruption.ConnectionBroken, TransportFailure.Describe(e));
        }

        if (read > 0)
        {
            if (_copy is not null)
                await _copy(buffer, offset, read, _cancellation).ConfigureAwait(false);

            if (BytesRead == 0)
                FirstByte = buffer[offset];
            LastByte = buffer[offset + read - 1];
            BytesRead += read;
        }
        else if (count > 0)
        {
            HasEnded = true;
        }

        return read;
    }

    /// <summary>The exception for an end before the end. It tells of all bytes that came, unless a number is given.</summary>
    public ExportInterruptedException Interrupted(ExportInterruption reason, string description, IterableErrorDetails? details = null, long? bytes = null) =>
        new(reason, RecordsRead, bytes ?? BytesRead, details ?? Details, description);

    /// <summary>Keeps every byte that is read from now on.</summary>
    public void CopyTo(Func<byte[], int, int, CancellationToken, Task> write) => _copy = write;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reads.Dispose();
            _owner?.Dispose();
        }

        base.Dispose(disposing);
    }
}
