namespace Iterable.Generator.Commands;

/// <summary>Writes a file whole or not at all: a build that is interrupted must not leave half a document that looks newer than its sources.</summary>
internal static class AtomicFile
{
    /// <summary>Writes the text; false, with the reason, when that is not possible.</summary>
    /// <param name="file">The file. A link stays one: what it leads to is written.</param>
    /// <param name="text">What will be in it.</param>
    /// <param name="diagnostics">Takes the reason.</param>
    /// <param name="sources">The files and folders that the text was made from, none of which may be the file.</param>
    public static bool Write(string file, string text, DiagnosticBag diagnostics, params IEnumerable<string> sources)
    {
        if (Overlap.OfFile(file, sources, diagnostics))
            return false;

        file = Overlap.RealPath(file);
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            return diagnostics.Try(DiagnosticCode.CannotWrite, "The file cannot be written", file, () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file) ?? file);
                File.WriteAllText(temporary, text);
                File.Move(temporary, file, overwrite: true);
                return file;
            }) is not null;
        }
        finally
        {
            // Gone after the move; there only when writing failed, and then no second failure should hide the first.
            TryDelete(temporary);
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}

/// <summary>Tells a target that would destroy, or be read as, what it is made from.</summary>
internal static class Overlap
{
    // As many as Linux follows; what has more, or leads back to itself, nobody can open.
    private const int MostLinks = 40;

    private static readonly StringComparison Paths = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Reports a file that is one of the sources, or a document in a folder of documents.</summary>
    public static bool OfFile(string target, IEnumerable<string> sources, DiagnosticBag diagnostics)
    {
        var file = RealPath(target);
        var source = sources.FirstOrDefault(source => RealPath(source) is var real && (string.Equals(real, file, Paths) || (SourceFile.IsSource(file) && file.StartsWith(real + Path.DirectorySeparatorChar, Paths))));
        if (source is not null)
            diagnostics.Error(DiagnosticCode.CannotWrite, $"The output overlaps {Path.GetFullPath(source)}, which it is made from, and nothing was written. Give a place outside of it.", new SourceMark(Path.GetFullPath(target), 1, 1));
        return source is not null;
    }

    /// <summary>A path without links on its way, whether or not something is there. Where links lead in a circle, one stays.</summary>
    public static string RealPath(string path, int links = MostLinks)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;

        var folder = RealPath(parent, links);
        var here = Path.Combine(folder, Path.GetFileName(path));
        return links > 0 && new FileInfo(here).LinkTarget is { } target ? RealPath(Path.Combine(folder, target), links - 1) : here;
    }
}
