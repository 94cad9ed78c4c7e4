using Iterable.Generator.Diagnostics;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Overlays;

/// <summary>Applies overlays to a document, as section 4.4 of the Overlay Specification 1.0 says.</summary>
public static class OverlayApplier
{
    /// <summary>Applies the actions in their order; what cannot be applied is reported and left out.</summary>
    public static void Apply(Overlay overlay, JObject document, DiagnosticBag diagnostics)
    {
        foreach (var action in overlay.Actions)
            Apply(action, document, diagnostics);
    }

    private static void Apply(OverlayAction action, JObject document, DiagnosticBag diagnostics)
    {
        // All matches are known before the first change: a change must not decide what else the target selects.
        var matches = action.Target.Select(document);
        if (matches.Count == 0 && !action.IsOptional)
            diagnostics.Error(DiagnosticCode.OverlayMatchesNothing, MatchesNothing(action, document), action.At);

        foreach (var match in matches)
        {
            var problem = action.Update is { } update ? OverlayMerge.Update(match, update) : Remove(match);
            if (problem is not null)
                diagnostics.Error(DiagnosticCode.OverlayCannotApply, $"Overlay action {action.Number}: {problem} Target: {action.Target}", action.At);
        }
    }

    private static string MatchesNothing(OverlayAction action, JObject document)
    {
        var part = action.Target.FirstPartWithoutMatch(document);
        var hint = part is null || part == action.Target.Text ? "" : $" Nothing matches from {part} on.";
        return $"Overlay action {action.Number} matches nothing: target {action.Target}.{hint} "
            + $"Correct the target, remove the action, or add {OverlayReader.OptionalKey}: true if the target may be absent.";
    }

    private static string? Remove(JToken match)
    {
        switch (match.Parent)
        {
            // A member that lies inside another match may be gone already.
            case JProperty { Parent: not null } member:
                member.Remove();
                return null;
            case JArray:
                match.Remove();
                return null;
            case null:
                return "the whole document cannot be removed.";
            default:
                return null;
        }
    }
}
