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
        Assert.That(result.Output.Trim(), Is.EqualTo("Nothing changed."), "The public surface differs from its listing. When the change is meant, take it over with `dotnet cake --target=Api` and commit src/PublicApi.");
    }

    [TestCase("Iterable.Generated", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.Csv", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.DependencyInjection", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.JsonWebTokens", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.PostgreSql", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.Redis", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.Testing", "net10.0")]
    [TestCase("Iterable.Generated.Webhooks", "net8.0", "net10.0")]
    public void A_package_has_one_listing_for_all_its_target_frameworks(string package, params string[] frameworks)
    {
        var lines = File.ReadAllLines(Path.Combine(Committed, $"{package}.txt"));
        Assert.That(lines[0], Is.EqualTo($"// {string.Join(", ", frameworks)}"));
    }

    [Test]
    public void Nothing_is_listed_but_what_is_packed() => Assert.That(
        Directory.EnumerateFiles(Committed, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
        Is.EquivalentTo(Directory.EnumerateFiles(Built, "*", SearchOption.AllDirectories).Select(Path.GetFileName)));

    [Test]
    public void A_difference_that_is_not_committed_is_told_with_its_lines()
    {
        using var copy = new RepositoryCopy();
        var listing = Path.Combine(copy.Root, "src", "PublicApi", "Iterable.Generated.txt");
        var lines = File.ReadAllLines(listing).ToList();
        var removed = lines.First(line => line.Contains("Task<IterableResponse> UpdateUserAsync(", StringComparison.Ordinal));
        lines[lines.IndexOf(removed)] = removed.Replace("UpdateUserAsync", "ChangeUserAsync", StringComparison.Ordinal);
        File.WriteAllLines(listing, lines);

        var result = Compare(Path.Combine(copy.Root, "src", "PublicApi"), Built);

        Assert.That(result.Output, Does.Contain("surface-removed: Iterable.Generated: `Iterable.Generated: public interface IUsersClient: Task<IterableResponse> ChangeUserAsync("));
        Assert.That(result.Output, Does.Contain("surface-added: Iterable.Generated: `Iterable.Generated: public interface IUsersClient: Task<IterableResponse> UpdateUserAsync("));
    }

    private static BuildResult Compare(string before, string after) =>
        Command.Dotnet(Machine.RepositoryRoot, [Machine.Generator, "diff", "specs", "specs", "--surface-before", before, "--surface-after", after]);
}
