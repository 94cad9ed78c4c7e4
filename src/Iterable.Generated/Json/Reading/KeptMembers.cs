using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>What is known of an object while it is read, and the members of a model that are not read at once.</summary>
internal struct KeptMembers(ReadingMemory memory)
{
    private MemberBuffer? _members;
    private MemberBuffer? _beside;
    private HashSet<NameMatch>? _asked;
    private List<(NameMatch Match, int Start, int Length)>? _otherKinds;

    /// <summary>The members that have a value, where the type requires some.</summary>
    public HashSet<NameMatch>? Given { get; set; }

    /// <summary>The members that have taken a value, where an object within the object has some of them, so that looking through one of the two is not enough.</summary>
    public HashSet<NameMatch>? Taken { get; set; }

    /// <summary>The name of the one deferred member that was made at once.</summary>
    public string? MadeName { get; private set; }

    /// <summary>That member.</summary>
    public JToken? Made { get; private set; }

    /// <summary>
    /// Whether a name that differs from a declared one in case stands for its member: when the object does not have that under its own name,
    /// and this is the first that differs.
    /// </summary>
    public bool Takes(NameMatch declared, ReadOnlySpan<byte> all) => (_asked ??= []).Add(declared) && Taken?.Contains(declared) != true && !Has(all, declared.Declared!);

    public void AddMember(ref JsonCursor json, int at, NameMatch match)
    {
        var start = json.Start;
        MadeName = _members is null && memory.AskedForDeferred ? match.Declared : null;
        if (MadeName is not null)
            Made = JsonTokens.Read(ref json.Reader, memory.Names);
        else
            json.SkipKept();

        memory.AskedForDeferred = false;
        _members ??= memory.Rent();
        if (match.Declared is null)
            _members.Add(json.From(at));
        else
            _members.Add(match.Json, json.From(start));
    }

    public void AddBeside(ref JsonCursor json, int at)
    {
        json.SkipKept();
        (_beside ??= memory.Rent()).Add(json.From(at));
    }

    /// <summary>Keeps a value that its member cannot have, unless the member has one already: the object has it twice then.</summary>
    public void AddOtherKind(ref JsonCursor json, int at, NameMatch match, ReadOnlySpan<byte> before)
    {
        if (_otherKinds?.Exists(other => other.Match == match) != true && (Taken?.Contains(match) ?? Has(before, match.Declared!, withValue: true)))
        {
            json.SkipKept();
            return;
        }

        var start = _beside?.Length ?? 0;
        AddBeside(ref json, at);
        (_otherKinds ??= []).Add((match, start, _beside!.Length - start));
    }

    /// <summary>Forgets what was kept beside a member that has its value now.</summary>
    public readonly void Took(NameMatch match)
    {
        Taken?.Add(match);
        for (var i = (_otherKinds?.Count ?? 0) - 1; i >= 0; i--)
        {
            var (other, start, length) = _otherKinds![i];
            if (other != match)
                continue;

            _beside!.Remove(start, length);
            _otherKinds.RemoveAt(i);
            for (var later = i; later < _otherKinds.Count; later++)
                _otherKinds[later] = _otherKinds[later] with { Start = _otherKinds[later].Start - length };
        }
    }

    /// <summary>Two objects one after another, the declared members and those beside them; null when there is neither.</summary>
    public readonly byte[]? ToBytes(out int members)
    {
        var first = _members is null ? default : _members.Close();
        var second = _beside is null or { Length: 0 } ? default : _beside.Close();
        members = first.Length;
        if (members + second.Length == 0)
            return null;

        var bytes = new byte[members + second.Length];
        first.CopyTo(bytes);
        second.CopyTo(bytes.AsSpan(members));
        memory.Return(_members);
        memory.Return(_beside);
        return bytes;
    }

    private static bool Has(ReadOnlySpan<byte> all, string name, bool withValue = false)
    {
        // What is looked through can be the first members of an object alone.
        var json = new Utf8JsonReader(all, isFinalBlock: false, new JsonReaderState(JsonTokens.ReaderOptions));
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = JsonTokens.IsNamed(ref json, name);
            if (isIt && !withValue)
                return true;
            if (!json.Read())
                return false;
            if (isIt && json.TokenType != JsonTokenType.Null && !(json.TokenType == JsonTokenType.String && Utf8Text.IsBlank(json.ValueSpan)))
                return true;
            if (!json.TrySkip())
                return false;
        }

        return false;
    }
}
