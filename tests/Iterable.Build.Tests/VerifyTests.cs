using System.IO.Compression;

namespace Iterable.Build.Tests;

/// <summary>What Verify compares, in a repository with one small package in the place of ours.</summary>
[TestFixture]
[Explicit(Machine.Slow), Category(nameof(Machine.Slow))]
public sealed class VerifyTests
{
    private const string Solution = """
        Microsoft Visual Studio Solution File, Format Version 12.00
        Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Small", "Small.csproj", "{0B5A0F66-3C62-4E0B-9D7E-0C1E3B1F4A11}"
        EndProject
        Global
          GlobalSection(SolutionConfigurationPlatforms) = preSolution
            Release|Any CPU = Release|Any CPU
          EndGlobalSection
          GlobalSection(ProjectConfigurationPlatforms) = postSolution
            {0B5A0F66-3C62-4E0B-9D7E-0C1E3B1F4A11}.Release|Any CPU.ActiveCfg = Release|Any CPU
            {0B5A0F66-3C62-4E0B-9D7E-0C1E3B1F4A11}.Release|Any CPU.Build.0 = Release|Any CPU
          EndGlobalSection
        EndGlobal
        """;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Description>For runtimes: $(ForRuntimes)</Description>
            <IsPackable>true</IsPackable>
          </PropertyGroup>
        </Project>
        """;

    private string _root = null!;

    [SetUp]
    public void MakeTheFolder() => _root = Directory.CreateTempSubdirectory("verified ").FullName;

    [TearDown]
    public void DeleteTheFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void What_is_compared_is_what_a_release_packs()
    {
        Verify(Project).ShouldSucceed();

        using var package = ZipFile.OpenRead(Path.Combine(_root, "artifacts", "verify", "one", "packages", "Small.0.0.0-verify.nupkg"));
        using var nuspec = new StreamReader(package.GetEntry("Small.nuspec")!.Open());
        Assert.That(nuspec.ReadToEnd(), Does.Contain("<description>For runtimes: true</description>"));
    }

    [Test]
    public void Two_folders_without_packages_are_not_the_same()
    {
        var result = Verify(Project.Replace("<IsPackable>true", "<IsPackable>false", StringComparison.Ordinal));

        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("There is nothing to compare"));
    }

    private BuildResult Verify(string project)
    {
        foreach (var file in new[] { "build.cake", ".config/dotnet-tools.json" })
        {
            var copy = Path.Combine(_root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Machine.RepositoryRoot, file), copy);
        }

        File.WriteAllText(Path.Combine(_root, ".gitignore"), "artifacts/\n");
        File.WriteAllText(Path.Combine(_root, "Iterable.Generated.sln"), Solution);
        File.WriteAllText(Path.Combine(_root, "Small.csproj"), project);
        Command.Git(_root, "init", "--quiet").ShouldSucceed();
        Command.Git(_root, "add", "--all").ShouldSucceed();
        Command.Git(_root, "commit", "--quiet", "--message", "As it was").ShouldSucceed();
        Command.Dotnet(_root, ["tool", "restore"]).ShouldSucceed();
        return Command.Dotnet(_root, ["cake", "--target=Verify"]);
    }
}
