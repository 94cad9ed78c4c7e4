using System.CommandLine;

using Iterable.Generator.Differences;

namespace Iterable.Generator.Commands;

/// <summary><c>diff</c>: what a change of the specification does to the users of the SDK.</summary>
internal static class DiffCommand
{
    private static readonly Dictionary<string, Func<DiffReport, string>> Formats = new()
    {
        ["text"] = Reports.Text,
        ["markdown"] = Reports.Markdown,
        ["json"] = Reports.Json,
    };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var before = new Argument<string>("before") { Description = "A specs folder, or an OpenAPI file (YAML or JSON, OpenAPI 3.0 to 3.2 or Swagger 2.0)." };
        var after = new Argument<string>("after") { Description = "The same, as it is now." };
        var format = new Option<string>("--format") { Description = "How to print the report.", DefaultValueFactory = _ => "text" };
        var failOn = new Option<string?>("--fail-on") { Description = "'breaking': exit with 1 when something breaks. The report is printed all the same." };
        var (surfaceBefore, surfaceAfter) = SurfaceOptions();
        format.AcceptOnlyFromAmong([.. Formats.Keys]);
        failOn.AcceptOnlyFromAmong("breaking");
        return new Command("diff", "Compares two specifications and says what breaks, what is new and what is only different, for code that uses the SDK.") { before, after, format, failOn, surfaceBefore, surfaceAfter }
            .Does(output, error, (arguments, diagnostics) =>
            {
                var report = SpecDiff.Compare(arguments.GetRequiredValue(before), arguments.GetRequiredValue(after), arguments.GetValue(surfaceBefore), arguments.GetValue(surfaceAfter), diagnostics);
                output.Write(report is null ? "" : Formats[arguments.GetRequiredValue(format)](report));
                if (report?.Verdict is Verdict.Major && arguments.GetValue(failOn) is not null)
                    diagnostics.Error(DiagnosticCode.Breaking, "Something breaks for code that uses the SDK: the report says what.");
                return null;
            });
    }

    /// <summary>The listings of the public surface, which a command that compares specifications can be given.</summary>
    public static (Option<string?> Before, Option<string?> After) SurfaceOptions() => (
        new("--surface-before") { Description = "The folder with the listings of the public surface of before, such as src/PublicApi." },
        new("--surface-after") { Description = "The folder with the listings of now, such as artifacts/api after a build." });
}
