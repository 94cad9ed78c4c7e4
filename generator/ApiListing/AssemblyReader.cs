using System.Runtime.Versioning;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Iterable.Generator.ApiListing;

/// <summary>Reads what code outside of an assembly can name, as the compiler of that code does. The assembly does not run, so that any target framework can be read.</summary>
internal static class AssemblyReader
{
    /// <summary>The files that a build noted: its assembly, and after it what that refers to.</summary>
    /// <exception cref="IOException">The file cannot be read, or names nothing.</exception>
    public static IReadOnlyList<string> Files(string build) =>
        File.ReadAllLines(build).Where(line => line.Length > 0).ToList() is { Count: > 0 } files ? files : throw new IOException($"{build} names no assembly.");

    /// <summary>Reads an assembly, the first of the files; the others are what it refers to.</summary>
    /// <returns>The target framework as projects name it, such as <c>net10.0</c>, and the public types.</returns>
    public static (string Framework, IReadOnlyList<INamedTypeSymbol> Types) Read(IEnumerable<string> files)
    {
        var references = files.Distinct().Select(file => MetadataReference.CreateFromFile(file)).ToList();
        return CSharpCompilation.Create("reader", references: references).GetAssemblyOrModuleSymbol(references[0]) is IAssemblySymbol assembly
            ? (Framework(assembly), [.. TypesIn(assembly.GlobalNamespace)])
            : throw new BadImageFormatException("The file is no assembly.");
    }

    private static string Framework(IAssemblySymbol assembly)
    {
        var value = assembly.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == nameof(TargetFrameworkAttribute))?.ConstructorArguments[0].Value;
        var name = new FrameworkName(value as string ?? throw new BadImageFormatException($"{assembly.Name} does not say which framework it was built for."));
        return name.Identifier switch
        {
            ".NETStandard" => $"netstandard{name.Version}",
            ".NETFramework" => $"net{name.Version.ToString().Replace(".", "", StringComparison.Ordinal)}",
            _ => $"net{name.Version}",
        };
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol around) => around.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .Where(member => member is INamespaceSymbol || MemberText.IsVisible(member))
        .SelectMany(member => member is INamedTypeSymbol type ? TypesIn(type).Prepend(type) : TypesIn(member));
}
