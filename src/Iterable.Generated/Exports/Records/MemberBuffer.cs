namespace Iterable.Generated;

/// <summary>Collects members of a record as the bytes they are, into one JSON object.</summary>
internal sealed class MemberBuffer
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    public bool IsEmpty => _length == 0;

    public void Clear() => _length = 0;

    /// <summary>Adds <c>"name":value</c>.</summary>
    public void Add(ReadOnlySpan<byte> member)
    {
        Append(_length == 0 ? "{"u8 : ","u8);
        Append(member);
    }

    /// <summary>The object; valid until the next change.</summary>
    public ArraySegment<byte> Close()
    {
        Append("}"u8);
        return new ArraySegment<byte>(_bytes, 0, _length);
    }

    /// <summary>The object in an array of its own.</summary>
    public byte[] ToArray() => Close().AsSpan().ToArray();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes.Length));

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }
}
