using System.CommandLine;

using Iterable.Generator.Releases;

namespace Iterable.Generator.Commands;

/// <summary><c>lock</c>: writes what the clients were generated from, by content.</summary>
internal static class LockCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var inputs = new Option<string>("--inputs") { Description = "The file in which the build keeps a line for each input: its hash, a space, its name.", Required = true };
        var nswag = new Option<string>("--nswag") { Description = "The version of NSwag.", Required = true };
        var target = new Option<string>("--output") { Description = "The file to write.", Required = true };
        return new Command("lock", "Writes specs.lock.json: the hash of each input of the generation, and the version of NSwag.") { inputs, nswag, target }
            .Does(output, error, (arguments, diagnostics) =>
            {
                var file = Path.GetFullPath(arguments.GetRequiredValue(inputs));
                var text = diagnostics.Try(DiagnosticCode.Lock, "The inputs of the generation cannot be read", file, () => SpecsLock.Write(arguments.GetRequiredValue(nswag), File.ReadAllLines(file)));
                if (text is not null)
                    AtomicFile.Write(arguments.GetRequiredValue(target), text, diagnostics, file);
                return null;
            });
    }
}
