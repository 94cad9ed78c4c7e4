using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Writes CSV as RFC 4180 has it: a header, lines that end in CRLF, quotes where a value needs them.</summary>
internal static class CsvText
{
    /// <summary>The lines, one at a time: header first.</summary>
    public static IEnumerable<string> Write(IReadOnlyList<string> columns, IEnumerable<JObject> rows, char delimiter)
    {
        yield return Line(columns, delimiter);
        foreach (var row in rows)
            yield return Row(columns, row, delimiter);
    }

    public static string Row(IReadOnlyList<string> columns, JObject row, char delimiter) =>
        Line(columns.Select(column => Text(row[column])), delimiter);

    public static string Line(IEnumerable<string> values, char delimiter) =>
        string.Join(delimiter, values.Select(value => Quoted(value, delimiter))) + "\r\n";

    private static string Text(JToken? value) => value?.Type switch
    {
        null or JTokenType.Null => "",
        JTokenType.String => (string?)value ?? "",
        _ => value.ToString(Formatting.None),
    };

    private static string Quoted(string value, char delimiter) =>
        value.Contains(delimiter) || value.AsSpan().IndexOfAny("\"\r\n") >= 0
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
}
