using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Iterable.Build.Tests;

/// <summary>What is in the packages, and what they are held to.</summary>
[TestFixture]
public sealed class PackageTests
{
    private static string Feed => PackedPackages.Feed;

    private static string Version => PackedPackages.Version;

    [TestCase("Iterable.Generated", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.Csv", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.DependencyInjection", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.JsonWebTokens", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.PostgreSql", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.Redis", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.Testing", "net10.0")]
    [TestCase("Iterable.Generated.Webhooks", "net8.0", "net10.0")]
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
        Assert.That(entries, Has.Member(metadata["icon"].Single()));
        foreach (var framework in frameworks)
        {
            using var documentation = package.GetEntry($"lib/{framework}/{id}.xml")!.Open();
            var types = XDocument.Load(documentation).Descendants("member").Select(member => member.Attribute("name")!.Value).Where(name => name.StartsWith("T:", StringComparison.Ordinal)).Select(name => name.Split('`')[0].Split('.')[^1]).ToList();
            var listing = File.ReadAllText(Path.Combine(Machine.RepositoryRoot, "src", "PublicApi", $"{id}.txt"));
            Assert.That(types, Is.Not.Empty);
            Assert.That(types.Where(type => !Regex.IsMatch(listing, $@"(?m)^[^ ].*\b{type}\b")), Is.Empty, "documentation of what is not public");
        }

        Assert.That(metadata["tags"].Single().Split(' '), Has.Member("iterable"));
        Assert.That(metadata["releaseNotes"].Single(), Does.StartWith("### Added\n\n- "));
        Assert.That(metadata["description"].Single(), Has.Length.GreaterThan(40));
        Assert.That(Directory.EnumerateFiles(Feed, $"{id}.*.snupkg"), Is.Not.Empty);
    }

    [Test]
    public void The_tool_is_a_small_package_that_runs_where_it_is_unpacked()
    {
        const string Id = "Iterable.Generated.Tool";
        var archive = Path.Combine(Feed, $"{Id}.{Version}.nupkg");
        var folder = Path.Combine(PackedPackages.Folder, "tool");
        ZipFile.ExtractToDirectory(archive, folder);
        var settings = XDocument.Load(Path.Combine(folder, "tools", "net10.0", "any", "DotnetToolSettings.xml")).Descendants("Command").Single();

        var version = Command.Dotnet(folder, [Path.Combine(folder, "tools", "net10.0", "any", settings.Attribute("EntryPoint")!.Value), "--version"]);

        Assert.That(new FileInfo(archive).Length, Is.LessThan(4_000_000), "bytes");
        Assert.That(settings.Attribute("Name")!.Value, Is.EqualTo("itbl"));
        Assert.That(version.ShouldSucceed().Output.Trim(), Is.EqualTo(Version));
        Assert.That(File.ReadAllText(Path.Combine(folder, "README.md")), Does.StartWith($"# {Id}\n"));
        Assert.That(File.ReadAllText(Path.Combine(folder, $"{Id}.nuspec")), Does.Contain("<license type=\"expression\">MIT</license>").And.Contain("DotnetTool"));
    }

    [Test]
    public void Packing_warns_of_nothing() => Assert.That(PackedPackages.Output, Does.Not.Contain("warning"));

    [TestCase("Iterable.Generated", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.Csv", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.DependencyInjection", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.JsonWebTokens", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.PostgreSql", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.Redis", "netstandard2.0", "net8.0", "net10.0")]
    [TestCase("Iterable.Generated.Testing", "net10.0")]
    [TestCase("Iterable.Generated.Webhooks", "net8.0", "net10.0")]
    public void The_page_of_a_package_is_about_that_package(string id, params string[] frameworks)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{PackedPackages.Version}.nupkg"));
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        var page = reader.ReadToEnd();

        Assert.That(page, Does.StartWith($"# {id}\n"));
        Assert.That(Regex.Matches(page, @"`(net(?:standard)?\d+\.\d)`").Select(match => match.Groups[1].Value), Is.EqualTo(frameworks));
        Assert.That(Regex.Matches(page, @"\]\(([^)]+)\)").Select(match => match.Groups[1].Value), Has.All.StartsWith("https://"));

        // These are compiled and run.
        string[] pages = [Path.Combine(Machine.RepositoryRoot, "README.md"), .. Directory.EnumerateFiles(Path.Combine(Machine.RepositoryRoot, "docs"), "*.md")];
        Assert.That(Examples(Path.Combine(Machine.RepositoryRoot, "src", id, "README.md")), Is.Not.Empty.And.SubsetOf(pages.SelectMany(Examples)));
    }

    [Test]
    public void Where_the_repository_is_known_a_page_leads_to_the_files_of_its_version()
    {
        const string Id = "Iterable.Generated.JsonWebTokens";
        var output = Path.Combine(PackedPackages.Folder, "known");
        Command.Dotnet(
            Machine.RepositoryRoot,
            ["pack", $"src/{Id}/{Id}.csproj", "--no-build", "-c", Machine.Configuration, "-o", output, "-p:Version=1.2.3"],
            environment => (environment["GITHUB_SERVER_URL"], environment["GITHUB_REPOSITORY"]) = ("https://git.example", "they/iterable")).ShouldSucceed();

        using var package = ZipFile.OpenRead(Path.Combine(output, $"{Id}.1.2.3.nupkg"));
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        Assert.That(reader.ReadToEnd(), Does.Contain("(https://git.example/they/iterable/blob/v1.2.3/docs/calls.md)"));
        using var nuspec = new StreamReader(package.GetEntry($"{Id}.nuspec")!.Open());
        Assert.That(nuspec.ReadToEnd(), Does.Contain("<projectUrl>https://git.example/they/iterable</projectUrl>"));
    }

    private static IEnumerable<string> Examples(string file) =>
        Regex.Matches(File.ReadAllText(file), "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);

    [Test]
    public void Every_dependency_has_its_reason_in_the_documentation()
    {
        var pages = Regex.Split(File.ReadAllText(Path.Combine(Machine.RepositoryRoot, "docs", "dependencies.md")), "^## ", RegexOptions.Multiline);
        var told = pages.Skip(1).ToDictionary(page => page.Split('\n')[0], page => Regex.Matches(page, @"(?m)^\| (?!Dependency)(\w\S+) \|").Select(match => match.Groups[1].Value).Order().ToArray());

        Assert.That(told, Is.EquivalentTo(Directory.EnumerateFiles(Feed, "*.nupkg").Select(Dependencies).ToDictionary(package => package.Id, package => package.Dependencies)));
    }

    [Test]
    public void What_users_install_is_raised_by_nobody_but_for_a_weakness()
    {
        var installed = Regex.Match(File.ReadAllText(Path.Combine(Machine.RepositoryRoot, "Directory.Packages.props")), "(?s)Label=\"What users install\">(.*?)</ItemGroup>").Value;
        var ignored = File.ReadAllText(Path.Combine(Machine.RepositoryRoot, ".github/dependabot.yml"));

        Assert.That(Found(ignored, @"dependency-name: ([\w.]+), update-types"), Is.Not.Empty.And.EquivalentTo(Found(installed, "Include=\"([^\"]+)\"")));
        static IEnumerable<string> Found(string text, string pattern) => Regex.Matches(text, pattern).Select(match => match.Groups[1].Value);
    }

    [TestCase("src/Iterable.Generated/packages.lock.json", "\"contentHash\": \"", "\"contentHash\": \"AAAA", "NU1403")]
    [TestCase("generator/packages.lock.json", "\"contentHash\": \"", "\"contentHash\": \"AAAA", "NU1403")]
    [TestCase("Directory.Packages.props", "\"Polly.Core\" Version=\"", "\"Polly.Core\" Version=\"8.", "NU1004")]
    [Explicit(Machine.Slow), Category(nameof(Machine.Slow))]
    public void A_restore_in_CI_takes_the_packages_of_the_lock_and_no_others(string file, string part, string changed, string error)
    {
        using var copy = new RepositoryCopy();
        var path = Path.Combine(copy.Root, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(part, changed));

        var result = Command.Dotnet(copy.Root, ["restore", "src/Iterable.Generated"], environment => environment["CI"] = "true");

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain(error));
    }

    [Test]
    public void The_package_for_CSV_asks_for_exactly_the_client_it_was_made_with_on_every_framework()
    {
        using var package = ZipFile.OpenRead(Path.Combine(Feed, $"Iterable.Generated.Csv.{Version}.nupkg"));
        using var nuspec = package.GetEntry("Iterable.Generated.Csv.nuspec")!.Open();
        var asked = XDocument.Load(nuspec).Descendants().Where(element => element.Attribute("id")?.Value == "Iterable.Generated").Select(dependency => dependency.Attribute("version")!.Value);

        Assert.That(asked, Is.EqualTo(Enumerable.Repeat($"[{Version}]", 3)));
        Assert.That(package.GetEntry("buildTransitive/Iterable.Generated.Csv.targets"), Is.Not.Null);
    }

    private static (string Id, string[] Dependencies) Dependencies(string archive)
    {
        using var package = ZipFile.OpenRead(archive);
        using var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var elements = XDocument.Load(nuspec).Descendants().ToLookup(element => element.Name.LocalName);
        return (elements["id"].Single().Value, [.. elements["dependency"].Select(dependency => dependency.Attribute("id")!.Value).Where(id => !id.StartsWith("Iterable.", StringComparison.Ordinal)).Distinct().Order()]);
    }

    [Test]
    public void Every_assembly_has_a_strong_name()
    {
        var names = new List<(string Assembly, int Key)>();
        foreach (var archive in Directory.EnumerateFiles(Feed, "*.nupkg"))
        {
            using var package = ZipFile.OpenRead(archive);
            foreach (var entry in package.Entries.Where(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal) && entry.FullName.EndsWith(".dll", StringComparison.Ordinal)))
            {
                using var content = new MemoryStream();
                using (var from = entry.Open())
                    from.CopyTo(content);
                content.Position = 0;
                using var image = new PEReader(content);
                var metadata = image.GetMetadataReader();
                names.Add((entry.FullName, metadata.GetBlobBytes(metadata.GetAssemblyDefinition().PublicKey).Length));
            }
        }

        Assert.That(names, Is.Not.Empty);
        Assert.That(names.Where(name => name.Key == 0), Is.Empty);
    }

    [Test]
    public void The_client_says_what_it_was_generated_from()
    {
        using var package = ZipFile.OpenRead(Directory.EnumerateFiles(Feed, "Iterable.Generated.*.nupkg").Single(file => Regex.IsMatch(Path.GetFileName(file), @"^Iterable\.Generated\.\d")));
        using var reader = new StreamReader(package.GetEntry("specs.lock.json")!.Open());
        using var content = JsonDocument.Parse(reader.ReadToEnd());
        var hashes = content.RootElement.GetProperty("sha256").EnumerateObject().ToDictionary(input => input.Name, input => input.Value.GetString()!);

        Assert.That(content.RootElement.GetProperty("nswag").GetString(), Is.EqualTo(Machine.NSwagVersion));
        Assert.That(hashes.Keys, Has.Member("specs/iterable-rest-api-openapi.yml").And.Member("specs/overlays/tags/users.overlay.yml").And.Member("generator/Templates/Class.liquid").And.Member("Directory.Packages.props"));
        foreach (var (name, hash) in hashes)
            Assert.That(hash, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Machine.RepositoryRoot, name))))), name);
    }

    [Test]
    [Explicit(Machine.Slow), Category(nameof(Machine.Slow))]
    public void A_package_that_breaks_with_the_last_one_is_not_made()
    {
        const string Id = "Iterable.Generated.JsonWebTokens";
        var last = Path.Combine(PackedPackages.Folder, "last");
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
            "pack", $"src/{Id}/{Id}.csproj", "--no-build", "-c", Machine.Configuration, "-o", Path.Combine(PackedPackages.Folder, "next"),
            "-p:Version=99.0.0", $"-p:BaselineFeed={last}", $"-p:BaselineVersion={Version}",
        ]);
    }
}
