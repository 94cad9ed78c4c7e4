using System.Text.RegularExpressions;

namespace Iterable.Generator.Completeness;

/// <summary>The operations of a document by what a call of them looks like: two documents may name path parameters and servers differently.</summary>
internal sealed partial class ApiCalls
{
    private readonly string _root;
    private readonly ILookup<string, Operation> _operations;

    public ApiCalls(JObject document)
    {
        Document = document;
        _root = RootOf(document);
        _operations = document.AllOperations().ToLookup(KeyOf);
    }

    /// <summary>The document.</summary>
    public JObject Document { get; }

    /// <summary>The operations, in the order of the document.</summary>
    public IEnumerable<Operation> All => Document.AllOperations();

    /// <summary>The operations that call what an operation of another document calls.</summary>
    public IReadOnlyList<Operation> Matching(ApiCalls other, Operation operation) => [.. _operations[other.KeyOf(operation)]];

    /// <summary>How messages name the operation: method and path with the path of the server.</summary>
    public string NameOf(Operation operation) => $"{operation.Method.ToUpperInvariant()} {PathOf(operation)}";

    /// <summary>The parameters of an operation, those of its path included. A parameter of the path is named by its position.</summary>
    public IReadOnlyList<(string Key, JObject Parameter)> ParametersOf(Operation operation)
    {
        var own = operation.Definition["parameters"] as JArray ?? [];
        var shared = Document["paths"]?[operation.Path]?["parameters"] as JArray ?? [];
        var positions = Templates().Matches(operation.Path).Select(match => match.Groups[1].Value).ToList();
        return [.. own.Concat(shared)
            .Select(Document.Target)
            .OfType<JObject>()
            .Select(parameter => (Key(parameter, positions), parameter))
            .DistinctBy(pair => pair.Item1)];
    }

    private static string Key(JObject parameter, List<string> positions) => (parameter.Text("in"), parameter.Text("name")) switch
    {
        ("path", var name) => $"path {positions.IndexOf(name ?? "")}",
        ("header", var name) => $"header {name?.ToLowerInvariant()}",
        var (place, name) => $"{place} {name}",
    };

    private string PathOf(Operation operation) => _root + operation.Path.Split('#')[0];

    private string KeyOf(Operation operation) => $"{operation.Method} {Templates().Replace(PathOf(operation), "{}")}";

    private static string RootOf(JObject document)
    {
        var url = (document["servers"] as JArray)?.FirstOrDefault().Text("url") ?? "";
        var path = url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme
            ? url.IndexOf('/', scheme + 3) is >= 0 and var slash ? url[slash..] : ""
            : url;
        return path.TrimEnd('/');
    }

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Templates();
}
