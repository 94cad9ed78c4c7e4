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
                Run(folder, arguments.GetValue(before) ?? folder, made, arguments.GetRequiredValue(upstream), output, diagnostics);
                return null;
            });
    }

    private static string FullPath(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static void Run(string specs, string baseline, string target, string[] upstream, TextWriter output, DiagnosticBag diagnostics)
    {
        var sources = upstream.Select(pair => pair.Split('=', 2)[^1]).Where(source => source.Length > 0 && !UpstreamFile.IsAddress(source));
        if (!IsFree(target, [specs, baseline, .. sources], diagnostics))
            return;

        var taken = upstream.Select(pair => Read(specs, pair, diagnostics)).OfType<(string Name, string Source, byte[] Content)>().ToList();
        if (taken.GroupBy(file => file.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            diagnostics.Error(DiagnosticCode.Upstream, $"{twice.Key} is to be replaced by {string.Join(" and by ", twice.Select(file => file.Source))}: only one can take its place.");
        if (diagnostics.HasErrors || SpecSource.Read(baseline, diagnostics) is not { } before)
            return;

        // A link stays one: what it leads to is made.
        var place = Overlap.RealPath(target);
        var beside = $"{place}.{Guid.NewGuid():N}.tmp";
        try
        {
            var (prepared, found) = Candidate.Prepare(specs, Path.Combine(beside, "specs"), taken);
            diagnostics.Include(found);
            if (prepared.HasErrors)
            {
                output.WriteLine("The new files do not fit yet, and nothing was changed. Mend the overlays where the errors say, then do the same again.");
                return;
            }

            var report = SpecDiff.Compare(before, prepared.Document);
            File.WriteAllText(Path.Combine(beside, "report.md"), Reports.Markdown(report));
            File.WriteAllText(Path.Combine(beside, "report.json"), Reports.Json(report));
            if (Directory.Exists(place))
                Directory.Delete(place);
            Directory.Move(beside, place);
            output.Write(Reports.Text(report));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(DiagnosticCode.CannotWrite, $"The folder cannot be written: {e.Message}", new SourceMark(target, 1, 1));
        }
        finally
        {
            if (Directory.Exists(beside))
                Directory.Delete(beside, recursive: true);
        }
    }

    // Whether the folder can be made without a loss of what is there, or of what it is made from.
    private static bool IsFree(string target, IReadOnlyList<string> sources, DiagnosticBag diagnostics)
    {
        if (Overlap.OfFolder(target, sources, diagnostics))
            return false;

        var place = Overlap.RealPath(target);
        var held = diagnostics.Try(DiagnosticCode.CannotWrite, "The folder cannot be read", target, () => Directory.Exists(place) ? Directory.EnumerateFileSystemEntries(place).ToList() : []);
        if (held is { Count: > 0 } || File.Exists(place))
            diagnostics.Error(DiagnosticCode.CannotWrite, "There is something here already, and it stays. Give a folder that is new or empty.", new SourceMark(target, 1, 1));
        return held is { Count: 0 } && !File.Exists(place);
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
        var text = new StreamReader(new MemoryStream(content)).ReadToEnd();
        return diagnostics.ReadSource(() => SourceFile.Parse(source, text, isJson: text.AsSpan().TrimStart().StartsWith("{"))) is { } tree
            && OpenApiFile.Read(source, tree, diagnostics) is { Root: var document }
            ? Encoding.UTF8.GetBytes(Outline.Of(document).ToFileText())
            : null;
    }
}
