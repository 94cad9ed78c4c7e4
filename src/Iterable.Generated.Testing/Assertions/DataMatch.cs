using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Compares data fields with those a test expects. What the test does not name may be anything.</summary>
internal static class DataMatch
{
    public static bool Contains(JObject actual, object? expected) =>
        expected is null || Contains((JToken)actual, WireTimes.Write(WireJson.Members(expected), null));

    private static bool Contains(JToken? actual, JToken expected) => (actual, expected) switch
    {
        (JObject item, JObject members) => members.Properties().All(member => Contains(item[member.Name], member.Value)),
        (JValue { Type: JTokenType.Integer or JTokenType.Float }, JValue { Type: JTokenType.Integer or JTokenType.Float }) =>
            (double)actual == (double)expected,
        _ => JToken.DeepEquals(actual ?? JValue.CreateNull(), expected),
    };
}
