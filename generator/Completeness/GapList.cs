using Iterable.Generator.Diagnostics;
using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Completeness;

/// <summary>What the reference has and the prepared document lacks. A schema that many operations share is one gap.</summary>
internal sealed class GapList(string referenceFile)
{
    private readonly List<Gap> _gaps = [];

    /// <summary>Adds a gap.</summary>
    /// <param name="at">What the reference has.</param>
    /// <param name="code">One of <see cref="DiagnosticCode"/>.</param>
    /// <param name="what">The thing that is missing, without the operation.</param>
    /// <param name="where">The operation, and the place in it.</param>
    /// <param name="tag">The tag of the operation in the reference.</param>
    public void Add(JToken at, string code, string what, string where, string tag)
    {
        var mark = at.Mark();
        if (_gaps.Find(gap => gap.At == mark && gap.Code == code && gap.What == what) is { } known)
            known.Others.Add(where);
        else
            _gaps.Add(new(mark, code, what, where, tag, []));
    }

    /// <summary>Reports each gap as a warning: an API that has grown must not stop a build.</summary>
    public void Report(DiagnosticBag diagnostics)
    {
        foreach (var gap in _gaps)
        {
            var others = gap.Others.Distinct().Count() switch { 0 => "", 1 => " and 1 other place", var count => $" and {count} other places" };
            diagnostics.Warning(gap.Code, $"The specifications lack {gap.What}, which the reference has: {gap.Where}{others}. "
                + $"Add it in overlays/tags/{gap.Tag}.overlay.yml, or remove it from {Path.GetFileName(referenceFile)} with the reason, in an overlay beside that file.", gap.At);
        }
    }

    private sealed record Gap(SourceMark? At, string Code, string What, string Where, string Tag, List<string> Others);
}
