using System.Text.RegularExpressions;

namespace Iterable.Build.Tests;

/// <summary>The packages as their users get them: packed once for all tests that install them, and restored into one folder.</summary>
[SetUpFixture]
public sealed class PackedPackages
{
    private static readonly Lazy<string> Packed = new(Pack);
    private static string _output = "";

    /// <summary>A folder for whatever the tests make of the packages; it is deleted in the end.</summary>
    internal static string Folder => Packed.Value;

    internal static string Feed => Path.Combine(Folder, "feed");

    /// <summary>What packing said.</summary>
    internal static string Output => Packed.Value.Length > 0 ? _output : "";

    internal static string Version => Regex.Match(Directory.EnumerateFiles(Feed, "Iterable.Generated.Testing.*.nupkg").First(), @"Testing\.(\d.*)\.nupkg$").Groups[1].Value;

    /// <summary>The applications of tests/Consumers, in a copy.</summary>
    internal static string Consumers => Path.Combine(Folder, "consumers");

    [OneTimeTearDown]
    public void Delete()
    {
        if (Packed.IsValueCreated)
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs <c>dotnet</c> in a folder below <see cref="Consumers" /> as a user of the packages would.</summary>
    internal static BuildResult Dotnet(string folder, params string[] arguments) =>
        Command.Dotnet(Path.Combine(Consumers, folder), arguments, environment =>
        {
            environment["ITERABLE_FEED"] = Feed;
            environment["ITERABLE_MACHINE_PACKAGES"] = Machine.PackageFolder;
            environment["IterableVersion"] = Version;
            // A package folder of its own: what was packed here must never be taken for a release by another build of this machine.
            environment["NUGET_PACKAGES"] = Path.Combine(Folder, "restored");
        });

    private static string Pack()
    {
        var folder = Directory.CreateTempSubdirectory("packages with spaces ").FullName;
        _output = Command.Dotnet(Machine.RepositoryRoot, ["pack", "Iterable.Generated.sln", "--no-build", "-c", Machine.Configuration, "-o", Path.Combine(folder, "feed")]).ShouldSucceed().Output;
        Copy(new DirectoryInfo(Path.Combine(Machine.RepositoryRoot, "tests", "Consumers")), Path.Combine(folder, "consumers"));
        return folder;
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
            file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.EnumerateDirectories().Where(folder => folder.Name is not ("bin" or "obj")))
            Copy(folder, Path.Combine(to, folder.Name));
    }
}
