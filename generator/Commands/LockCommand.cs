using System.CommandLine;

using Iterable.Generator.Diagnostics;
using Iterable.Generator.Releases;
using Iterable.Generator.Sources;

namespace Iterable.Generator.Commands;

/// <summary><c>lock</c>: writes what the clients were generated from, by content.</summary>
internal static class LockCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var inputs = new Option<string>("--inputs") { Description = "The file in which the build keeps a line for each input: its hash, a space, its name.", Required = true };
        var nswag = new Option<string>("--nswag") { Description = "The version of NSwag.", Required = true };
        var target = new Option<string>("--output") { Description = "The file to write.", Required = true };
        var command = new Command("lock", "Writes specs.lock.json: the hash of each input of the generation, and the version of NSwag.") { inputs, nswag, target };
        command.SetAction(arguments =>
        {
            var problem = Run(Path.GetFullPath(arguments.GetRequiredValue(inputs)), arguments.GetRequiredValue(nswag), arguments.GetRequiredValue(target));
            if (problem is null)
                return CommandLine.Success;

            error.WriteLine(problem);
            return CommandLine.Failure;
        });
        return command;
    }

    private static Diagnostic? Run(string inputs, string nswag, string target)
    {
        try
        {
            return AtomicFile.Write(target, SpecsLock.Write(nswag, File.ReadAllLines(inputs)), inputs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return new(Severity.Error, DiagnosticCode.Lock, $"The inputs of the generation cannot be read: {e.Message}", new SourceMark(inputs, 1, 1));
        }
    }
}
