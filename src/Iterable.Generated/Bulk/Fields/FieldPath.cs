using System.Text;
using System.Text.Json;

namespace Iterable.Generated;

/// <summary>The name of a field as the service writes it, with dots between levels; a name can also have dots of its own.</summary>
internal sealed class FieldPath
{
    private readonly byte[] _name;

    public FieldPath(string name) => _name = Encoding.UTF8.GetBytes(name);

    /// <summary>A look at a value that a field has.</summary>
    /// <param name="value">Stands at its first token; what is read of it is read of a copy.</param>
    public delegate bool Test(Utf8JsonReader value);

    /// <summary>Whether any value of the field passes a test: there are several where there is a list on the way.</summary>
    /// <param name="json">The JSON of an object.</param>
    /// <param name="test">The test.</param>
    public bool Any(ReadOnlySpan<byte> json, Test test)
    {
        var reader = new Utf8JsonReader(json, RecordFields.AnyDepth);
        return reader.Read() && Any(ref reader, 0, test);
    }

    /// <param name="reader">Stands at an object or a list.</param>
    /// <param name="from">Where in the name that begins which is looked for there.</param>
    /// <param name="test">The test.</param>
    private bool Any(ref Utf8JsonReader reader, int from, Test test)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var item = reader;
                if (Any(ref item, from, test))
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
            if (name.ValueTextEquals(_name.AsSpan(from)) && test(reader))
                return true;

            for (var dot = Array.IndexOf(_name, (byte)'.', from); dot >= 0; dot = Array.IndexOf(_name, (byte)'.', dot + 1))
            {
                var value = reader;
                if (name.ValueTextEquals(_name.AsSpan(from, dot - from)) && Any(ref value, dot + 1, test))
                    return true;
            }

            reader.Skip();
        }

        return false;
    }
}
