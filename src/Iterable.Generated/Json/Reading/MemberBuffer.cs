namespace Iterable.Generated;

/// <summary>Collects members of an object as the bytes they are, into one JSON object.</summary>
internal sealed class MemberBuffer
{
    private byte[] _bytes = new byte[512];
    private int _length;

    public void Clear() => _length = 0;

    /// <summary>Adds <c>"name":value</c>.</summary>
    public void Add(ReadOnlySpan<byte> member)
    {
        Append(_length == 0 ? "{"u8 : ","u8);
        Append(member);
    }

    /// <summary>The length of what was added.</summary>
    public int Length => _length;

    /// <summary>Takes out a member again.</summary>
    /// <param name="start">The <see cref="Length" /> before it was added.</param>
    /// <param name="length">What it added to that.</param>
    public void Remove(int start, int length)
    {
        _bytes.AsSpan(start + length, _length - start - length).CopyTo(_bytes.AsSpan(start));
        _length -= length;
        if (start == 0 && _length > 0)
            _bytes[0] = (byte)'{';
    }

    /// <summary>Adds a value under a name that is JSON already, with its colon.</summary>
    public void Add(byte[] name, ReadOnlySpan<byte> value)
    {
        Add(name);
        Append(value);
    }

    /// <summary>The object; valid until the next change.</summary>
    public ReadOnlySpan<byte> Close()
    {
        Append("}"u8);
        return _bytes.AsSpan(0, _length);
    }

    /// <summary>The object in an array of its own.</summary>
    public byte[] ToArray() => Close().ToArray();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes.Length));

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }
}
