using Iterable.Generator.Sources;
using Iterable.Generator.Tests.Support;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Yaml;

internal sealed class SourceFileTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TempFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_json_file_keeps_its_places_and_its_dates()
    {
        var file = _folder.Write("a.json", "{\n  \"at\": \"2024-01-15T10:30:00Z\",\n\t\"tab\": 1\n}\n");
        var root = SourceFile.Read(file);
        Assert.Multiple(() =>
        {
            Assert.That(root["at"]!.Type, Is.EqualTo(JTokenType.String));
            Assert.That(root["at"]!.Mark(), Has.Property("Line").EqualTo(2).And.Property("File").EqualTo(file));
            Assert.That(root["tab"]!.Mark()!.Line, Is.EqualTo(3));
        });
    }

    [Test]
    public void Json_is_read_to_the_letter()
    {
        var json = """{"escaped":"\ud83d\ude00 \/ \b\f\n\r\t \" \\ \u00e9","plain":"😀 # a: b","numbers":[1,-1,0,1.5,1e5,1E+2,12345678901234567890],"words":[true,false,null],"":{"~":"~","- x":[],"{":{}},"long":"LONG","lines":"a ENDS b"}"""
            .Replace("LONG", new string('x', 5000), StringComparison.Ordinal).Replace("ENDS", "\u0085 \u2028 \u2029", StringComparison.Ordinal);
        Assert.That(JToken.DeepEquals(SourceFile.Read(_folder.Write("a.json", json)), JToken.Parse(json)), Is.True);
    }

    [TestCase("{ \"a\": 1, \"a\": 2 }", 1, "Duplicate key a")]
    [TestCase("{ \"a\": [1, 2 }", 1, "neither YAML nor JSON: .*expected ',' or ']'")]
    [TestCase("{\n  \"a\": 1\n", 3, "neither YAML nor JSON: .*expected ',' or '}'")]
    [TestCase("{}\n{}", 2, "expected <document end>")]
    [TestCase("", 1, "The file is empty")]
    public void Malformed_json_is_an_error_with_its_line(string json, int line, string message)
    {
        var file = _folder.Write("a.json", json);
        var e = Assert.Throws<SourceException>(() => SourceFile.Read(file));
        Assert.Multiple(() =>
        {
            Assert.That(e!.At, Has.Property("Line").EqualTo(line).And.Property("File").EqualTo(file));
            Assert.That(e.Message, Does.Match(message));
        });
    }

    [Test]
    public void A_file_that_cannot_be_opened_is_an_error_with_its_name()
    {
        var e = Assert.Throws<SourceException>(() => SourceFile.Read(_folder.Combine("none.yml")));
        Assert.That(e!.At.File, Is.EqualTo(_folder.Combine("none.yml")));
    }
}
