using System.CommandLine;

using Iterable.Generator.ApiListing;
using Iterable.Generator.Diagnostics;
using Iterable.Generator.Sources;

namespace Iterable.Generator.Commands;

/// <summary><c>api-diff</c>: compares the listings of public surfaces, such as those of a build with those that are committed.</summary>
internal static class ApiDiffCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var before = new Argument<string>("before") { Description = "The folder with the listings of before, a file for each package." };
        var after = new Argument<string>("after") { Description = "The folder with the listings of now." };
        var check = new Option<bool>("--check") { Description = "Fails when anything differs." };
        var command = new Command("api-diff", "Shows which public types and members were removed (-) and added (+).") { before, after, check };
        command.SetAction(arguments =>
        {
            if (Run(Path.GetFullPath(arguments.GetRequiredValue(before)), Path.GetFullPath(arguments.GetRequiredValue(after)), arguments.GetValue(check), output) is not { } problem)
                return CommandLine.Success;

            error.WriteLine(problem);
            return CommandLine.Failure;
        });
        return command;
    }

    private static Diagnostic? Run(string before, string after, bool check, TextWriter output)
    {
        IReadOnlyList<(string Package, ApiDifference Difference)> differences;
        try
        {
            differences = ApiListings.Compare(before, after);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Severity.Error, DiagnosticCode.ApiListing, $"The listings cannot be read: {e.Message}", new SourceMark(before, 1, 1));
        }

        foreach (var (package, difference) in differences)
        {
            output.WriteLine(package);
            output.Write(difference);
        }

        return check && differences.Count > 0
            ? new(Severity.Error, DiagnosticCode.ApiListing, "The public surface differs from its listing; the lines are above. When the change is meant, take it over with `dotnet cake --target=Api` and commit src/PublicApi.", null)
            : null;
    }
}
