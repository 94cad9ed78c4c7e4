using System.Text.RegularExpressions;

namespace Iterable.Generated.Tests.Conventions;

/// <summary>The table of operations in the README of the specifications, against the compiled clients.</summary>
[TestFixture]
public sealed class CoverageTests
{
    private static readonly string Table = File.ReadAllText(Path.Combine(Repository.Specs, "README.md"));

    private static readonly IReadOnlyList<string> Callable =
        [.. typeof(IIterableClient).GetProperties().SelectMany(client => client.PropertyType.GetMethods(), (client, method) => $"{client.Name}.{method.Name}")];

    [Test]
    public void Every_method_of_the_table_can_be_called()
    {
        var named = Regex.Matches(Table, @"`client\.(\w+\.\w+)`").Select(match => match.Groups[1].Value).ToList();

        Assert.That(named, Has.Count.EqualTo(Wire.SpecDocument.Operations.Count));
        Assert.That(named.Except(Callable), Is.Empty);
    }

    [Test]
    public void Every_method_that_reads_pages_is_in_the_table_and_no_other()
    {
        var named = Regex.Matches(Table, @"`client\.(\w+)\.\w+`.*?`(Enumerate\w+)`").Select(match => $"{match.Groups[1].Value}.{match.Groups[2].Value}");
        var generated = Wire.SpecDocument.Root["paths"]!.SelectTokens("$..['x-iterable-pagination']").Count();

        Assert.That(named.Except(Callable), Is.Empty);
        Assert.That(named.Count(), Is.EqualTo(generated));
    }
}
