using System.Text.Json;

namespace Iterable.Generated;

/// <summary>The names of members as texts, made once for those that come again: a slot for each of some hashes, which the last name with the hash has.</summary>
internal sealed class MemberNames
{
    private const int Slots = 512;

    private readonly Entry?[] _slots = new Entry?[Slots];

    /// <summary>The name the reader stands on, by names that may not be there.</summary>
    public static string Get(MemberNames? names, ref Utf8JsonReader json) => names is null ? JsonTokens.Text(ref json) : names.Get(ref json);

    private string Get(ref Utf8JsonReader json)
    {
        if (json.ValueIsEscaped)
            return JsonTokens.Text(ref json);

        var name = json.ValueSpan;
        ref var slot = ref _slots[Hash(name) % Slots];
        var entry = slot;
        if (entry is null || !name.SequenceEqual(entry.Utf8))
            slot = entry = new Entry(name.ToArray(), JsonTokens.Text(ref json));

        return entry.Text;
    }

    public static uint Hash(ReadOnlySpan<byte> name) => name.IsEmpty ? 0
        : (uint)name.Length * 31 + name[0] * 7u + name[name.Length - 1] * 131u + name[name.Length / 2] * 17u;

    private sealed class Entry(byte[] utf8, string text)
    {
        public readonly byte[] Utf8 = utf8;
        public readonly string Text = text;
    }
}
