namespace Iterable.Generated;

/// <summary>A file that gets its name when it is whole: until then it has another one, beside it, and is removed when it is given up.</summary>
internal sealed class FileTarget : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly string _path;
    private readonly string _part;
    private readonly bool _overwrite;
    private readonly FileStream _file;
    private bool _isFinished;

    public FileTarget(string path, bool overwrite)
        : this(path, overwrite, static part => new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, useAsync: true))
    {
    }

    /// <summary>The same with a way of its own to make the file.</summary>
    internal FileTarget(string path, bool overwrite, Func<string, FileStream> create)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new ArgumentException("The path of a file cannot be null or blank.", nameof(path));

        _path = Path.GetFullPath(path);
        _overwrite = overwrite;
        if (!overwrite && File.Exists(_path))
            throw new IOException("There is a file of that name already; set Overwrite to replace it.");

        _part = FormattableString.Invariant($"{_path}.{Guid.NewGuid():N}.part");
        _file = create(_part);
    }

    /// <summary>Where to write.</summary>
    public Stream Content => _file;

    /// <summary>Puts everything on disk and gives the file its name.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await _file.FlushAsync(cancellationToken).ConfigureAwait(false);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        Rename();
        _isFinished = true;
    }

    public void Dispose()
    {
        if (_isFinished)
            return;

        // What was not written yet is written on closing, which fails again where the disk is full.
        _file.CloseQuietly();
        File.Delete(_part);
    }

    private void Rename()
    {
#if NET
        File.Move(_part, _path, _overwrite);
#else
        if (_overwrite && File.Exists(_path))
            File.Replace(_part, _path, destinationBackupFileName: null);
        else
            File.Move(_part, _path);
#endif
    }
}
