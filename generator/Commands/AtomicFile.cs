using Iterable.Generator.Diagnostics;
using Iterable.Generator.Sources;

namespace Iterable.Generator.Commands;

/// <summary>Writes a file whole or not at all: a build that is interrupted must not leave half a document that looks newer than its sources.</summary>
internal static class AtomicFile
{
    /// <summary>Writes the text; returns the reason when that is not possible.</summary>
    /// <param name="file">The file. A link stays one: what it leads to is written.</param>
    /// <param name="text">What will be in it.</param>
    /// <param name="sources">The files and folders that the text was made from, none of which may be the file.</param>
    public static Diagnostic? Write(string file, string text, params IEnumerable<string> sources)
    {
        if (Overlap.OfFile(file, sources) is { } overlap)
            return overlap;

        file = Overlap.RealPath(file);
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(temporary, text);
            File.Move(temporary, file, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Severity.Error, DiagnosticCode.CannotWrite, $"The file cannot be written: {e.Message}", new SourceMark(file, 1, 1));
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
