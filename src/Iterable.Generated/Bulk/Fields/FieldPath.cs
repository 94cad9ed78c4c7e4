using System.Text;
using System.Text.Json;

namespace Iterable.Generated;

/// <summary>The name of a field as the service writes it, with dots between levels; a name can also have dots of its own.</summary>
internal sealed class FieldPath
{
    private readonly byte[] _whole;
    private readonly (byte[] Head, FieldPath Tail)[] _splits;

    public FieldPath(string name)
    {
        _whole = Encoding.UTF8.GetBytes(name);
        _splits = [.. name.Select((c, at) => (c, at)).Where(each => each.c == '.').Select(each => (Encoding.UTF8.GetBytes(name.Substring(0, each.at)), new FieldPath(name.Substring(each.at + 1))))];
    }

    /// <summary>A look at a value that a field has.</summary>
    /// <param name="value">Stands at its first token; what is read of it is read of a copy.</param>
    public delegate bool Test(Utf8JsonReader value);

    /// <summary>Whether any value of the field passes a test: there are several where there is a list on the way.</summary>
    /// <param name="json">The JSON of an object.</param>
    /// <param name="test">The test.</param>
    public bool Any(ReadOnlySpan<byte> json, Test test)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && Any(ref reader, test);
    }

    private bool Any(ref Utf8JsonReader reader, Test test)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var item = reader;
                if (Any(ref item, test))
                    return true;
                reader.Skip();
            }

            return false;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
            return false;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader;
            reader.Read();
            if (name.ValueTextEquals(_whole) && test(reader))
                return true;
            foreach (var (head, tail) in _splits)
            {
                var value = reader;
                if (name.ValueTextEquals(head) && tail.Any(ref value, test))
                    return true;
            }

            reader.Skip();
        }

        return false;
    }
}
