using System.Xml;

namespace Iterable.Generator.Diagnostics;

/// <summary>Collects findings, so that one run reports everything that can be found independently.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _found = [];

    /// <summary>True once an error was added.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>What was found, ordered by place; what belongs to no file comes first.</summary>
    public IReadOnlyList<Diagnostic> ToList() =>
        [.. _found
            .OrderBy(d => d.At?.File, StringComparer.Ordinal)
            .ThenBy(d => d.At?.Line)
            .ThenBy(d => d.At?.Column)];

    /// <summary>Adds an error at the place that <paramref name="at"/> was read from.</summary>
    public void Error(string code, string message, JToken at) => Error(code, message, at.Mark());

    /// <summary>Adds an error at a place in a file, or one that concerns no particular place.</summary>
    public void Error(string code, string message, SourceMark? at = null) => Add(new(Severity.Error, code, message, at));

    /// <summary>Adds a warning at the place that <paramref name="at"/> was read from.</summary>
    public void Warning(string code, string message, JToken at) => Warning(code, message, at.Mark());

    /// <summary>Adds a warning at a place in a file, or one that concerns no particular place.</summary>
    public void Warning(string code, string message, SourceMark? at) => Add(new(Severity.Warning, code, message, at));

    /// <summary>Adds what was found elsewhere.</summary>
    public void Include(IEnumerable<Diagnostic> found)
    {
        foreach (var diagnostic in found)
            Add(diagnostic);
    }

    /// <summary>Reads a YAML or JSON file; null, with the reason, when that is not possible.</summary>
    public JToken? ReadSource(string file)
    {
        try
        {
            return SourceFile.Read(file);
        }
        catch (SourceException e)
        {
            Error(DiagnosticCode.Syntax, e.Message, e.At);
            return null;
        }
    }

    /// <summary>Reads what lies outside of this process; null, with the reason, when that is not possible.</summary>
    public T? Try<T>(string code, string problem, string file, Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or BadImageFormatException or XmlException)
        {
            Error(code, $"{problem}: {e.Message}", new SourceMark(file, 1, 1));
            return null;
        }
    }

    private void Add(Diagnostic diagnostic)
    {
        // The documents are checked alone and again after the merge: the second finding of the same thing says nothing new.
        if (_found.Contains(diagnostic))
            return;

        _found.Add(diagnostic);
        HasErrors |= diagnostic.Severity is Severity.Error;
    }
}
