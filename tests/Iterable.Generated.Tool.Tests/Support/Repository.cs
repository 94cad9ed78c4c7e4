using System.Reflection;
using System.Text.RegularExpressions;

namespace Iterable.Generated.Tool.Tests.Support;

/// <summary>The repository that these tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>The blocks of one language on the page about the tool, in order.</summary>
    public static IReadOnlyList<string> PageBlocks(string language) =>
        [.. Regex.Matches(Read("docs", "tool.md"), $"```{language}\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];
}
