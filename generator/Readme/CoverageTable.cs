using System.Text;

namespace Iterable.Generator.Readme;

/// <summary>Lists the operations of a prepared document with what a caller wants to know before calling them.</summary>
public static class CoverageTable
{
    /// <summary>The tables as Markdown, one for each client, with line feeds.</summary>
    /// <param name="prepared">The prepared document.</param>
    /// <param name="vendored">The ids of the operations that the vendored documents have.</param>
    public static string Write(JObject prepared, IReadOnlySet<string> vendored)
    {
        var operations = prepared.AllOperations().ToList();
        var own = operations.Count(operation => vendored.Contains(operation.Id!));
        var text = new StringBuilder($"{operations.Count} operations: {own} of the vendored documents, {operations.Count - own} added by overlays.\n");
        foreach (var group in operations.GroupBy(ClientOf).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"\n### {group.Key}\n\n| Operation | C# | Rate limit | Retry | Pages | Source |\n|---|---|---|---|---|---|\n");
            foreach (var operation in group.OrderBy(operation => operation.Path, StringComparer.Ordinal).ThenBy(operation => operation.Method, StringComparer.Ordinal))
                text.Append($"{Row(prepared, operation, vendored)}\n");
        }

        return text.ToString();
    }

    private static string Row(JObject prepared, Operation operation, IReadOnlySet<string> vendored)
    {
        var method = $"`client.{ClientOf(operation)}.{CSharpNames.Pascal(operation.Id!)}Async`";
        var deprecated = operation.Definition["deprecated"] is JValue { Value: true } ? ", deprecated" : "";
        string[] cells =
        [
            $"`{prepared.CallOf(operation)}`",
            method + deprecated,
            FactWords.RateLimit(operation.Definition[Extension.RateLimit]),
            FactWords.Retry(operation.Definition[Extension.Retry]),
            FactWords.Pages(operation.Definition[Extension.Pagination]),
            vendored.Contains(operation.Id!) ? "vendored" : "added",
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string ClientOf(Operation operation) => operation.Definition["tags"].Texts()[0];
}
