using System.Text.RegularExpressions;

namespace Iterable.Generated.Tests.Readme;

/// <summary>The pages of the repository lead to what is there.</summary>
public sealed class PagesTests
{
    // Pages of packages lead to the repository by addresses, which the package's own tests hold.
    private static readonly string[] Pages = [.. new[] { "", "docs", "specs", "samples" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", folder == "samples" ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly))
        .Where(page => !page.EndsWith("CHANGELOG.md", StringComparison.Ordinal))
        .Select(page => Path.GetRelativePath(Repository.Root, page))];

    [TestCaseSource(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_a_heading_that_are_there(string page)
    {
        var text = Text(page);
        var links = Regex.Matches(text, @"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)").Select(match => (Path: match.Groups[1].Value, Heading: match.Groups[2].Value));
        Assert.Multiple(() =>
        {
            foreach (var (path, heading) in links)
            {
                var target = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, path);
                var full = Path.Combine(Repository.Root, target);
                Assert.That(File.Exists(full) || Directory.Exists(full), $"{path} of {page}");
                if (heading.Length > 0 && File.Exists(full))
                    Assert.That(Headings(File.ReadAllText(full)), Has.Member(heading), $"{path}#{heading} of {page}");
            }
        });
    }

    [TestCaseSource(nameof(Pages))]
    public void Every_path_that_is_named_is_there(string page) => Assert.That(
        Regex.Matches(Text(page), @"`((?:src|tests|specs|generator|docs|benchmarks|samples)/[\w./-]*)`").Select(match => match.Groups[1].Value)
            .Where(path => !Path.Exists(Path.Combine(Repository.Root, path))),
        Is.Empty);

    // A page's own test looks besides at what its examples do.
    [Test]
    public void Every_example_in_csharp_is_compiled_as_it_stands()
    {
        var compiled = new[] { "tests", "samples" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Regex.IsMatch(file, @"[\\/](bin|obj)[\\/]"))
            .Select(file => Statements(File.ReadAllText(file)).ToHashSet())
            .ToList();
        var examples = Pages.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "README.md", SearchOption.AllDirectories))
            .SelectMany(page => Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, page)), "```csharp\r?\n(.*?)```", RegexOptions.Singleline), (page, match) => (Page: page, Text: match.Groups[1].Value))
            .ToList();

        Assert.That(examples, Has.Count.GreaterThan(50));
        Assert.That(examples.Where(example => !compiled.Exists(file => file.IsSupersetOf(Statements(example.Text)))).Select(example => $"{example.Page}: {example.Text}"), Is.Empty);
    }

    [Test]
    public void Every_test_that_holds_what_the_page_for_reviews_says_is_there()
    {
        var held = Regex.Matches(Text("docs/security-review.md"), @"`(tests/[\w./-]+\.cs)`: (\w+)");
        Assert.That(held, Has.Count.GreaterThan(10));
        Assert.That(held.Where(match => !File.ReadAllText(Path.Combine(Repository.Root, match.Groups[1].Value)).Contains($" {match.Groups[2].Value}(", StringComparison.Ordinal)).Select(match => match.Value), Is.Empty);
    }

    [Test]
    public void Every_action_of_a_workflow_is_the_commit_that_was_looked_at()
    {
        var used = Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows")).SelectMany(File.ReadLines).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToList();
        Assert.That(used, Is.Not.Empty);
        Assert.That(used, Has.All.Match(@"@[0-9a-f]{40} # v\d+\.\d+\.\d+$"));
    }

    private static string Text(string page) => Regex.Replace(File.ReadAllText(Path.Combine(Repository.Root, page)), "```.*?```", "", RegexOptions.Singleline);

    private static IEnumerable<string> Statements(string code) =>
        code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !Regex.IsMatch(line, @"^using [A-Z][\w.]*;$"));

    // As GitHub makes the anchor of a heading.
    private static IEnumerable<string> Headings(string text) => Regex.Matches(text, "(?m)^#+ (.*)$")
        .Select(match => Regex.Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));
}
