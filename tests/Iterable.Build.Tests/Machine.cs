using System.Reflection;

namespace Iterable.Build.Tests;

/// <summary>What this machine has: the repository under test, its package folder, and how it was built.</summary>
internal static class Machine
{
    /// <summary>Why a test runs only when it is asked for.</summary>
    public const string Slow = "Takes minutes; --filter TestCategory=Slow -- NUnit.ExplicitMode=Relaxed runs it, as .ci/run does.";

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string PackageFolder { get; } = Metadata("NuGetPackageRoot");

    public static string NSwagVersion { get; } = Metadata("NSwagVersion");

    /// <summary>Debug or Release: what these tests, and so the packages' projects, were built as.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The generator, as these tests were built.</summary>
    public static string Generator { get; } = Path.Combine(RepositoryRoot, "generator", "bin", Configuration, "net10.0", "Iterable.Generator.dll");

    private static string Metadata(string key) =>
        typeof(Machine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
