namespace Iterable.Generator.Sources;

/// <summary>A place in a file.</summary>
/// <param name="File">The full path.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
public sealed record SourceMark(string File, int Line, int Column)
{
    /// <summary>The form that editors and MSBuild turn into a link.</summary>
    public override string ToString() => $"{File}({Line},{Column})";
}
