using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>Members as two JSON objects, one after another: those that are declared, and those beside them.</summary>
/// <param name="json">Both.</param>
/// <param name="members">The length of the first.</param>
/// <param name="target">What the members are put into.</param>
/// <param name="memory">That of the reader.</param>
/// <param name="madeName">The name of the only declared member, where it was made at once.</param>
/// <param name="made">That member.</param>
internal sealed class DeferredJson(byte[] json, int members, IDeferredTarget target, ReadingMemory memory, string? madeName, JToken? made) : DeferredValues(target)
{
    protected override void ReadMembers(Action<string, JToken> set)
    {
        memory.AskedForDeferred = true;
        if (madeName is not null)
            set(madeName, made!);
        else
            ForEach(0, members, set);
    }

    protected override void ReadBeside(IterableModel model) =>
        ForEach(members, json.Length - members, (name, value) => model.AdditionalProperties[name] = value);

    protected override Fit? ReadMember<TValue>(string name, ValueKind<TValue> kind, out TValue? value)
        where TValue : class
    {
        value = default;
        if (members == 0)
            return Fit.Absent;

        var cursor = new JsonCursor(json.AsSpan(0, members), new ReadingMemory(memory.Names));
        cursor.Reader.Read();
        if (!cursor.Reader.Read() || !JsonTokens.IsNamed(ref cursor.Reader, name))
            return null;

        cursor.Reader.Read();
        var fit = kind.FromJson(ref cursor, out value);
        if (fit == Fit.OtherKind)
            cursor.Reader.Skip();

        // A part of the member beside it has to be put in first.
        return cursor.Reader.Read() && cursor.Reader.TokenType == JsonTokenType.PropertyName ? null : fit;
    }

    private void ForEach(int start, int length, Action<string, JToken> take)
    {
        if (length == 0)
            return;

        var reader = new Utf8JsonReader(json.AsSpan(start, length), JsonTokens.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = MemberNames.Get(memory.Names, ref reader);
            reader.Read();
            take(name, JsonTokens.Read(ref reader, memory.Names));
        }
    }
}
