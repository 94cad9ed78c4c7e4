namespace Iterable.Generator.Completeness;

/// <summary>
/// Holds the prepared document against the reference: operations by method and path, parameters, members of requests and responses,
/// values of enums. What is only ours is no finding: the reference is known to be incomplete.
/// </summary>
internal sealed class CompletenessCheck(JObject reference, JObject prepared)
{
    private readonly ApiCalls _reference = new(reference);
    private readonly ApiCalls _prepared = new(prepared);
    private readonly List<Gap> _gaps = [];

    /// <summary>Reports what the prepared document lacks as warnings at the places of the reference.</summary>
    public static void Run(ReferenceApi reference, JObject prepared, DiagnosticBag diagnostics)
    {
        var check = new CompletenessCheck(reference.Root, prepared);
        foreach (var operation in check._reference.All)
        {
            check.Operation(operation);
            check.KeyTypes(operation, reference.File, diagnostics);
        }

        check.Report(Path.GetFileName(reference.File), diagnostics);
    }

    private void Operation(Operation operation)
    {
        var ours = _prepared.Matching(_reference, operation);
        if (ours.Count == 0)
        {
            Add(operation, operation.Definition.Parent!, DiagnosticCode.MissingOperation, "the operation", "");
            return;
        }

        Parameters(operation, ours);
        if (reference.Target(operation.Definition["requestBody"]) is { } body)
        {
            var bodies = ours.Select(own => prepared.Target(own.Definition["requestBody"])).OfType<JObject>().SelectMany(ContentSchemas).ToList();
            Content(operation, body, bodies, "the request");
        }

        foreach (var response in (operation.Definition["responses"] as JObject)?.Properties() ?? [])
        {
            if (reference.Target(response.Value) is { } target && Counterparts(operation, response.Name, ours) is { } responses)
                Content(operation, target, [.. responses.SelectMany(ContentSchemas)], $"the {response.Name} response");
        }
    }

    private void KeyTypes(Operation operation, string file, DiagnosticBag diagnostics)
    {
        if (KeyTypeGaps.Compare(operation.Definition, [.. _prepared.Matching(_reference, operation).Select(own => own.Definition)], Extension.KeyTypesIn(_prepared.Document)) is { } difference)
        {
            diagnostics.Warning(
                DiagnosticCode.OtherKeyTypes,
                $"The specifications have {difference}: {_reference.NameOf(operation)}. Correct {Extension.KeyTypes} in an overlay, or {Path.GetFileName(file)} with the reason, in an overlay beside that file.",
                operation.Definition[KeyTypeGaps.Member]!.Mark());
        }
    }

    private void Parameters(Operation operation, IReadOnlyList<Operation> ours)
    {
        var own = ours.SelectMany(_prepared.ParametersOf).ToLookup(pair => pair.Key, pair => pair.Parameter);
        foreach (var (key, parameter) in _reference.ParametersOf(operation))
        {
            var name = $"the {parameter["in"]} parameter `{parameter["name"]}`";
            if (!own[key].Any())
                Add(operation, parameter, DiagnosticCode.MissingParameter, name, "");
            else if (parameter["schema"] is { } schema)
                Compare(operation, schema, [.. own[key].Select(match => match["schema"]).OfType<JToken>()], name);
        }
    }

    private void Content(Operation operation, JObject holder, IReadOnlyList<JToken> ours, string name)
    {
        foreach (var schema in ContentSchemas(holder))
        {
            if (ours.Count == 0)
                Add(operation, schema, DiagnosticCode.MissingMember, $"the content of {name}", "");
            else
                Compare(operation, schema, ours, name);
        }
    }

    private void Compare(Operation operation, JToken expected, IReadOnlyList<JToken> ours, string part)
    {
        var gaps = new SchemaGaps(reference, prepared, (at, code, what, path) =>
            Add(operation, at, code, what, path.Length == 0 ? $", {part}" : $", {part}, at {path}"));
        gaps.Compare(expected, ours);
    }

    private void Add(Operation operation, JToken at, string code, string what, string place)
    {
        var tag = operation.Definition["tags"] is JArray { Count: > 0 } tags ? CSharpNames.Pascal(tags[0].ToString()).ToLowerInvariant() : "<tag>";
        _gaps.Add(new(at.Mark(), code, what, _reference.NameOf(operation) + place, tag));
    }

    // Warnings: an API that has grown must not stop a build. A schema that many operations share is one gap.
    private void Report(string file, DiagnosticBag diagnostics)
    {
        foreach (var group in _gaps.GroupBy(gap => (gap.At, gap.Code, gap.What)))
        {
            var (first, count) = (group.First(), group.Skip(1).Select(gap => gap.Where).Distinct().Count());
            var others = count switch { 0 => "", 1 => " and 1 other place", _ => $" and {count} other places" };
            diagnostics.Warning(first.Code, $"The specifications lack {first.What}, which the reference has: {first.Where}{others}. "
                + $"Add it in overlays/tags/{first.Tag}.overlay.yml, or remove it from {file} with the reason, in an overlay beside that file.", first.At);
        }
    }

    // A success is compared with any success: the reference is not exact about 200, 201 and 202. An error that ours does not declare is one
    // that every call can end in, and has its type there.
    private IReadOnlyList<JObject>? Counterparts(Operation operation, string status, IReadOnlyList<Operation> ours)
    {
        var isSuccess = IsSuccess(status) || (status == "default" && !((operation.Definition["responses"] as JObject)?.Properties() ?? []).Any(other => IsSuccess(other.Name)));
        var responses = ours.SelectMany(own => (own.Definition["responses"] as JObject)?.Properties() ?? [])
            .Where(own => isSuccess ? IsSuccess(own.Name) : own.Name == status)
            .Select(own => prepared.Target(own.Value))
            .OfType<JObject>()
            .ToList();
        return responses.Count > 0 || isSuccess ? responses : null;
    }

    private static bool IsSuccess(string status) => status.StartsWith('2');

    private static IEnumerable<JToken> ContentSchemas(JObject holder) =>
        (holder["content"] as JObject)?.Properties().Select(media => (media.Value as JObject)?["schema"]).OfType<JToken>() ?? [];

    /// <summary>What the reference has and the prepared document lacks.</summary>
    /// <param name="At">Where the reference has it.</param>
    /// <param name="Code">One of <see cref="DiagnosticCode"/>.</param>
    /// <param name="What">The thing that is missing, without the operation.</param>
    /// <param name="Where">The operation, and the place in it.</param>
    /// <param name="Tag">The tag of the operation in the reference.</param>
    private sealed record Gap(SourceMark? At, string Code, string What, string Where, string Tag);
}
