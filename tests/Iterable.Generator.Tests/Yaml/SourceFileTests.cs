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

    [TestCase("{ \"a\": 1, \"a\": 2 }", 1, "already been added|already exists")]
    [TestCase("{ \"a\": [1, 2 }", 1, "not JSON")]
    [TestCase("{\n  \"a\": 1\n", 3, "not JSON")]
    [TestCase("{}\n{}", 2, "Additional text")]
    [TestCase("", 1, "not JSON")]
    public void Malformed_json_is_an_error_with_its_line(string json, int line, string message)
    {
        var file = _folder.Write("a.json", json);
        var e = Assert.Throws<SourceException>(() => SourceFile.Read(file));
        Assert.Multiple(() =>
        {
            Assert.That(e!.At, Has.Property("Line").EqualTo(line).And.Property("File").EqualTo(file));
            Assert.That(e.Message, Does.Match(message).And.Not.Contain("Path '"));
        });
    }

    [Test]
    public void A_file_that_cannot_be_opened_is_an_error_with_its_name()
    {
        var e = Assert.Throws<SourceException>(() => SourceFile.Read(_folder.Combine("none.yml")));
        Assert.That(e!.At.File, Is.EqualTo(_folder.Combine("none.yml")));
    }
}
