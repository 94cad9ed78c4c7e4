namespace Iterable.Generator.Completeness;

/// <summary>
/// Holds the prepared document against the reference: operations by method and path, parameters, members of requests and responses,
/// values of enums. What is only ours is no finding: the reference is known to be incomplete.
/// </summary>
internal sealed class CompletenessCheck(JObject reference, JObject prepared)
{
    // Two documents may name path parameters and servers differently.
    private readonly ILookup<string, Operation> _prepared = prepared.AllOperations().ToLookup(operation => Operations.WithoutNames(prepared.CallOf(operation)));
    private readonly List<Gap> _gaps = [];

    /// <summary>Reports what the prepared document lacks as warnings at the places of the reference.</summary>
    public static void Run(ReferenceApi reference, JObject prepared, DiagnosticBag diagnostics)
    {
        var check = new CompletenessCheck(reference.Root, prepared);
        foreach (var operation in reference.Root.AllOperations())
            check.Compare(operation, [.. check._prepared[Operations.WithoutNames(reference.Root.CallOf(operation))]], reference.File, diagnostics);
        check.Report(Path.GetFileName(reference.File), diagnostics);
    }

    private void Compare(Operation operation, IReadOnlyList<Operation> ours, string file, DiagnosticBag diagnostics)
    {
        if (ours.Count == 0)
            Add(operation, operation.Definition.Parent!, DiagnosticCode.MissingOperation, "the operation", "");
        var own = ours.SelectMany(one => OperationPart.Of(prepared, one)).ToLookup(part => part.Key);
        foreach (var part in ours.Count == 0 ? [] : OperationPart.Of(reference, operation))
            Compare(operation, part, [.. own[part.Key]]);

        if (KeyTypeGaps.Compare(operation.Definition, [.. ours.Select(one => one.Definition)], Extension.KeyTypesIn(prepared)) is { } difference)
        {
            diagnostics.Warning(
                DiagnosticCode.OtherKeyTypes,
                $"The specifications have {difference}: {reference.CallOf(operation)}. Correct {Extension.KeyTypes} in an overlay, or {Path.GetFileName(file)} with the reason, in an overlay beside that file.",
                operation.Definition[KeyTypeGaps.Member]!.Mark());
        }
    }

    private void Compare(Operation operation, OperationPart part, IReadOnlyList<OperationPart> ours)
    {
        if (ours.Count == 0 && part.IsParameter)
            Add(operation, part.Holder, DiagnosticCode.MissingParameter, part.Name, "");

        // An error that ours does not declare is one that every call can end in, and has its type there.
        if (ours.Count == 0 && (part.IsParameter || part.IsError))
            return;

        var schemas = ours.SelectMany(own => own.Schemas).ToList();
        var gaps = new SchemaGaps(reference, prepared, (at, code, what, path) => Add(operation, at, code, what, path.Length == 0 ? $", {part.Name}" : $", {part.Name}, at {path}"));
        foreach (var schema in part.Schemas)
        {
            if (schemas.Count == 0)
                Add(operation, schema, DiagnosticCode.MissingMember, $"the content of {part.Name}", "");
            else
                gaps.Compare(schema, schemas);
        }
    }

    private void Add(Operation operation, JToken at, string code, string what, string place)
    {
        var tag = operation.Definition["tags"] is JArray { Count: > 0 } tags ? CSharpNames.Pascal(tags[0].ToString()).ToLowerInvariant() : "<tag>";
        _gaps.Add(new(at.Mark(), code, what, reference.CallOf(operation) + place, tag));
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

    /// <summary>What the reference has and the prepared document lacks.</summary>
    /// <param name="At">Where the reference has it.</param>
    /// <param name="Code">One of <see cref="DiagnosticCode"/>.</param>
    /// <param name="What">The thing that is missing, without the operation.</param>
    /// <param name="Where">The operation, and the place in it.</param>
    /// <param name="Tag">The tag of the operation in the reference.</param>
    private sealed record Gap(SourceMark? At, string Code, string What, string Where, string Tag);
}

/// <summary>A parameter, the request or a response of an operation.</summary>
/// <param name="Key">What it has in common with its counterpart in another document.</param>
/// <param name="Name">How messages name it.</param>
/// <param name="Holder">What describes it.</param>
/// <param name="Schemas">What can be in it.</param>
internal sealed record OperationPart(string Key, string Name, JObject Holder, IReadOnlyList<JToken> Schemas)
{
    private const string Request = "request";
    private const string Success = "success";

    public bool IsParameter { get; private init; }

    public bool IsError => !IsParameter && Key is not (Request or Success);

    public static IEnumerable<OperationPart> Of(JObject document, Operation operation)
    {
        foreach (var parameter in document.ParametersOf(operation).DistinctBy(parameter => KeyOf(parameter, operation)))
            yield return new(KeyOf(parameter, operation), $"the {parameter["in"]} parameter `{parameter["name"]}`", parameter, [.. new[] { parameter["schema"] }.OfType<JToken>()]) { IsParameter = true };
        if (document.Target(operation.Definition["requestBody"]) is { } body)
            yield return new(Request, "the request", body, Content(body));

        // A success is compared with any success: the reference is not exact about 200, 201 and 202.
        var responses = (operation.Definition["responses"] as JObject ?? []).Properties().ToList();
        var success = responses.Exists(response => response.Name.StartsWith('2')) ? '2' : 'd';
        foreach (var response in responses)
        {
            if (document.Target(response.Value) is { } target)
                yield return new(response.Name.StartsWith(success) ? Success : response.Name, $"the {response.Name} response", target, Content(target));
        }
    }

    // A parameter of the path is known by its position.
    private static string KeyOf(JObject parameter, Operation operation) => (parameter.Text("in"), parameter.Text("name") ?? "") switch
    {
        ("path", var name) => $"path {operation.PathNames.IndexOf(name)}",
        ("header", var name) => $"header {name.ToLowerInvariant()}",
        var (place, name) => $"{place} {name}",
    };

    private static IReadOnlyList<JToken> Content(JObject holder) => [.. holder["content"].Objects().Select(media => media.Value["schema"]).OfType<JToken>()];
}
