using System.CommandLine;

using Iterable.Generator.Diagnostics;
using Iterable.Generator.Sources;

namespace Iterable.Generator.Commands;

/// <summary><c>api</c>: lists the public surface of an assembly.</summary>
internal static class ApiCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var assembly = new Option<string>("--assembly") { Description = "The assembly to list. It is read, not run.", Required = true };
        var references = new Option<string>("--references") { Description = "A file with the path of each assembly it refers to, one a line.", Required = true };
        var target = new Option<string>("--output") { Description = "The file to write.", Required = true };
        var command = new Command("api", "Lists what code outside of an assembly can name: types and members, sorted, with their nullability.") { assembly, references, target };
        command.SetAction(arguments =>
        {
            if (Run(Path.GetFullPath(arguments.GetRequiredValue(assembly)), arguments.GetRequiredValue(references), arguments.GetRequiredValue(target)) is { } problem)
            {
                error.WriteLine(problem);
                return CommandLine.Failure;
            }

            output.WriteLine($"Listed {Path.GetFullPath(arguments.GetRequiredValue(target))}.");
            return CommandLine.Success;
        });
        return command;
    }

    private static Diagnostic? Run(string assembly, string references, string target)
    {
        string text;
        try
        {
            text = ApiListing.ApiListing.Write(assembly, File.ReadAllLines(references).Where(line => line.Length > 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return new(Severity.Error, DiagnosticCode.ApiListing, $"The public surface cannot be listed: {e.Message}", new SourceMark(assembly, 1, 1));
        }

        return AtomicFile.Write(target, text);
    }
}
