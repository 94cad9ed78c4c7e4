namespace Iterable.Generated;

/// <summary>What a reader of one record after another uses again: buffers, and names as texts.</summary>
internal sealed class ReadingMemory
{
    private readonly Stack<MemberBuffer> _free = new();

    /// <summary>The names in free-form data. Records that are read late use them from other threads.</summary>
    public MemberNames Names { get; } = new();

    public MemberBuffer Rent() => _free.Count > 0 ? _free.Pop() : new MemberBuffer();

    public void Return(MemberBuffer? buffer)
    {
        if (buffer is null)
            return;

        buffer.Clear();
        _free.Push(buffer);
    }
}
