using System.CommandLine;

using Iterable.Generator.ApiListing;
using Iterable.Generator.Differences;
using Iterable.Generator.Releases;

namespace Iterable.Generator.Commands;

/// <summary><c>release</c>: the version that follows from what changed since the last release.</summary>
internal static class ReleaseCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var last = new Option<string?>("--last") { Description = "The tag of the last release, such as v1.2.3. None: there was no release." };
        var before = new Option<string?>("--before") { Description = "The sources of the last release: a folder with specs/ and src/PublicApi/ in it." };
        var after = new Option<string>("--after") { Description = "The sources of now.", Required = true };
        var promised = new Option<string?>("--tag") { Description = "The tag that is to be released. It becomes the version, and is refused when it promises less than what changed." };
        return new Command("release", "Prints the version that the changes since the last release call for.") { last, before, after, promised }
            .Does(output, error, (arguments, diagnostics) =>
                Called(arguments.GetValue(last), arguments.GetValue(before), arguments.GetRequiredValue(after), arguments.GetValue(promised), diagnostics)?.ToString());
    }

    private static Version? Called(string? last, string? before, string after, string? promised, DiagnosticBag diagnostics)
    {
        var called = last is null ? ReleaseVersion.First : Parse(last, diagnostics) is { } version ? Next(version, before, after, diagnostics) : null;
        if (promised is null || called is null || Parse(promised, diagnostics) is not { } tag)
            return called;

        if (tag.CompareTo(called) < 0)
            diagnostics.Error(DiagnosticCode.Release, $"The tag {promised} promises less than {(last is null ? "a first release has" : $"what changed since {last}")}: that calls for {called} or more. `dotnet cake --target=SpecDiff` and src/PublicApi show why.");
        return tag;
    }

    private static Version? Next(Version last, string? before, string after, DiagnosticBag diagnostics)
    {
        if (before is null)
        {
            diagnostics.Error(DiagnosticCode.Release, $"--before is needed with --last: without the sources of {last} nobody can say what changed since.");
            return null;
        }

        // Where nothing that users see changed it is a patch: the code behind it may have.
        return SpecDiff.Compare(Path.Combine(before, "specs"), Path.Combine(after, "specs"), Listings(before), Listings(after), diagnostics) is { } report
            ? last.After(report.Verdict is Verdict.None ? Verdict.Patch : report.Verdict)
            : null;
    }

    private static string Listings(string sources) => Path.Combine(sources, "src", "PublicApi");

    private static Version? Parse(string tag, DiagnosticBag diagnostics)
    {
        var version = ReleaseVersion.Parse(tag);
        if (version is null)
            diagnostics.Error(DiagnosticCode.Release, $"\"{tag}\" is not the tag of a release: those have the form v1.2.3.");
        return version;
    }
}
