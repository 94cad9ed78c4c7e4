using System.Text;
using System.Text.Json;

namespace Webhooks;

/// <summary>The last word on each address, in memory and as lines of a file that survives a restart.</summary>
internal sealed class SuppressionList : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, Suppression> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly FileStream _file;
    private long _whole;

    /// <summary>Reads the list, and owns the file from then on.</summary>
    public SuppressionList(FileStream file)
    {
        _file = file;
        Read();
    }

    /// <summary>Opens a list. Without a buffer, which would keep what could not be written and write it later.</summary>
    public static SuppressionList Open(string path) =>
        new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));

    public Suppression? Find(string email)
    {
        lock (_entries)
            return _entries.GetValueOrDefault(email.Trim());
    }

    /// <summary>Takes over what an event says, unless a later one has said otherwise: events come in no order. When this ends, it is on the disk.</summary>
    public async Task AddAsync(Suppression entry, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Find(entry.Email) is { } known && known.At >= entry.At)
                return;

            CutToWhole();
            await _file.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry) + "\n"), CancellationToken.None);
            _file.Flush(flushToDisk: true);
            _whole = _file.Position;
            Set(entry);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _gate.Dispose();
    }

    private void Read()
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        _whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, (int)_whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Set(JsonSerializer.Deserialize<Suppression>(line)!);
        CutToWhole();
    }

    // A write that failed, or a process that was killed, may have left half a line, which was never answered 200: the event comes again.
    private void CutToWhole()
    {
        _file.SetLength(_whole);
        _file.Position = _whole;
    }

    private void Set(Suppression entry)
    {
        lock (_entries)
            _entries[entry.Email.Trim()] = entry;
    }
}
