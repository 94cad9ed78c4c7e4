namespace Iterable.Generated;

/// <summary>What the names of a stream stand for. A stream has few names and repeats them in every record.</summary>
internal sealed class NameCache<T>(RecordShape<T> shape)
    where T : class
{
    private const int Slots = 512;

    private readonly (byte[] Name, NameMatch<T> Match)[] _slots = new (byte[], NameMatch<T>)[Slots];

    public NameMatch<T> Find(ReadOnlySpan<byte> name)
    {
        ref var slot = ref _slots[Hash(name) % Slots];
        if (slot.Name is null || !name.SequenceEqual(slot.Name))
            slot = (name.ToArray(), shape.Find(Utf8Text.Decode(name)));

        return slot.Match;
    }

    private static uint Hash(ReadOnlySpan<byte> name) => name.IsEmpty ? 0
        : (uint)name.Length * 31 + name[0] * 7u + name[name.Length - 1] * 131u + name[name.Length / 2] * 17u;
}
