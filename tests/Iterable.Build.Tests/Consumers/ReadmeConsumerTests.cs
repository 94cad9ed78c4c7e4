using System.Text.RegularExpressions;

namespace Iterable.Build.Tests;

/// <summary>The first thing a user tries, in an application and in a library of another framework.</summary>
[TestFixture]
public sealed class ReadmeConsumerTests
{
    [Test]
    public void The_example_of_the_README_runs_in_an_application_and_in_a_netstandard_library_of_it()
    {
        var readme = File.ReadAllText(Path.Combine(Machine.RepositoryRoot, "README.md"));
        var example = Regex.Matches(readme, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).Single(code => code.Contains("UpdateUserAsync", StringComparison.Ordinal));
        foreach (var project in new[] { "App", "Library" })
            File.WriteAllText(Path.Combine(PackedPackages.Consumers, "Readme", project, "Example.cs"), Example(project, example));

        var result = PackedPackages.Dotnet("Readme/App", "run").ShouldSucceed();

        Assert.That(Regex.Matches(result.Output, "b-1: Notes"), Has.Count.EqualTo(2), result.Output);
        Assert.That(result.Output, Does.Contain("loaded .NETCoreApp,Version=v10.0"), "the library was compiled for netstandard2.0 and runs on the newest build");
    }

    private static string Example(string name, string code) => $$"""
        using System;
        using System.Threading.Tasks;
        using Iterable.Generated;
        using Newtonsoft.Json.Linq;

        namespace {{name}}
        {
            public static class Example
            {
                public static async Task Use(IIterableClient iterable)
                {
        {{code}}
                }
            }
        }
        """;
}
