using Newtonsoft.Json.Linq;

namespace Iterable.Generator.JsonPaths;

/// <summary>RFC 9535, 2.3.5.2.2: numbers compare by value (1 is 1.0), strings by code unit, values of different types are never equal and never ordered.</summary>
internal static class JsonPathComparison
{
    public static bool AreEqual(JToken? left, JToken? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (JArray a, JArray b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        (JObject a, JObject b) => a.Count == b.Count && a.Properties().All(member => b.ContainsKey(member.Name) && AreEqual(member.Value, b[member.Name])),
        _ when IsNumber(left) && IsNumber(right) => (double)left == (double)right,
        _ => JToken.DeepEquals(left, right),
    };

    public static bool IsLess(JToken? left, JToken? right) => (left, right) switch
    {
        (JValue { Type: JTokenType.String } a, JValue { Type: JTokenType.String } b) => string.CompareOrdinal((string?)a, (string?)b) < 0,
        (JValue a, JValue b) when IsNumber(a) && IsNumber(b) => (double)a < (double)b,
        _ => false,
    };

    private static bool IsNumber(JToken token) => token.Type is JTokenType.Integer or JTokenType.Float;
}
