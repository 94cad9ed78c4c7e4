using System.CommandLine;
using System.Text;

using Iterable.Generator.Dialects;
using Iterable.Generator.Differences;
using Iterable.Generator.Outlines;
using Iterable.Generator.Releases;

namespace Iterable.Generator.Commands;

/// <summary><c>take</c>: tries newer upstream files in the place of vendored ones, and says what that does to users.</summary>
internal static class TakeCommand
{
    private const string OutlineEnding = ".outline.json";

    public static Command Create(TextWriter output, TextWriter error)
    {
        var specs = new Option<string>("--specs") { Description = "The specs folder. It is not changed.", Required = true };
        var before = new Option<string?>("--before") { Description = "What the report compares with, a specs folder or a file; the specs folder itself when it is not given. Overlays that were mended for the new files no longer fit the old ones." };
        var target = new Option<string>("--output") { Description = "The folder to make, or one that is empty: the copy with the new files in specs/, the report in report.md and report.json.", Required = true };
        var upstream = new Option<string[]>("--take") { Description = "<vendored file>=<file or http(s) address>, for example api.yml=https://example.com/api.yml; several can be given.", Required = true, AllowMultipleArgumentsPerToken = true };
        return new Command("take", "Puts upstream files in the place of vendored ones, in a copy of the specs folder, and reports what that changes.") { specs, before, target, upstream }
            .Does(output, error, (arguments, diagnostics) =>
            {
                var (folder, made) = (FullPath(arguments.GetRequiredValue(specs)), FullPath(arguments.GetRequiredValue(target)));
                diagnostics.Include(Run(folder, arguments.GetValue(before) ?? folder, made, arguments.GetRequiredValue(upstream), output, diagnostics));
                return null;
            });
    }

    private static string FullPath(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static IReadOnlyList<Diagnostic> Run(string specs, string baseline, string target, string[] upstream, TextWriter output, DiagnosticBag diagnostics)
    {
        if (Refusal(target, [specs, baseline, .. upstream.Select(pair => pair.Split('=', 2)[^1]).Where(source => source.Length > 0 && !UpstreamFile.IsAddress(source))]) is { } refused)
            return [refused];

        var taken = upstream.Select(pair => Read(specs, pair, diagnostics)).OfType<(string Name, string Source, byte[] Content)>().ToList();
        if (taken.GroupBy(file => file.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            diagnostics.Error(DiagnosticCode.Upstream, $"{twice.Key} is to be replaced by {string.Join(" and by ", twice.Select(file => file.Source))}: only one can take its place.");
        if (diagnostics.HasErrors || SpecSource.Read(baseline, diagnostics) is not { } before)
            return [];

        // A link stays one: what it leads to is made.
        var place = Overlap.RealPath(target);
        var beside = $"{place}.{Guid.NewGuid():N}.tmp";
        try
        {
            var (prepared, found) = Candidate.Create(specs, Path.Combine(beside, "specs"), taken).Prepare();
            if (prepared.HasErrors)
            {
                output.WriteLine("The new files do not fit yet, and nothing was changed. Mend the overlays where the errors say, then do the same again.");
                return found;
            }

            var report = SpecDiff.Compare(before, prepared.Document);
            File.WriteAllText(Path.Combine(beside, "report.md"), Reports.Markdown(report));
            File.WriteAllText(Path.Combine(beside, "report.json"), Reports.Json(report));
            if (Directory.Exists(place))
                Directory.Delete(place);
            Directory.Move(beside, place);
            output.Write(Reports.Text(report));
            return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new(Severity.Error, DiagnosticCode.CannotWrite, $"The folder cannot be written: {e.Message}", new SourceMark(target, 1, 1))];
        }
        finally
        {
            if (Directory.Exists(beside))
                Directory.Delete(beside, recursive: true);
        }
    }

    private static Diagnostic? Refusal(string target, IReadOnlyList<string> sources)
    {
        if (Overlap.OfFolder(target, sources) is { } overlap)
            return overlap;

        try
        {
            var place = Overlap.RealPath(target);
            return File.Exists(place) || (Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any())
                ? new(Severity.Error, DiagnosticCode.CannotWrite, "There is something here already, and it stays. Give a folder that is new or empty.", new SourceMark(target, 1, 1))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Severity.Error, DiagnosticCode.CannotWrite, $"The folder cannot be read: {e.Message}", new SourceMark(target, 1, 1));
        }
    }

    private static (string Name, string Source, byte[] Content)? Read(string specs, string pair, DiagnosticBag diagnostics)
    {
        if (pair.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } source])
        {
            diagnostics.Error(DiagnosticCode.Upstream, $"\"{pair}\" is not <vendored file>=<file or address>.");
            return null;
        }

        var vendored = Path.GetRelativePath(specs, Path.Combine(specs, name));
        if (vendored.Split(Path.DirectorySeparatorChar)[0] is ".." || !Overlap.Contains(specs, Path.Combine(specs, name)) || !File.Exists(Path.Combine(specs, name)))
        {
            string?[] known = Directory.Exists(specs) ? [.. Directory.EnumerateFiles(specs).Select(Path.GetFileName).Order(StringComparer.Ordinal)] : [];
            diagnostics.Error(DiagnosticCode.Upstream, $"{specs} holds no {name} that could be replaced; it holds {string.Join(", ", known)}.");
            return null;
        }

        return UpstreamFile.Read(source, diagnostics) is { } content
            && (name.EndsWith(OutlineEnding, StringComparison.Ordinal) ? Outlined(source, content, diagnostics) : content) is { } taken
            ? (vendored, source, taken)
            : null;
    }

    // Of a document that is only a reference, the structure is kept and the prose is not.
    private static byte[]? Outlined(string source, byte[] content, DiagnosticBag diagnostics)
    {
        var folder = Directory.CreateTempSubdirectory("upstream-");
        try
        {
            var file = Path.Combine(folder.FullName, content.AsSpan().TrimStart(" \r\n\t"u8) is [(byte)'{', ..] ? "document.json" : "document.yml");
            File.WriteAllBytes(file, content);
            var found = new DiagnosticBag();
            var document = OpenApiFile.Read(file, found);
            foreach (var error in found.ToList())
                diagnostics.Error(error.Code, error.Message, error.At is { } at ? at with { File = source } : null);
            return document is null ? null : Encoding.UTF8.GetBytes(OutlineText.Write(Outline.Of(document.Root)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
