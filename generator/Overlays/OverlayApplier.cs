namespace Iterable.Generator.Overlays;

/// <summary>Applies overlays to a document, as section 4.4 of the Overlay Specification 1.0 says.</summary>
public static class OverlayApplier
{
    /// <summary>Applies the actions in their order; what cannot be applied is reported and left out.</summary>
    public static void Apply(Overlay overlay, JObject document, DiagnosticBag diagnostics)
    {
        foreach (var action in overlay.Actions)
        {
            // All matches are known before the first change: a change must not decide what else the target selects.
            var matches = action.Target.Select(document);
            if (matches.Count == 0 && !action.IsOptional)
                diagnostics.Error(DiagnosticCode.OverlayMatchesNothing, MatchesNothing(action, document), action.At);
            else if (!action.IsOptional && action.Target.AlternativeWithoutMatch(document) is { } name)
                diagnostics.Error(DiagnosticCode.OverlayMatchesNothing, $"Overlay action {action.Number} matches in part only: target {action.Target} selects nothing for '{name}'. Correct the name, or remove it.", action.At);

            foreach (var problem in matches.Select(match => Change(match, action)).Where(problem => problem is not null))
                diagnostics.Error(DiagnosticCode.OverlayCannotApply, $"Overlay action {action.Number}: {problem} Target: {action.Target}", action.At);
        }
    }

    private static string? Change(JToken match, OverlayAction action) =>
        action.Update is { } update ? OverlayMerge.Update(match, update) : Remove(match);

    private static string MatchesNothing(OverlayAction action, JObject document)
    {
        var part = action.Target.FirstPartWithoutMatch(document);
        var hint = part is null || part == action.Target.Text ? "" : $" Nothing matches from {part} on.";
        return $"Overlay action {action.Number} matches nothing: target {action.Target}.{hint} "
            + $"Correct the target, remove the action, or add {OverlayReader.OptionalKey}: true if the target may be absent.";
    }

    private static string? Remove(JToken match)
    {
        if (match.Parent is null)
            return "the whole document cannot be removed.";

        // A member that lies inside another match may be gone already.
        if (match.Parent is JArray or JProperty { Parent: not null })
            (match.Parent as JProperty ?? match).Remove();
        return null;
    }
}

/// <summary>How an update changes its target. An array can only grow: replacing one takes a removal and an update.</summary>
internal static class OverlayMerge
{
    /// <summary>Changes the target; returns what is wrong when it cannot.</summary>
    public static string? Update(JToken target, JToken update)
    {
        switch (target)
        {
            case JArray array:
                array.Add(update.DeepClone());
                return null;
            case JObject into when update is JObject from:
                Merge(into, from);
                return null;
            case JObject:
                return $"the target is a mapping and takes a mapping; the update is {Name(update)}.";
            default:
                return $"the target is {Name(target)}, and only mappings and lists can be updated; update the mapping around it.";
        }
    }

    private static void Merge(JObject into, JObject from)
    {
        foreach (var member in from.Properties())
        {
            switch (into[member.Name], member.Value)
            {
                case (JObject inner, JObject update):
                    Merge(inner, update);
                    break;
                case (JArray list, JArray more):
                    foreach (var entry in more)
                        list.Add(entry.DeepClone());
                    break;
                case (null, _):
                    into.Add(member.DeepClone());
                    break;
                default:
                    into[member.Name] = member.Value.DeepClone();
                    break;
            }
        }
    }

    private static string Name(JToken token) => token.Type switch
    {
        JTokenType.Object => "a mapping",
        JTokenType.Array => "a list",
        JTokenType.Null => "null",
        var type => $"a {type.ToString().ToLowerInvariant()}",
    };
}
