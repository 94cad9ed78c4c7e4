using System.Reflection;
using System.Text.RegularExpressions;

namespace Iterable.Generated.Testing.Tests;

public class PageTests : ServerTests
{
    // Not the path that the compiler knows: a build that can be repeated elsewhere maps it to another.
    private static readonly string Root = typeof(PageTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "RepositoryRoot").Value!;

    [Test]
    public void Every_example_of_the_page_stands_in_the_compiled_source()
    {
        var source = File.ReadAllText(Path.Combine(Root, "tests", "Iterable.Generated.Testing.Tests", "Docs", "PageExamples.cs"));
        var page = File.ReadAllText(Path.Combine(Root, "docs", "testing.md"));
        var compiled = Regex.Matches(source, @"// Page: (?!end)\w+\n(.*?)\n *// Page: end", RegexOptions.Singleline).Select(match => Dedent(match.Groups[1].Value));

        var shown = Regex.Matches(page, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

        Assert.That(shown, Is.EquivalentTo(compiled));
    }

    [Test]
    public async Task The_examples_run()
    {
        await PageExamples.First();
        await PageExamples.Seed(Server);
        await PageExamples.Projects(Server);
        await PageExamples.Faults(Server);
        await PageExamples.Jobs(Server);
        Server.Requests.Clear();
        await PageExamples.Journal(Server);
        await PageExamples.Effects(Server);
        await PageExamples.Time(Server);
    }

    [Test]
    public void A_failed_assertion_says_what_the_page_shows()
    {
        Server.Events.Add("signedUp", "bob@example.com", dataFields: new { source = "friend" });

        var failure = Assert.Throws<IterableTestAssertionException>(() => Server.Events.AssertTracked("signedUp", email: "ada@example.com", times: 1));

        Assert.That(File.ReadAllText(Path.Combine(Root, "docs", "testing.md")), Does.Contain($"```text\n{failure!.Message.ReplaceLineEndings("\n")}\n```"));
    }

    private static string Dedent(string block) => string.Join("\n", block.Split('\n').Select(line => line.Length >= 8 ? line[8..] : ""));
}
