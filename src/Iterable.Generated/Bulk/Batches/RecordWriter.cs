using System.Buffers;
using System.Text;

namespace Iterable.Generated;

/// <summary>Writes records one by one, each once, with buffers that serve for all of them.</summary>
internal sealed class RecordWriter<TRecord>(LaneDefinition<TRecord> lane) : IDisposable
{
    private PooledTextWriter? _text;
    private RequestJsonWriter? _json;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);

    /// <summary>Writes a record.</summary>
    /// <returns>Its bytes, until the next one is written.</returns>
    public ReadOnlySpan<byte> Write(TRecord record)
    {
        try
        {
            if (_json is null)
                Begin();

            _text!.Clear();
            lane.Write(_json!, record);
            return Encode(_text.Text);
        }
        catch
        {
            End();
            throw;
        }
    }

    public void Dispose()
    {
        End();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Begin()
    {
        _text = new PooledTextWriter();
        _json = new RequestJsonWriter(_text) { CloseOutput = false, AutoCompleteOnClose = false };
        if (lane.Envelope.IsMap)
            _json.WriteStartObject();
        else
            _json.WriteStartArray();
    }

    /// <summary>A writer that failed in the middle of a record cannot go on.</summary>
    private void End()
    {
        ((IDisposable?)_json)?.Dispose();
        _text?.Dispose();
        _json = null;
        _text = null;
    }

    private ReadOnlySpan<byte> Encode(ArraySegment<char> text)
    {
        // The writer thinks of a list; what separates its items is for the batch to say.
        var start = text.Count > 0 && text.Array![0] == ',' ? 1 : 0;
        var most = Encoding.UTF8.GetMaxByteCount(text.Count);
        if (_bytes.Length < most)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _bytes = ArrayPool<byte>.Shared.Rent(most);
        }

        return new ReadOnlySpan<byte>(_bytes, 0, Encoding.UTF8.GetBytes(text.Array!, start, text.Count - start, _bytes, 0));
    }
}
