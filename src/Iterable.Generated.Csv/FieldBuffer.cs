using System.Buffers.Binary;

namespace Iterable.Generated;

/// <summary>Collects fields of a row: for each its column, its length and its bytes.</summary>
internal sealed class FieldBuffer
{
    private const int HeadLength = 8;

    private byte[] _bytes = new byte[1024];
    private int _length;

    public bool IsEmpty => _length == 0;

    public void Clear() => _length = 0;

    public void Add(int column, ReadOnlySpan<byte> text)
    {
        var end = _length + HeadLength + text.Length;
        if (_bytes.Length < end)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, end));

        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), column);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length + 4), text.Length);
        text.CopyTo(_bytes.AsSpan(_length + HeadLength));
        _length = end;
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    /// <summary>Takes the first field off what <see cref="ToArray" /> made.</summary>
    public static (int Column, int Start, int Length) Next(byte[] fields, int at) => (
        BinaryPrimitives.ReadInt32LittleEndian(fields.AsSpan(at)),
        at + HeadLength,
        BinaryPrimitives.ReadInt32LittleEndian(fields.AsSpan(at + 4)));
}
