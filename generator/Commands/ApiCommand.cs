using System.CommandLine;

using Iterable.Generator.ApiListing;

namespace Iterable.Generator.Commands;

/// <summary><c>api</c>: lists the public surface of a package.</summary>
internal static class ApiCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var builds = new Option<string[]>("--build")
        {
            Description = "A file about the build for one target framework: on its first line the path of the assembly, on each other the path of one it refers to. Given once for each framework. The assemblies are read, not run.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var target = new Option<string>("--output") { Description = "The file to write.", Required = true };
        return new Command("api", "Lists what code outside of a package can name: types and members, sorted, with their nullability, and what not all target frameworks have.") { builds, target }
            .Does(output, error, (arguments, diagnostics) => List(arguments.GetRequiredValue(builds), arguments.GetRequiredValue(target), diagnostics));
    }

    private static string? List(string[] builds, string target, DiagnosticBag diagnostics)
    {
        List<(string, IReadOnlyList<ApiType>)> read = [];
        List<string> sources = [.. builds];
        foreach (var build in builds.Select(Path.GetFullPath))
        {
            const string problem = "The public surface cannot be listed";
            if (diagnostics.Try(DiagnosticCode.ApiListing, problem, build, () => AssemblyReader.Files(build)) is not { } files)
                return null;

            sources.AddRange(files);
            if (diagnostics.Try(DiagnosticCode.ApiListing, problem, Path.GetFullPath(files[0]), () => new[] { AssemblyReader.Read(files) }) is not [var (framework, types)])
                return null;

            read.Add((framework, [.. types.Select(TypeText.Of)]));
        }

        return AtomicFile.Write(target, ApiListing.ApiListing.Write(ApiSurface.Of(read)), diagnostics, sources) ? $"Listed {Path.GetFullPath(target)}." : null;
    }
}
