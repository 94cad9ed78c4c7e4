using System.CommandLine;

using Iterable.Generator.ApiListing;
using Iterable.Generator.Diagnostics;
using Iterable.Generator.Sources;

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
        var command = new Command("api", "Lists what code outside of a package can name: types and members, sorted, with their nullability, and what not all target frameworks have.") { builds, target };
        command.SetAction(arguments =>
        {
            if (Run(arguments.GetRequiredValue(builds), arguments.GetRequiredValue(target)) is { } problem)
            {
                error.WriteLine(problem);
                return CommandLine.Failure;
            }

            output.WriteLine($"Listed {Path.GetFullPath(arguments.GetRequiredValue(target))}.");
            return CommandLine.Success;
        });
        return command;
    }

    private static Diagnostic? Run(string[] builds, string target)
    {
        var reading = "";
        List<(string, IReadOnlyList<ApiType>)> read = [];
        List<string> sources = [.. builds];
        try
        {
            foreach (var build in builds)
            {
                reading = Path.GetFullPath(build);
                var files = File.ReadAllLines(reading).Where(line => line.Length > 0).ToList();
                reading = files.Count == 0 ? throw new IOException("The file names no assembly.") : Path.GetFullPath(files[0]);
                sources.AddRange(files);
                read.Add(AssemblyReader.Read(reading, files.Skip(1)));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return new(Severity.Error, DiagnosticCode.ApiListing, $"The public surface cannot be listed: {e.Message}", new SourceMark(reading, 1, 1));
        }

        return AtomicFile.Write(target, ApiListing.ApiListing.Write(ApiSurface.Of(read)), sources);
    }
}
