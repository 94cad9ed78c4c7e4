using System.Buffers;
using System.Text;

namespace Iterable.Generated;

/// <summary>Reads UTF-8 with pooled buffers; a byte order mark at the start is passed over. The stream stays open.</summary>
internal sealed class PooledTextReader : TextReader
{
    private const int BufferSize = 4096;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Stream _stream;
    private readonly Decoder _decoder = Utf8.GetDecoder();
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(BufferSize);
    private char[] _chars = ArrayPool<char>.Shared.Rent(BufferSize + 1);
    private int _at;
    private int _end;
    private bool _begun;

    public PooledTextReader(Stream stream) => _stream = stream;

    public override int Peek() => Fill() ? _chars[_at] : -1;

    public override int Read() => Fill() ? _chars[_at++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || !Fill())
            return 0;

        var read = Math.Min(count, _end - _at);
        Array.Copy(_chars, _at, buffer, index, read);
        _at += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            ArrayPool<char>.Shared.Return(_chars);
            _bytes = [];
            _chars = [];
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        while (_at == _end)
        {
            // A renting may give more than was asked for; the characters have room for what this many bytes are.
            var read = _stream.Read(_bytes, 0, BufferSize);
            _end = _decoder.GetChars(_bytes, 0, read, _chars, 0, flush: read == 0);
            _at = 0;
            if (read == 0 && _end == 0)
                return false;
            if (!_begun && _end > 0)
            {
                _begun = true;
                _at = _chars[0] == '\uFEFF' ? 1 : 0;
            }
        }

        return true;
    }
}
