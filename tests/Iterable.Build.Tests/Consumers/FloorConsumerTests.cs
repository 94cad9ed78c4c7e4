using System.Text.Json;

namespace Iterable.Build.Tests;

/// <summary>A service of .NET 8 with the versions that such services have: the packages come beside them and lift nothing.</summary>
[TestFixture]
public sealed class FloorConsumerTests
{
    private Dictionary<string, Version> _resolved = null!;

    [OneTimeSetUp]
    public void Restore()
    {
        PackedPackages.Dotnet("Floors", "restore").ShouldSucceed();
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(PackedPackages.Consumers, "Floors", "obj", "project.assets.json")));
        _resolved = assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Select(library => library.Name.Split('/'))
            .ToDictionary(name => name[0], name => Version.Parse(name[1].Split('-')[0]));
    }

    [Test]
    public void No_package_of_the_platform_is_lifted_to_another_major_version()
    {
        var platform = _resolved.Where(package => package.Key.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)).ToList();
        Assert.That(platform, Has.Count.GreaterThan(8));
        Assert.That(platform.Where(package => package.Value.Major != 8), Is.Empty);
    }

    [Test]
    public void What_the_service_has_stays_as_it_is() => Assert.That(
        new[] { "Newtonsoft.Json", "Polly.Core", "Microsoft.IdentityModel.JsonWebTokens", "System.Text.Json", "Npgsql", "StackExchange.Redis" }.Select(package => $"{package} {_resolved[package]}"),
        Is.EqualTo(new[] { "Newtonsoft.Json 13.0.1", "Polly.Core 8.4.2", "Microsoft.IdentityModel.JsonWebTokens 7.5.0", "System.Text.Json 8.0.5", "Npgsql 8.0.3", "StackExchange.Redis 2.7.27" }));
}
