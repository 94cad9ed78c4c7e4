using System.Text;
using System.Text.Json;

namespace Webhooks;

/// <summary>The last word on each address, in memory and as lines of a file that survives a restart.</summary>
internal sealed class SuppressionList : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, Suppression> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly FileStream _file;

    public SuppressionList(string path)
    {
        // A process that was killed may have left half a line, which was never answered 200: the event comes again.
        var whole = File.Exists(path) ? Read(path) : 0;
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _file.SetLength(whole);
        _file.Seek(0, SeekOrigin.End);
    }

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

            await _file.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry) + "\n"), CancellationToken.None);
            _file.Flush(flushToDisk: true);
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

    private long Read(string path)
    {
        var length = 0L;
        foreach (var line in File.ReadAllText(path).Split('\n')[..^1])
        {
            Set(JsonSerializer.Deserialize<Suppression>(line)!);
            length += Encoding.UTF8.GetByteCount(line) + 1;
        }

        return length;
    }

    private void Set(Suppression entry)
    {
        lock (_entries)
            _entries[entry.Email.Trim()] = entry;
    }
}
