using System.CommandLine;

using Iterable.Generator.Differences;
using Iterable.Generator.Upstream;

namespace Iterable.Generator.Commands;

/// <summary><c>calls</c>: what a client in JavaScript calls and the specifications lack.</summary>
internal static class CallsCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var package = new Argument<string>("package") { Description = "The folder of a package that was unpacked. Its .js, .mjs and .cjs files are read, those of its dependencies not." };
        var specs = new Option<string>("--specs") { Description = "The specs folder.", Required = true };
        return new Command("calls", "Reads the calls to the API out of a client in JavaScript, and reports those that the specifications lack.") { package, specs }
            .Does(output, error, (arguments, diagnostics) => Run(Path.GetFullPath(arguments.GetRequiredValue(package)), arguments.GetRequiredValue(specs), diagnostics));
    }

    private static string? Run(string package, string specs, DiagnosticBag diagnostics)
    {
        var document = SpecSource.Read(specs, diagnostics);
        var calls = diagnostics.Try(DiagnosticCode.Upstream, "The package cannot be read", package, () => Files(package).SelectMany(file => JavaScriptCall.In(file, File.ReadAllText(file))).ToList());
        if (document is null || calls is null)
            return null;

        if (calls.Count == 0)
            diagnostics.Error(DiagnosticCode.Upstream, "The package holds no call of a form that is known here. Look whether it is the right one, and how it calls now.", new SourceMark(package, 1, 1));
        var taken = new UpstreamCalls(document).Check(calls, diagnostics);
        return string.Join('\n', [.. taken, $"Nothing is missing of the {calls.Count} calls in {package}."]);
    }

    private static IEnumerable<string> Files(string package) => Directory.EnumerateFiles(package, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".js" or ".mjs" or ".cjs" && !Path.GetRelativePath(package, file).Split(Path.DirectorySeparatorChar).Contains("node_modules"))
        .Order(StringComparer.Ordinal);
}
