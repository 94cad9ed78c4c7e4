using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Iterable.Generated.Tests.Conventions;

/// <summary>The compiler sees to it that every public member is documented; these tests, that the documentation says something.</summary>
[TestFixture]
public sealed class DocumentationTests
{
    private static readonly IReadOnlyList<XElement> Members =
        [.. XDocument.Load(Path.ChangeExtension(typeof(IterableClient).Assembly.Location, ".xml")).Descendants("member")];

    [Test]
    public void Every_summary_says_something()
    {
        Assert.That(Members, Has.Count.GreaterThan(500));

        var silent = from member in Members
                     where member.Element("inheritdoc") is null
                     let summary = member.Element("summary")?.Value.Trim() ?? ""
                     where summary.Length < 10 || RepeatsTheName(summary, member.Attribute("name")!.Value)
                     select member.Attribute("name")!.Value;
        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void Every_parameter_and_result_says_something()
    {
        var silent = from member in Members
                     from part in member.Elements().Where(e => e.Name.LocalName is "param" or "returns" or "value" or "exception" or "remarks")
                     where part.Value.Trim().Length < 4 && !part.Elements().Any()
                     select $"{member.Attribute("name")!.Value}: {part}";
        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void No_text_is_a_fallback_of_the_generator() =>
        Assert.That(Members.Where(m => m.Value.Contains("gives no description", StringComparison.Ordinal)).Select(m => m.Attribute("name")!.Value), Is.Empty);

    private static bool RepeatsTheName(string summary, string documentationId)
    {
        var name = documentationId.Split('(')[0].Split('.')[^1];
        return string.Equals(Regex.Replace(summary, "[^A-Za-z]|^(The|Gets or sets)", ""), name, StringComparison.OrdinalIgnoreCase);
    }
}
