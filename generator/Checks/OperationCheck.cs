using Iterable.Generator.Overlays;

namespace Iterable.Generator.Checks;

/// <summary>Every operation becomes a method, named by its operationId, of the client of its first tag.</summary>
internal static class OperationCheck
{
    // Facts about the service that code relies on: an operation must state them, there is no default.
    private static readonly (string Key, string Meaning, string Example)[] Facts =
    [
        (Extension.RateLimit, "how often it may be called", Extension.Unpublished),
        (Extension.Retry, "whether it can be sent twice", "never"),
        (Extension.KeyTypes, "which API keys may call it", "[server]"),
    ];

    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        var declared = document.Tags().Select(tag => tag.Text("name")).ToHashSet();
        var keyTypes = Extension.KeyTypesIn(document);
        foreach (var tag in document.Tags())
            CheckTagName(tag, diagnostics);

        var methods = new Dictionary<string, Operation>();
        foreach (var operation in document.AllOperations())
        {
            CheckId(operation, methods, diagnostics);
            CheckTags(operation, declared, diagnostics);
            CheckKeyTypes(operation, keyTypes, diagnostics);
            foreach (var (key, meaning, example) in Facts.Where(fact => !operation.Definition.ContainsKey(fact.Key)))
                diagnostics.Error(DiagnosticCode.MissingFact, $"{operation.Name} does not say {meaning} ({key}). {OverlayAddress.Of(operation.Definition)?.ActionThatSets(key, example)}", operation.Definition);
        }
    }

    private static void CheckId(Operation operation, Dictionary<string, Operation> methods, DiagnosticBag diagnostics)
    {
        if (operation.Id is not { } id)
        {
            diagnostics.Error(DiagnosticCode.OperationId, $"{operation.Name} has no operationId; its C# method would have no name. {OverlayAddress.Of(operation.Definition)?.ActionThatSets("operationId", "<name>")}", operation.Definition);
            return;
        }

        var at = operation.Definition["operationId"]!;
        var method = CSharpNames.Pascal(id);
        if (!CSharpNames.IsPascal(char.ToUpperInvariant(id[0]) + id[1..]))
            diagnostics.Error(DiagnosticCode.UnsuitableName, $"The operationId '{id}' is no C# method name: letters and digits only, a letter first.", at);
        else if (!methods.TryAdd(method, operation) || (operation.Definition[Extension.Pagination].Text("method") is { } pages && !methods.TryAdd(method = pages, operation)))
            diagnostics.Error(DiagnosticCode.OperationId, $"Two operations are called {method}: {operation.Method.ToUpperInvariant()} {operation.Path}, and {methods[method].Method.ToUpperInvariant()} {methods[method].Path} at {methods[method].Definition.Mark()}. Give one of them another operationId.", at);
    }

    private static void CheckTags(Operation operation, HashSet<string?> declared, DiagnosticBag diagnostics)
    {
        if (operation.Definition["tags"] is not JArray { Count: > 0 } tags)
        {
            diagnostics.Error(DiagnosticCode.Tag, $"{operation.Name} has no tag; its first tag decides which client it belongs to.", operation.Definition);
            return;
        }

        foreach (var tag in tags.Where(tag => !declared.Contains((string?)tag)))
            diagnostics.Error(DiagnosticCode.Tag, $"{operation.Name} has the tag '{tag}', which the document does not declare under 'tags'.", tag);
    }

    private static void CheckTagName(JObject tag, DiagnosticBag diagnostics)
    {
        var name = tag.Text("name") ?? "";
        if (!CSharpNames.IsPascal(name))
            diagnostics.Error(DiagnosticCode.UnsuitableName, $"The tag '{name}' is no C# name for a client. {OverlayAddress.Of(tag)?.ActionThatSets(Extension.Name, CSharpNames.Pascal(name))}", tag);
    }

    // Iterable announces more kinds of key. One that nobody has named yet may be a typing mistake.
    private static void CheckKeyTypes(Operation operation, IReadOnlyList<string> known, DiagnosticBag diagnostics)
    {
        foreach (var type in (operation.Definition[Extension.KeyTypes] as JArray ?? []).Where(type => known.Count > 0 && !known.Contains(type.ToString())))
            diagnostics.Error(DiagnosticCode.InvalidExtension, $"{Extension.KeyTypes} names '{type}', and the schema {Extension.KeyTypeSchema} has {string.Join(", ", known)}. Add it there, in an overlay, if there are such keys.", type);
    }
}
