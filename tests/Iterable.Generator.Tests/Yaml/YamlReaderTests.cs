using Iterable.Generator.Sources;

using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Yaml;

internal sealed class YamlReaderTests
{
    [TestCase("200", "200")]
    [TestCase("-7", "-7")]
    [TestCase("+7", "7")]
    [TestCase("007", "7")]
    [TestCase("0x1F", "31")]
    [TestCase("0o17", "15")]
    [TestCase("1.5", "1.5")]
    [TestCase("-.5", "-0.5")]
    [TestCase("1e3", "1000.0")]
    [TestCase("99999999999999999999", "99999999999999999999")]
    [TestCase("true", "true")]
    [TestCase("FALSE", "false")]
    [TestCase("~", "null")]
    [TestCase("Null", "null")]
    [TestCase("", "null")]
    [TestCase("yes", "\"yes\"")]
    [TestCase("on", "\"on\"")]
    [TestCase("tRUE", "\"tRUE\"")]
    [TestCase("1.0.0", "\"1.0.0\"")]
    [TestCase("2024-01-15", "\"2024-01-15\"")]
    [TestCase("2024-01-15T10:30:00Z", "\"2024-01-15T10:30:00Z\"")]
    [TestCase("12:30", "\"12:30\"")]
    [TestCase("1_000", "\"1_000\"")]
    [TestCase("0b11", "\"0b11\"")]
    [TestCase("'200'", "\"200\"")]
    [TestCase("\"true\"", "\"true\"")]
    [TestCase("!!str 200", "\"200\"")]
    public void A_scalar_has_its_type_in_the_core_schema(string yaml, string json) =>
        Assert.That(YamlReader.Read("a.yml", $"value: {yaml}\n")["value"]!.ToString(Formatting.None), Is.EqualTo(json));

    [Test]
    public void A_block_scalar_is_a_string_whatever_it_holds() =>
        Assert.That(YamlReader.Read("a.yml", "value: |\n  200\n")["value"]!.ToString(Formatting.None), Is.EqualTo("\"200\\n\""));

    [Test]
    public void A_key_is_a_string_whatever_it_looks_like() =>
        Assert.That(YamlReader.Read("a.yml", "200: a\ntrue: b\n").ToString(Formatting.None), Is.EqualTo("""{"200":"a","true":"b"}"""));

    [Test]
    public void Every_value_and_every_key_knows_its_place()
    {
        var root = YamlReader.Read("/specs/a.yml", "paths:\n  /users:\n    get: [1, {a: b}]\n");
        Assert.Multiple(() =>
        {
            Assert.That(root["paths"]!["/users"]!["get"]!.Mark(), Is.EqualTo(new SourceMark("/specs/a.yml", 3, 10)));
            Assert.That(root["paths"]!["/users"]!["get"]![1]!["a"]!.Mark(), Is.EqualTo(new SourceMark("/specs/a.yml", 3, 18)));
            Assert.That(((JObject)root["paths"]!).Property("/users")!.Mark(), Is.EqualTo(new SourceMark("/specs/a.yml", 2, 3)));
        });
    }

    [Test]
    public void A_mark_survives_moving_and_cloning()
    {
        var root = YamlReader.Read("a.yml", "a:\n  b: [1]\n");
        var clone = (JObject)root.DeepClone();
        var moved = new JObject { ["new"] = clone["a"]!["b"] };
        Assert.That(moved["new"]![0]!.Mark(), Is.EqualTo(new SourceMark("a.yml", 2, 7)));
    }

    [Test]
    public void An_alias_is_a_copy_of_what_it_stands_for()
    {
        var root = YamlReader.Read("a.yml", "a: &x { b: 1 }\nc: *x\n");
        root["c"]!["b"] = 2;
        Assert.That(YamlReader.Read("a.yml", "a: &x [&x 1, *x, { b: *x }]\nc: [*x]\n").ToString(Formatting.None), Is.EqualTo("""{"a":[1,1,{"b":1}],"c":[1]}"""));
        Assert.That(root.ToString(Formatting.None), Is.EqualTo("""{"a":{"b":1},"c":{"b":2}}"""));
    }

    [TestCase("a: [1, 2\nb: 3\n", 1, 6, "not closed", TestName = "An unclosed list, for which the parser gives no position")]
    [TestCase("a: [1, 2", 1, 9, "did not find expected ',' or ']'", TestName = "An unclosed list at the end")]
    [TestCase("a: {b: 1\n", 2, 1, "flow mapping", TestName = "An unclosed mapping at the end")]
    [TestCase("a: 'x\nb: 2\n", 1, 4, "unexpected end of stream", TestName = "An unclosed quote")]
    [TestCase("a:\n  b: 1\n\tc: 2\n", 3, 1, "A tab cannot indent", TestName = "A tab that indents")]
    [TestCase("a: b: c\n", 1, 5, "invalid mapping", TestName = "A mapping inside a value")]
    [TestCase("a: 1\nb:\n  - c\n d\n", 4, 2, "neither YAML nor JSON", TestName = "A wrong indent")]
    [TestCase("a: 1\na: 2\n", 2, 1, "Duplicate key a", TestName = "A duplicate key")]
    [TestCase("200: 1\n'200': 2\n", 2, 1, "200", TestName = "Keys that are equal as strings")]
    [TestCase("", 1, 1, "The file is empty", TestName = "An empty file")]
    [TestCase("# only a comment\n", 1, 1, "The file is empty", TestName = "A file of comments")]
    [TestCase("---\n", 1, 1, "The file is empty", TestName = "An empty document")]
    [TestCase("a: 1\n---\nb: 2\n", 3, 1, "A second YAML document", TestName = "Two documents")]
    [TestCase("a:\n  <<: { b: 1 }\n", 2, 3, "Merge keys", TestName = "A merge key")]
    [TestCase("a: 1\nb: *nope\n", 2, 4, "no anchor", TestName = "An alias without an anchor")]
    [TestCase("*x : 1\nb: &x c\n", 1, 1, "A key must be", TestName = "An alias as a key, before its anchor")]
    [TestCase("a: &x c\n*x : 1\n", 2, 1, "A key must be", TestName = "An alias as a key")]
    [TestCase("a: &x { *x : 1, *x : 2 }\n", 1, 9, "A key must be", TestName = "A mapping that is its own key")]
    [TestCase("a: *x\nb: &x c\n", 1, 4, "no anchor", TestName = "An alias before its anchor")]
    [TestCase("a: &x [*x]\n", 1, 8, "the value itself", TestName = "An alias inside its anchor")]
    [TestCase("a: &x { b: [1, { c: *x }] }\n", 1, 21, "the value itself", TestName = "An alias deep inside its anchor")]
    [TestCase("? [a, b]\n: c\n", 1, 3, "A key must be", TestName = "A key that is a list")]
    [TestCase("a: !mine x\n", 1, 4, "!mine", TestName = "A tag of its own")]
    [TestCase("a: .inf\n", 1, 4, ".inf", TestName = "A number that JSON does not have")]
    public void Malformed_text_is_an_error_with_its_place(string yaml, int line, int column, string message)
    {
        var e = Assert.Throws<SourceException>(() => YamlReader.Read("/specs/a.yml", yaml));
        Assert.Multiple(() =>
        {
            Assert.That(e!.At, Is.EqualTo(new SourceMark("/specs/a.yml", line, column)));
            Assert.That(e.Message, Does.Contain(message));
        });
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void A_value_is_in_sixty_four_others_at_most_also_through_aliases(int levels, bool isRead)
    {
        string Nested(int count, string inside) => new string('[', count) + inside + new string(']', count);
        foreach (var yaml in new[] { $"a: {Nested(levels - 1, "x")}", $"a: &x {Nested(30, "x")}\nb: {Nested(levels - 31, "*x")}" })
            Assert.That(() => YamlReader.Read("a.yml", yaml), isRead ? Throws.Nothing : Throws.TypeOf<SourceException>().With.Message.Contains("more than 64 others"), yaml);
    }

    [Test]
    public void Aliases_cannot_grow_without_end()
    {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 8).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        Assert.That(() => YamlReader.Read("a.yml", yaml), Throws.TypeOf<SourceException>().With.Message.Contains("when its aliases are expanded"));
    }
}
