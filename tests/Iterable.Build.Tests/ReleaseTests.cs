using System.Text.RegularExpressions;

namespace Iterable.Build.Tests;

/// <summary>The commonest release: the API has an operation more, once in a part that was there and once in a new one.</summary>
[TestFixture]
[Explicit(Machine.Slow), Category(nameof(Machine.Slow))]
public sealed class ReleaseTests
{
    private const string Id = "Iterable.Generated";
    private const string Last = "1.2.3";

    private const string NewOperations = """
        overlay: 1.0.0
        info: { title: Two more, version: 1.0.0 }
        actions:
          - target: $.tags
            update: { name: Weather, description: The weather. }
          - target: $.paths
            update:
              /users/weather:
                get: { operationId: getUserWeather, summary: Gets the weather of users., tags: [Users], x-iterable-rate-limit: unpublished, x-iterable-retry: always, x-iterable-key-types: [server], responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/IterableResponse' } } } } } }
              /weather:
                get: { operationId: getWeather, summary: Gets the weather., tags: [Weather], x-iterable-rate-limit: unpublished, x-iterable-retry: always, x-iterable-key-types: [server], responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/IterableResponse' } } } } } }
        """;

    private RepositoryCopy _copy = null!;
    private string _packages = null!;

    private string Listings => Path.Combine(_copy.Root, "src", "PublicApi");

    [OneTimeSetUp]
    public void PackBoth()
    {
        _packages = Directory.CreateTempSubdirectory("releases ").FullName;
        Pack(Machine.RepositoryRoot, Last, "--no-build").ShouldSucceed();

        _copy = new RepositoryCopy();
        File.WriteAllText(Path.Combine(_copy.Specs, "overlays", "zz-weather.overlay.yml"), NewOperations);
        _copy.Build($"src/{Id}/{Id}.csproj", "-c", Machine.Configuration).ShouldSucceed();
        File.Copy(Path.Combine(_copy.Root, "artifacts", "api", $"{Id}.txt"), Path.Combine(Listings, $"{Id}.txt"), overwrite: true);
        Assert.That(File.ReadAllText(Path.Combine(Listings, $"{Id}.txt")), Does.Contain("GetUserWeatherAsync(").And.Contain("public interface IWeatherClient").And.Match(@"\n    IWeatherClient Weather \{"));
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _copy.Dispose();
        Directory.Delete(_packages, recursive: true);
    }

    [TestCase("v1.2.3", ExpectedResult = "1.3.0")]
    [TestCase("v0.2.3", ExpectedResult = "0.2.4")]
    public string An_operation_more_is_a_minor_release_and_before_1_a_patch(string last) => Version(last, Machine.RepositoryRoot, _copy.Root);

    [TestCase("v1.2.3", ExpectedResult = "2.0.0")]
    [TestCase("v0.2.3", ExpectedResult = "0.3.0")]
    public string An_operation_less_is_a_major_release_and_before_1_a_minor(string last) => Version(last, _copy.Root, Machine.RepositoryRoot);

    [Test]
    public void An_operation_more_can_replace_the_last_package() =>
        Pack(_copy.Root, "1.3.0", "--no-build", $"-p:BaselineFeed={_packages}", $"-p:BaselineVersion={Last}").ShouldSucceed();

    [Test]
    public void An_operation_less_cannot_replace_the_last_package()
    {
        Pack(_copy.Root, "1.4.0", "--no-build").ShouldSucceed();
        var result = Pack(Machine.RepositoryRoot, "1.4.1", "--no-build", $"-p:BaselineFeed={_packages}", "-p:BaselineVersion=1.4.0");
        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Match("error CP0002: [^\n]*GetUserWeatherAsync").And.Match("error CP0001: [^\n]*IWeatherClient"));
    }

    [Test]
    public void Only_calls_may_be_new()
    {
        An_operation_more_can_replace_the_last_package();
        var allowed = Regex.Matches(File.ReadAllText(Path.Combine(_copy.Root, "src", Id, "obj", "new-calls.xml")), "<DiagnosticId>(.*?)</DiagnosticId><Target>(.*?)</Target>");
        Assert.That(allowed, Has.Count.GreaterThan(100));
        Assert.That(allowed.Select(match => match.Groups[1].Value), Has.All.EqualTo("CP0006"));
        Assert.That(allowed.Select(match => match.Groups[2].Value), Has.All.Match(@"^[MP]:Iterable\.Generated\.I[A-Za-z]+Client\."));
    }

    [Test]
    public void Pack_refuses_to_go_without_the_packages_of_the_last_release_and_Baseline_fetches_them()
    {
        foreach (var arguments in new[] { "init --quiet", "add --all", "commit --quiet --message Released", "tag v0.2.3", "commit --quiet --allow-empty --message More" })
            Command.Git(_copy.Root, arguments.Split(' ')).ShouldSucceed();
        Command.Dotnet(_copy.Root, ["tool", "restore"]).ShouldSucceed();
        var source = Path.Combine(_packages, "source");
        Command.Dotnet(Machine.RepositoryRoot, ["pack", "Iterable.Generated.sln", "--no-build", "-c", Machine.Configuration, "-o", source, "-p:Version=0.2.3"]).ShouldSucceed();

        var refused = Cake("Pack");
        Assert.That(refused.ExitCode, Is.Not.Zero);
        Assert.That(refused.Output, Does.Match(@"0\.2\.4 must be able to replace v0\.2\.3, and .*artifacts/feed lacks .*Iterable\.Generated\.0\.2\.3\.nupkg.*--target=Baseline"));

        Cake("Baseline", $"--source={source}").ShouldSucceed();
        var feed = Path.Combine(_copy.Root, "artifacts", "feed");
        Assert.That(
            Directory.EnumerateFiles(feed).Select(Path.GetFileName),
            Is.EquivalentTo(Directory.EnumerateFiles(Listings).Select(listing => $"{Path.GetFileNameWithoutExtension(listing)}.0.2.3.nupkg")));
    }

    [Test]
    public void Pack_does_not_empty_the_folder_that_it_is_given()
    {
        var packages = Path.Combine(_copy.Root, "artifacts", "packages");
        Directory.CreateDirectory(packages);
        File.WriteAllText(Path.Combine(packages, "mine.nupkg"), "mine");
        Command.Dotnet(_copy.Root, ["tool", "restore"]).ShouldSucceed();

        var result = Cake("Pack", "--package-version=0.0.1", $"--feed={packages}");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain("which this target empties first; nothing was changed"));
        Assert.That(File.ReadAllText(Path.Combine(packages, "mine.nupkg")), Is.EqualTo("mine"));
    }

    private BuildResult Cake(string target, params string[] more) =>
        Command.Dotnet(_copy.Root, ["cake", $"--target={target}", $"--configuration={Machine.Configuration}", .. more]);

    private static string Version(string last, string before, string after)
    {
        var result = Command.Dotnet(Machine.RepositoryRoot, [Machine.Generator, "release", "--last", last, "--before", before, "--after", after]).ShouldSucceed();
        return result.Output.Trim().Split('\n')[^1].Trim();
    }

    private BuildResult Pack(string root, string version, params string[] more) =>
        Command.Dotnet(root, ["pack", $"src/{Id}/{Id}.csproj", "-c", Machine.Configuration, "-o", _packages, $"-p:Version={version}", .. more]);
}
