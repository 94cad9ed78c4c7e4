using System.Reflection;
using System.Text.RegularExpressions;

namespace Iterable.Generated.Testing.Tests;

/// <summary>The pages of the documentation, and the compiled examples that stand for theirs.</summary>
internal static class Page
{
    // Not the path that the compiler knows: a build that can be repeated elsewhere maps it to another.
    private static readonly string Root = typeof(Page).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string Text(string page) => File.ReadAllText(Path.Combine(Root, "docs", page));

    /// <summary>The examples that a page shows.</summary>
    public static IEnumerable<string> Shown(string page) => Regex.Matches(Text(page), "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

    /// <summary>The examples that stand between marks in a source file.</summary>
    public static IEnumerable<string> Compiled(string file)
    {
        var source = File.ReadAllText(Path.Combine(Root, "tests", "Iterable.Generated.Testing.Tests", "Docs", file));
        return Regex.Matches(source, @"// Page: (?!end)\w+\n(.*?)\n *// Page: end", RegexOptions.Singleline).Select(match => Dedent(match.Groups[1].Value));
    }

    private static string Dedent(string block) => string.Join("\n", block.Split('\n').Select(line => line.Length >= 8 ? line[8..] : ""));
}
