using System.Runtime.InteropServices;

namespace Iterable.Generated;

/// <summary>Keeps the bytes of a window until it is known to be whole: in memory, or in a file when they are many.</summary>
internal sealed class WindowSpool(long memoryLimit, string? folder) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private MemoryStream? _memory = new();
    private FileStream? _file;

    /// <summary>Whether the bytes are in a file.</summary>
    public bool IsSpilled => _file is not null;

    public long BytesInMemory => _memory?.Length ?? 0;

    public async Task WriteAsync(byte[] bytes, int offset, int count, CancellationToken cancellationToken)
    {
        if (_memory is not null && _memory.Length + count > memoryLimit)
        {
            _file = CreateFile(folder ?? Path.GetTempPath());
            await _file.WriteAsync(_memory.GetBuffer(), 0, (int)_memory.Length, cancellationToken).ConfigureAwait(false);
            _memory = null;
        }

        if (_memory is null)
            await _file!.WriteAsync(bytes, offset, count, cancellationToken).ConfigureAwait(false);
        else
            _memory.Write(bytes, offset, count);
    }

    /// <summary>The bytes from the start. They are still the spool's.</summary>
    public Stream Rewind()
    {
        Stream stream = _file ?? (Stream)_memory!;
        stream.Position = 0;
        return stream;
    }

    /// <summary>Writes all bytes to somewhere else.</summary>
    public async Task CopyToAsync(Func<byte[], int, int, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var content = Rewind();
        var chunk = new byte[BufferSize];
        for (int read; (read = await content.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0;)
            await write(chunk, 0, read, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _file?.Dispose();

    private static FileStream CreateFile(string folder)
    {
        var path = Path.Combine(folder, $"iterable-export-{Guid.NewGuid():N}.tmp");
#if NET
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BufferSize,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
#else
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
#endif

        // An open file needs no name there.
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            File.Delete(path);

        return file;
    }
}
