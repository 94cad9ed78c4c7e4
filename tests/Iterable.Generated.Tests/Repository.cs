using System.Reflection;

namespace Iterable.Generated.Tests;

/// <summary>Where the sources are that some tests read: the specifications, the README, the generated code.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!;

    public static string Specs { get; } = Path.Combine(Root, "specs");

    public static string GeneratedCode { get; } = Path.Combine(Root, "artifacts", "generated", "Iterable.g.cs");
}
