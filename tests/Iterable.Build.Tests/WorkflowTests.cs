using System.Text.RegularExpressions;

namespace Iterable.Build.Tests;

/// <summary>What the workflows and the build say to each other.</summary>
[TestFixture]
public sealed class WorkflowTests
{
    private static string Release { get; } = File.ReadAllText(Path.Combine(Machine.RepositoryRoot, ".github", "workflows", "release.yml"));

    [Test]
    public void What_starts_a_release_is_what_the_build_takes_for_the_tag_of_one()
    {
        var build = File.ReadAllText(Path.Combine(Machine.RepositoryRoot, "build.cake"));

        Assert.That(Found(Release, @"tags: \[(.+)\]"), Is.EqualTo(Found(build, "\"--match\", (\".+?\")")).And.Length.EqualTo(1));
    }

    [Test]
    public void A_push_that_broke_off_is_finished_by_the_next() => Assert.That(Found(Release, "(nuget push .+)"), Has.Length.EqualTo(1).And.All.Contains(" --skip-duplicate"));

    private static string[] Found(string text, string pattern) => [.. Regex.Matches(text, pattern).Select(match => match.Groups[1].Value)];
}
