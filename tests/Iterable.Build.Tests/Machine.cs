using System.Reflection;

namespace Iterable.Build.Tests;

/// <summary>What this machine has: the repository under test, its package folder, and the NSwag that it uses.</summary>
internal static class Machine
{
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string PackageFolder { get; } = Metadata("NuGetPackageRoot");

    public static string NSwagVersion { get; } = Metadata("NSwagVersion");

    /// <summary>Debug or Release: what these tests, and so the packages' projects, were built as.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The generator, as these tests were built.</summary>
    public static string Generator { get; } = Path.Combine(RepositoryRoot, "generator", "bin", Configuration, "net10.0", "Iterable.Generator.dll");

    public static string NodeModules { get; } = Path.Combine(RepositoryRoot, "generator", "node_modules");

    /// <summary>The folder with dotnet-nswag.dll, from npm or from the NuGet package, whichever world this machine is.</summary>
    public static string NSwagBinaries { get; } = new[]
    {
        Path.Combine(NodeModules, "nswag", "bin", "binaries", "Net100"),
        Path.Combine(PackageFolder, "nswag.msbuild", NSwagVersion, "tools", "Net100"),
    }.First(Directory.Exists);

    private static string Metadata(string key) =>
        typeof(Machine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
