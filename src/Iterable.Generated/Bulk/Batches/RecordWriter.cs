namespace Iterable.Generated;

/// <summary>Writes records one by one, each once, with buffers that serve for all of them.</summary>
internal sealed class RecordWriter<TRecord> : IDisposable
{
    private readonly LaneDefinition<TRecord> _lane;
    private readonly PooledUtf8 _text = new();
    private readonly RequestJsonWriter _json;

    public RecordWriter(LaneDefinition<TRecord> lane)
    {
        _lane = lane;
        _json = new RequestJsonWriter(_text);
    }

    /// <summary>Writes a record.</summary>
    /// <returns>Its bytes, until the next one is written.</returns>
    public ReadOnlySpan<byte> Write(TRecord record)
    {
        _text.Clear();
        _json.Restart();
        _lane.Write(_json, record);
        return _text.Written;
    }

    public void Dispose()
    {
        ((IDisposable)_json).Dispose();
        _text.Dispose();
    }
}
