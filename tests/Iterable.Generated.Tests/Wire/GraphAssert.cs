using System.Collections;
using System.Globalization;
using System.Reflection;
using Iterable.Generated.Tests.Conventions;

namespace Iterable.Generated.Tests.Wire;

/// <summary>Compares a typed value with the JSON it stands for, member by member, as the schema names them.</summary>
internal static class GraphAssert
{
    public static void Matches(JToken schema, JToken json, object? value, string path)
    {
        if (SpecDocument.IsFreeForm(schema))
        {
            Assert.That(value, Is.InstanceOf<JObject>(), path);
            Assert.That(JToken.DeepEquals((JObject)value!, json), Is.True, $"{path}: {value} is not {json}");
            return;
        }

        var resolved = SpecDocument.Resolve(schema);
        switch ((string?)resolved["type"])
        {
            case "object" when resolved["additionalProperties"] is JObject item:
                foreach (var entry in ((JObject)json).Properties())
                    Matches(item, entry.Value, ((IDictionary)value!)[entry.Name], $"{path}['{entry.Name}']");
                break;
            case "object":
                Assert.That(value, Is.InstanceOf<IterableModel>(), path);
                Assert.That(((IterableModel)value!).AdditionalProperties.Keys, Is.Empty, $"{path} has members without a property");
                foreach (var member in ((JObject)resolved["properties"]!).Properties())
                    Matches(member.Value, json[member.Name]!, PropertyFor(value, member.Name, path).GetValue(value), $"{path}.{member.Name}");
                break;
            case "array":
                var values = ((IEnumerable)value!).Cast<object?>().ToList();
                Assert.That(values, Has.Count.EqualTo(((JArray)json).Count), path);
                for (var i = 0; i < values.Count; i++)
                    Matches(resolved["items"]!, json[i]!, values[i], $"{path}[{i}]");
                break;
            default:
                MatchesScalar(resolved, json, value, path);
                break;
        }
    }

    private static void MatchesScalar(JObject schema, JToken json, object? value, string path)
    {
        if (schema["enum"] is not null)
            Assert.That(value!.GetType().GetProperty("Value")!.GetValue(value), Is.EqualTo((string?)json), path);
        else if ((string?)schema["format"] == "date-time")
            Assert.That(((DateTimeOffset)value!).ToUniversalTime(), Is.EqualTo(Sample.Instant.ToUniversalTime()), path);
        else
            Assert.That(Convert.ToString(value, CultureInfo.InvariantCulture), Is.EqualTo(Convert.ToString(((JValue)json).Value, CultureInfo.InvariantCulture)), path);
    }

    private static PropertyInfo PropertyFor(object value, string name, string path) =>
        value.GetType().GetProperties().FirstOrDefault(p => PublicApi.TravellingAs(p).GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName == name)
        ?? throw new AssertionException($"{path}: {value.GetType().Name} has no property for the member '{name}'");
}
