using FsCheck;
using FsCheck.Fluent;

namespace Iterable.Generated.Tests.Json;

/// <summary>Objects as no document describes them, read as every model there is.</summary>
public class OddObjectTests
{
    // A number is no time of 1970, whose milliseconds would be seconds when they are read again; a text is not blank, which is no value.
    private static readonly string[] Values = ["null", "1618418942000", "1618418942000.5", "9223372036854775807", "1e30", "\"x\"", "\"1618418942000\"", "\"2021-04-14 16:49:02 +00:00\"", "true", "[]", "[null]", "[{}]", "{}", """{"a":1}""", "\"{\\\"a\\\":5}\""];

    [TestCaseSource(typeof(SystemTextJsonTests), nameof(SystemTextJsonTests.Models))]
    public void What_can_be_read_is_written_with_all_its_members_and_reads_as_the_same(Type type, JObject sample)
    {
        Assert.That(Written(type, sample.ToString()), Is.Not.Null);
        var possible = sample.Properties().Select(member => member.Name).Append("other").SelectMany(name => new[] { name, name.ToUpperInvariant(), $"{char.ToUpperInvariant(name[0])}{name.Substring(1)}", $"{name}.part" }).Distinct().ToArray();
        Prop.ForAll(
            Gen.Zip(Gen.Shuffle(possible), Gen.Elements(Values).NonEmptyListOf()).ToArbitrary(),
            drawn =>
            {
                var members = drawn.Item1.Zip(drawn.Item2, (name, value) => (Name: name, Value: value == "{}" && sample[name] is { } fitting ? fitting.ToString(Formatting.None) : value)).ToList();
                var text = "{" + string.Join(",", members.Select(member => $"\"{member.Name}\":{member.Value}")) + "}";
                if (Written(type, text) is not { } written)
                    return;

                Assert.That(Written(type, written), Is.EqualTo(written), text);
                // Each under a name of its own: its own, or in other letters that of its property.
                var given = members.Where(member => member.Value != "null" && !member.Name.StartsWith("dataFields.", StringComparison.Ordinal)).Select(member => member.Name).ToList();
                var names = JObject.Parse(written).Properties().Select(member => member.Name).ToList();
                Assert.That(names, Has.Count.AtLeast(given.Count), text);
                foreach (var name in given)
                    Assert.That(names, Has.Some.EqualTo(name).IgnoreCase, text);
            })
        .Check(Properties.Cases(10));
    }

    // Null where a value cannot be held.
    private static string? Written(Type type, string text)
    {
        try
        {
            return ((IterableModel)System.Text.Json.JsonSerializer.Deserialize(text, type)!).ToJson();
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
