namespace Iterable.Generated;

/// <summary>What a reader of one record after another uses again: buffers, and names as texts.</summary>
internal sealed class ReadingMemory(MemberNames? names = null)
{
    private readonly Stack<MemberBuffer> _free = new();

    /// <summary>The names in free-form data; none where a single object is read. Records that are read late use them from other threads.</summary>
    public MemberNames? Names { get; } = names;

    public MemberBuffer Rent() => _free.Count > 0 ? _free.Pop() : new MemberBuffer();

    public void Return(MemberBuffer? buffer)
    {
        if (buffer is null)
            return;

        buffer.Clear();
        _free.Push(buffer);
    }
}
