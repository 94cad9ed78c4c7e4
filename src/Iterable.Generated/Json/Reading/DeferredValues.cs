namespace Iterable.Generated;

/// <summary>Members that were put off, and can be read as other types than the model has.</summary>
internal abstract class DeferredValues : DeferredMembers
{
    /// <summary>Reads a declared member from its bytes.</summary>
    /// <returns>What became of it; <see langword="null" /> when only the model can tell, because it was read or written there, or came in parts.</returns>
    public Fit? Read<TValue>(string name, ValueKind<TValue> kind, out TValue? value)
        where TValue : class
    {
        lock (this)
        {
            value = default;
            return MembersBegun ? null : ReadMember(name, kind, out value);
        }
    }

    protected abstract Fit? ReadMember<TValue>(string name, ValueKind<TValue> kind, out TValue? value)
        where TValue : class;
}
