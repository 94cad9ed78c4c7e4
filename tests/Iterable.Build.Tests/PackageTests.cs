using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Iterable.Build.Tests;

/// <summary>The packages as their users get them: out of a feed, into projects that know nothing of this repository.</summary>
[TestFixture]
public sealed class PackageTests
{
    private string _folder = null!;

    private string Feed => Path.Combine(_folder, "feed");

    private string Version => Regex.Match(Directory.EnumerateFiles(Feed, "Iterable.Generated.Testing.*.nupkg").First(), @"Testing\.(\d.*)\.nupkg$").Groups[1].Value;

    [OneTimeSetUp]
    public void Pack()
    {
        _folder = Directory.CreateTempSubdirectory("packages with spaces ").FullName;
        Command.Dotnet(Machine.RepositoryRoot, ["pack", "Iterable.Generated.sln", "--no-build", "-c", Machine.Configuration, "-o", Feed]).ShouldSucceed();
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("Iterable.Generated", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.DependencyInjection", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.JsonWebTokens", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.Testing", "net10.0")]
    public void A_package_has_code_documentation_README_licence_and_symbols(string id, params string[] frameworks)
    {
        var archive = Directory.EnumerateFiles(Feed, $"{id}.*.nupkg").Single(file => Regex.IsMatch(Path.GetFileName(file), $@"^{Regex.Escape(id)}\.\d"));
        using var package = ZipFile.OpenRead(archive);
        var entries = package.Entries.Select(entry => entry.FullName).ToList();
        using var nuspec = package.Entries.Single(entry => entry.FullName == $"{id}.nuspec").Open();
        var metadata = XDocument.Load(nuspec).Descendants().Where(element => !element.HasElements).ToLookup(element => element.Name.LocalName, element => element.Value);

        Assert.That(entries.Where(e => e.StartsWith("lib/", StringComparison.Ordinal)), Is.EquivalentTo(frameworks.SelectMany(f => new[] { $"lib/{f}/{id}.dll", $"lib/{f}/{id}.xml" })));
        Assert.That(new FileInfo(archive).Length, Is.LessThan(2_000_000), "bytes");
        Assert.That(entries, Has.Member("README.md"));
        Assert.That(metadata["readme"], Is.EqualTo(new[] { "README.md" }));
        Assert.That(metadata["license"], Is.EqualTo(new[] { "MIT" }));
        Assert.That(metadata["description"].Single(), Has.Length.GreaterThan(40));
        Assert.That(Directory.EnumerateFiles(Feed, $"{id}.*.snupkg"), Is.Not.Empty);
    }

    [Test]
    public void The_client_says_what_it_was_generated_from()
    {
        using var package = ZipFile.OpenRead(Directory.EnumerateFiles(Feed, "Iterable.Generated.*.nupkg").Single(file => Regex.IsMatch(Path.GetFileName(file), @"^Iterable\.Generated\.\d")));
        using var reader = new StreamReader(package.GetEntry("specs.lock.json")!.Open());
        using var content = JsonDocument.Parse(reader.ReadToEnd());
        var hashes = content.RootElement.GetProperty("sha256").EnumerateObject().ToDictionary(input => input.Name, input => input.Value.GetString()!);

        Assert.That(content.RootElement.GetProperty("nswag").GetString(), Is.EqualTo(Machine.NSwagVersion));
        Assert.That(hashes.Keys, Has.Member("specs/iterable-rest-api-openapi.yml").And.Member("specs/overlays/facts.overlay.yml").And.Member("generator/Templates/Class.liquid").And.Member("Directory.Packages.props"));
        foreach (var (name, hash) in hashes)
            Assert.That(hash, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Machine.RepositoryRoot, name))))), name);
    }

    [Test]
    public void A_package_that_breaks_with_the_last_one_is_not_made()
    {
        const string Id = "Iterable.Generated.JsonWebTokens";
        var last = Path.Combine(_folder, "last");
        var baseline = Path.Combine(last, $"{Id}.{Version}.nupkg");
        Directory.CreateDirectory(last);

        // The last package had what the next one has not: here, all of another package.
        File.Copy(Path.Combine(Feed, $"{Id}.{Version}.nupkg"), baseline);
        using (var other = ZipFile.OpenRead(Path.Combine(Feed, $"Iterable.Generated.DependencyInjection.{Version}.nupkg")))
        using (var package = ZipFile.Open(baseline, ZipArchiveMode.Update))
        {
            package.GetEntry($"lib/net10.0/{Id}.dll")!.Delete();
            using var to = package.CreateEntry($"lib/net10.0/{Id}.dll").Open();
            using var from = other.GetEntry("lib/net10.0/Iterable.Generated.DependencyInjection.dll")!.Open();
            from.CopyTo(to);
        }

        var broken = Next();
        Assert.That(broken.ExitCode, Is.Not.Zero, broken.Output);
        Assert.That(broken.Output, Does.Match("error CP[0-9]{4}: "));

        File.Copy(Path.Combine(Feed, $"{Id}.{Version}.nupkg"), baseline, overwrite: true);
        Next().ShouldSucceed();

        BuildResult Next() => Command.Dotnet(Machine.RepositoryRoot, [
            "pack", $"src/{Id}/{Id}.csproj", "--no-build", "-c", Machine.Configuration, "-o", Path.Combine(_folder, "next"),
            "-p:Version=99.0.0", $"-p:BaselineFeed={last}", $"-p:BaselineVersion={Version}",
        ]);
    }

    [Test]
    public void The_example_of_the_README_runs_in_an_application_and_in_a_netstandard_library_of_it()
    {
        WriteConsumer();

        var result = Command.Dotnet(
            Path.Combine(_folder, "App"),
            ["run"],
            // A package folder of its own: what was packed here must never be taken for a release by another build of this machine.
            environment => environment["NUGET_PACKAGES"] = Path.Combine(_folder, "restored"));

        result.ShouldSucceed();
        Assert.That(Regex.Matches(result.Output, "b-1: Notes"), Has.Count.EqualTo(2), result.Output);
        Assert.That(result.Output, Does.Contain("loaded .NETCoreApp,Version=v10.0"), "the library was compiled for netstandard2.0 and runs on the newest build");
    }

    private void WriteConsumer()
    {
        var readme = File.ReadAllText(Path.Combine(Machine.RepositoryRoot, "README.md"));
        var example = Regex.Matches(readme, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).Single(code => code.Contains("UpdateUserAsync", StringComparison.Ordinal));
        var version = Version;

        Write("NuGet.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="this machine" value="{Machine.PackageFolder}" /></fallbackPackageFolders>
            </configuration>
            """);
        Write("Library/Library.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><LangVersion>latest</LangVersion><Nullable>enable</Nullable></PropertyGroup>
              <ItemGroup><PackageReference Include="Iterable.Generated" Version="{version}" /></ItemGroup>
            </Project>
            """);
        Write("Library/Example.cs", Example("Library", example));
        Write("App/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><UseAppHost>false</UseAppHost></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Iterable.Generated.Testing" Version="{version}" />
                <ProjectReference Include="../Library/Library.csproj" />
              </ItemGroup>
            </Project>
            """);
        Write("App/Example.cs", Example("App", example));
        Write("App/Program.cs", """
            using System.Reflection;
            using System.Runtime.Versioning;
            using Iterable.Generated;
            using Iterable.Generated.Testing;

            await using var server = await IterableTestServer.StartAsync();
            server.Catalogs.Add("books");
            server.Catalogs.AddItem("books", "b-1", new { title = "Notes" });
            using var iterable = server.CreateClient();
            await App.Example.Use(iterable);
            await Library.Example.Use(iterable);
            System.Console.WriteLine("loaded " + typeof(IterableClient).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
            """);
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

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
