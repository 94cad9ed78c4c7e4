namespace Iterable.Generated;

/// <summary>What a reader of one record after another uses again: buffers, and names as texts.</summary>
internal sealed class ReadingMemory(MemberNames? names = null)
{
    private Stack<MemberBuffer>? _free;

    /// <summary>The names in free-form data; none where a single object is read. Records that are read late use them from other threads.</summary>
    public MemberNames? Names { get; } = names;

    /// <summary>
    /// Whether deferred members were asked for after the last record that has some. Those of the next one are made at once then, while its bytes
    /// are read, which spares a second reading of them.
    /// </summary>
    public bool AskedForDeferred { get; set; }

    public MemberBuffer Rent() => _free is { Count: > 0 } ? _free.Pop() : new MemberBuffer();

    public void Return(MemberBuffer? buffer)
    {
        if (buffer is null)
            return;

        buffer.Clear();
        (_free ??= new()).Push(buffer);
    }
}
