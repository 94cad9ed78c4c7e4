using System.Text.Json;

namespace Iterable.Generated;

/// <summary>The dictionaries that a row can be: names to texts, with nothing converted.</summary>
internal static class RowTypes
{
    private static readonly TextKind Texts = new();

    public static bool IsRow(Type type) => type == typeof(Dictionary<string, string>)
        || type == typeof(IDictionary<string, string>)
        || type == typeof(IReadOnlyDictionary<string, string>);

    /// <summary>The row that a JSON object is: numbers and nested data as the JSON they are, nulls left out.</summary>
    public static T FromObject<T>(ref JsonCursor json)
        where T : class
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        while (json.Reader.Read() && json.Reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = MemberNames.Get(json.Memory.Names, ref json.Reader);
            json.Reader.Read();
            if (json.Reader.TokenType == JsonTokenType.Null)
                continue;

            Texts.FromJson(ref json, out var text);
            row[name] = text;
        }

        return (T)(object)row;
    }
}
