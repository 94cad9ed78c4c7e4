namespace Iterable.Generated;

/// <summary>What names stand for, by their bytes: a slot for each of some hashes, which the last name with the hash has.</summary>
internal sealed class NameTable(Func<string, NameMatch> find)
{
    private const int Slots = 256;

    private readonly Entry?[] _slots = new Entry?[Slots];

    public NameMatch Find(ReadOnlySpan<byte> name)
    {
        ref var slot = ref _slots[MemberNames.Hash(name) % Slots];
        var entry = slot;
        if (entry is null || !name.SequenceEqual(entry.Name))
            slot = entry = new Entry(name.ToArray(), find(Utf8Text.Decode(name)));

        return entry.Match;
    }

    private sealed class Entry(byte[] name, NameMatch match)
    {
        public readonly byte[] Name = name;
        public readonly NameMatch Match = match;
    }
}
