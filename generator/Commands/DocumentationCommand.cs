using System.CommandLine;
using System.Xml.Linq;

using Iterable.Generator.ApiListing;

namespace Iterable.Generator.Commands;

/// <summary><c>documentation</c>: leaves in the documentation of an assembly what its users can see.</summary>
internal static class DocumentationCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var build = new Option<string>("--build") { Description = "A file about the build: on its first line the path of the assembly, on each other the path of one it refers to. The assembly is read, not run.", Required = true };
        var documentation = new Option<string>("--documentation") { Description = "The documentation file that the compiler wrote.", Required = true };
        var target = new Option<string>("--output") { Description = "The file to write.", Required = true };
        return new Command("documentation", "Writes the documentation of the types and members of an assembly that code outside of it can name.") { build, documentation, target }
            .Does(output, error, (arguments, diagnostics) =>
            {
                var (file, all) = (Path.GetFullPath(arguments.GetRequiredValue(build)), Path.GetFullPath(arguments.GetRequiredValue(documentation)));
                var text = diagnostics.Try(DiagnosticCode.ApiListing, "The documentation cannot be reduced to what is public", all, () => Reduce(file, all));
                if (text is not null)
                    AtomicFile.Write(arguments.GetRequiredValue(target), text, diagnostics, [file, all, .. File.ReadLines(file).Where(line => line.Length > 0)]);
                return null;
            });
    }

    private static string Reduce(string build, string documentation)
    {
        var kept = PublicDocumentation.Keep(XDocument.Load(documentation, LoadOptions.PreserveWhitespace), AssemblyReader.Read(AssemblyReader.Files(build)).Types);
        return $"{kept.Declaration}\n{kept}\n";
    }
}
