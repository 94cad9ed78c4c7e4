using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>The dictionaries that a row can be: names to texts, with nothing converted.</summary>
internal static class RowTypes
{
    public static bool IsRow(Type type) => type == typeof(Dictionary<string, string>)
        || type == typeof(IDictionary<string, string>)
        || type == typeof(IReadOnlyDictionary<string, string>);

    /// <summary>The row that a JSON object is: numbers and nested data as the JSON they are, nulls left out.</summary>
    public static T FromObject<T>(JObject json)
        where T : class
    {
        var row = new Dictionary<string, string>(json.Count, StringComparer.Ordinal);
        foreach (var member in json)
        {
            if (member.Value is { Type: not JTokenType.Null } value)
                row[member.Key] = value is JValue { Value: string text } ? text : value.ToString(Newtonsoft.Json.Formatting.None);
        }

        return (T)(object)row;
    }
}
