using System.Buffers;
using System.Globalization;
using System.Text;

namespace Iterable.Generated;

/// <summary>Collects text in a pooled buffer and gives it out as UTF-8 of exactly its length.</summary>
internal sealed class PooledTextWriter : TextWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private char[] _buffer = ArrayPool<char>.Shared.Rent(1024);
    private int _length;

    public PooledTextWriter()
        : base(CultureInfo.InvariantCulture)
    {
    }

    public override Encoding Encoding => Utf8;

    /// <summary>What was written.</summary>
    public ArraySegment<char> Text => new(_buffer, 0, _length);

    public byte[] ToUtf8() => Utf8.GetBytes(_buffer, 0, _length);

    /// <summary>Begins anew.</summary>
    public void Clear() => _length = 0;

    public override void Write(char value)
    {
        if (_length == _buffer.Length)
            Grow(1);
        _buffer[_length++] = value;
    }

    public override void Write(char[] buffer, int index, int count)
    {
        if (count > _buffer.Length - _length)
            Grow(count);
        Array.Copy(buffer, index, _buffer, _length, count);
        _length += count;
    }

    public override void Write(string? value)
    {
        if (value is null)
            return;
        if (value.Length > _buffer.Length - _length)
            Grow(value.Length);
        value.CopyTo(0, _buffer, _length, value.Length);
        _length += value.Length;
    }

    protected override void Dispose(bool disposing)
    {
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
        base.Dispose(disposing);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_length + more, checked(_buffer.Length * 2)));
        Array.Copy(_buffer, larger, _length);
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
