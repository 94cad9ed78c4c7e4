using System.Text.Json;

namespace Iterable.Generated;

/// <summary>A place in JSON, with the bytes around it.</summary>
internal ref struct JsonCursor
{
    public Utf8JsonReader Reader;

    public JsonCursor(ReadOnlySpan<byte> bytes, ReadingMemory? memory = null, bool isAnswer = false, bool keepsAll = false)
    {
        Bytes = bytes;
        Memory = memory ?? new ReadingMemory();
        IsAnswer = isAnswer;
        KeepsAll = keepsAll;
        Reader = new Utf8JsonReader(bytes, JsonTokens.ReaderOptions);
    }

    public readonly ReadOnlySpan<byte> Bytes { get; }

    public readonly ReadingMemory Memory { get; }

    /// <summary>Whether this is the answer of an operation, and not a record of one.</summary>
    public readonly bool IsAnswer { get; }

    /// <summary>Whether a model keeps beside its members all that they do not hold: a null, since it is one that is sent, and a number that one cannot hold exactly.</summary>
    public readonly bool KeepsAll { get; }

    public readonly int Start => (int)Reader.TokenStartIndex;

    /// <summary>The bytes from a place on up to the end of the token or value that was read.</summary>
    public readonly ReadOnlySpan<byte> From(int start) => Bytes.Slice(start, (int)Reader.BytesConsumed - start);

    /// <summary>Goes to the end of a value, and gives its bytes.</summary>
    public ReadOnlySpan<byte> Skip()
    {
        var start = Start;
        Reader.Skip();
        return From(start);
    }

    /// <summary>Goes to the end of a value that is kept as it is.</summary>
    /// <exception cref="UnreadableJsonException">It holds a number that nothing can keep.</exception>
    public void SkipKept()
    {
        for (var depth = Reader.CurrentDepth; ; Reader.Read())
        {
            if (Reader.TokenType == JsonTokenType.Number)
                JsonTokens.CheckNumber(ref Reader);
            if (Reader.CurrentDepth <= depth && Reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName))
                return;
        }
    }
}
