using System.IO.Compression;
using System.Runtime.Versioning;

namespace Iterable.Build.Tests;

/// <summary>
/// NSwag comes from NuGet where a source carries it, else from npm. A machine is one of these worlds; the other is played here.
/// </summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "plays npm with a shell script")]
[UnsupportedOSPlatform("windows")]
public sealed class NSwagProvisionTests
{
    private const string Generator = "generator/Iterable.Generator.csproj";

    private RepositoryCopy _copy = null!;

    [SetUp]
    public void MakeTheCopy() => _copy = new RepositoryCopy();

    [TearDown]
    public void DeleteTheCopy() => _copy.Dispose();

    [Test]
    public void A_feed_that_carries_NSwag_is_enough()
    {
        UseOnlySource(StandInFeed(carriesNSwag: true));
        using var path = new CommandFolder();

        var result = Command.Dotnet(_copy.Root, ["build", Generator], WithoutThisMachinesNSwag(path.WithDotnet()));

        result.ShouldSucceed();
        Assert.That(File.ReadAllText(_copy.GeneratedCode), Does.Contain("partial class IterableClient"));
        Assert.That(Path.Combine(_copy.Root, "generator", "node_modules"), Does.Not.Exist);
    }

    [Test]
    public void Npm_is_asked_where_no_feed_carries_NSwag()
    {
        UseOnlySource(StandInFeed(carriesNSwag: false));
        using var path = new CommandFolder();
        path.Add("npm", $"""
            mkdir -p node_modules/nswag/bin/binaries
            echo '{"{"} "name": "nswag", "version": "{Machine.NSwagVersion}" {"}"}' > node_modules/nswag/package.json
            ln -s "{Machine.NSwagBinaries}" node_modules/nswag/bin/binaries/Net100
            """);

        var environment = WithoutThisMachinesNSwag(path.WithDotnet());

        Command.Dotnet(_copy.Root, ["restore", Generator], environment).ShouldSucceed();

        var fromNpm = Command.Dotnet(_copy.Root, ["msbuild", Generator, "-getProperty:NSwagFromNpm"], environment).ShouldSucceed();
        Assert.That(fromNpm.Output.Trim(), Is.EqualTo("true"));
        Assert.That(Path.Combine(_copy.Root, "generator", "node_modules", "nswag", "bin", "binaries", "Net100", "dotnet-nswag.dll"), Does.Exist);
    }

    [Test]
    public void Where_neither_has_it_the_error_says_what_to_install()
    {
        UseOnlySource(StandInFeed(carriesNSwag: false));
        using var path = new CommandFolder();
        path.Add("npm", "exit 127");

        var result = Command.Dotnet(_copy.Root, ["restore", Generator], WithoutThisMachinesNSwag(path.WithDotnet()));

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain($"error ITG900: NSwag {Machine.NSwagVersion}"));
        Assert.That(result.Output, Does.Contain("Add a NuGet source that carries NSwag.MSBuild, or install Node.js"));
    }

    private string StandInFeed(bool carriesNSwag)
    {
        var feed = Directory.CreateDirectory(Path.Combine(_copy.Root, "feed")).FullName;
        if (!carriesNSwag)
            return feed;

        // The id, the version and the one property that the real package is used for; its binaries are this machine's.
        using var package = ZipFile.Open(Path.Combine(feed, $"NSwag.MSBuild.{Machine.NSwagVersion}.nupkg"), ZipArchiveMode.Create);
        AddEntry(package, "NSwag.MSBuild.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>NSwag.MSBuild</id>
                <version>{Machine.NSwagVersion}</version>
                <authors>Stand-in</authors>
                <description>A stand-in with the real package's id and properties.</description>
                <developmentDependency>true</developmentDependency>
              </metadata>
            </package>
            """);
        AddEntry(package, "build/NSwag.MSBuild.props", $"""
            <Project>
              <PropertyGroup>
                <NSwagExe_Net100>dotnet "{Machine.NSwagBinaries}/dotnet-nswag.dll"</NSwagExe_Net100>
              </PropertyGroup>
            </Project>
            """);
        return feed;
    }

    private void UseOnlySource(string feed) => File.WriteAllText(Path.Combine(_copy.Root, "NuGet.config"), $"""
        <configuration>
          <packageSources><clear /><add key="stand-in" value="{feed}" /></packageSources>
          <fallbackPackageFolders><add key="this machine" value="{Machine.PackageFolder}" /></fallbackPackageFolders>
        </configuration>
        """);

    // A package folder of its own: the stand-in must never be taken for the real package by another build of this machine.
    private Action<IDictionary<string, string?>> WithoutThisMachinesNSwag(string path) => environment =>
    {
        environment["NUGET_PACKAGES"] = Path.Combine(_copy.Root, "packages");
        environment["PATH"] = path;
    };

    private static void AddEntry(ZipArchive package, string name, string content)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open());
        writer.Write(content);
    }
}
