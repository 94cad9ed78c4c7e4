namespace Iterable.Build.Tests;

/// <summary>The listings of the packages' public surface, which a build makes and the repository holds.</summary>
[TestFixture]
public sealed class ApiListingTests
{
    private static string Committed => Path.Combine(Machine.RepositoryRoot, "src", "PublicApi");

    private static string Built => Path.Combine(Machine.RepositoryRoot, "artifacts", "api");

    [Test]
    public void What_was_built_is_what_is_listed()
    {
        var result = Compare(Committed, Built);
        Assert.That(result.ExitCode, Is.Zero, result.Output);
    }

    [Test]
    public void Every_package_and_target_framework_has_a_listing()
    {
        string[] all = ["netstandard2.0", "net8.0", "net10.0"];
        var expected = new[] { "Iterable.Generated", "Iterable.Generated.DependencyInjection", "Iterable.Generated.JsonWebTokens" }
            .SelectMany(package => all.Select(framework => $"{package}/{framework}.txt"))
            .Append("Iterable.Generated.Testing/net10.0.txt");

        Assert.That(
            Directory.EnumerateFiles(Committed, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Committed, file).Replace('\\', '/')),
            Is.EquivalentTo(expected));
    }

    [Test]
    public void A_difference_that_is_not_committed_fails_with_its_lines()
    {
        using var copy = new RepositoryCopy();
        var listing = Path.Combine(copy.Root, "src", "PublicApi", "Iterable.Generated", "net10.0.txt");
        var lines = File.ReadAllLines(listing).ToList();
        var removed = lines.First(line => line.Contains("Task<IterableResponse> UpdateUserAsync(", StringComparison.Ordinal));
        lines[lines.IndexOf(removed)] = removed.Replace("UpdateUserAsync", "ChangeUserAsync", StringComparison.Ordinal);
        File.WriteAllLines(listing, lines);

        var result = Compare(Path.Combine(copy.Root, "src", "PublicApi"), Built);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Output, Does.Contain("Iterable.Generated/net10.0.txt"));
        Assert.That(result.Output, Does.Contain("- Iterable.Generated: public interface IUsersClient: Task<IterableResponse> ChangeUserAsync("));
        Assert.That(result.Output, Does.Contain("+ Iterable.Generated: public interface IUsersClient: Task<IterableResponse> UpdateUserAsync("));
        Assert.That(result.Output, Does.Contain("dotnet cake --target=Api"));
    }

    private static BuildResult Compare(string before, string after) =>
        Command.Dotnet(Machine.RepositoryRoot, [Machine.Generator, "api-diff", before, after, "--check"]);
}
