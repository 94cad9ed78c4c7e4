using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;
using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Checks;

/// <summary>Every operation becomes a method, named by its operationId, of the client of its first tag.</summary>
internal static class OperationCheck
{
    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        var declared = (document["tags"] as JArray)?.Select(tag => tag.Text("name")).ToHashSet() ?? [];
        foreach (var tag in (document["tags"] as JArray)?.OfType<JObject>() ?? [])
            CheckTagName(tag, diagnostics);

        var methods = new Dictionary<string, Operation>();
        foreach (var operation in document.AllOperations())
        {
            CheckId(operation, methods, diagnostics);
            CheckTags(operation, declared, diagnostics);
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
}
