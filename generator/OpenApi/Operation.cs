using System.Text.RegularExpressions;

namespace Iterable.Generator.OpenApi;

/// <summary>One operation of a document.</summary>
/// <param name="Path">The key of its path item; may end in <c>#operationId</c> where two documents share a path.</param>
/// <param name="Method">The HTTP method in lower case.</param>
/// <param name="Definition">The operation object itself.</param>
public sealed record Operation(string Path, string Method, JObject Definition)
{
    /// <summary>The operationId; null when it is missing.</summary>
    public string? Id => Definition["operationId"] is JValue { Value: string { Length: > 0 } id } ? id : null;

    /// <summary>How messages name the operation.</summary>
    public string Name => Id ?? $"{Method.ToUpperInvariant()} {Path}";

    /// <summary>The path that is called.</summary>
    public string CalledPath => Path.Split('#')[0];

    /// <summary>The names of the parameters in the path, in their order.</summary>
    public List<string> PathNames => [.. Operations.PathParameter().Matches(CalledPath).Select(match => match.Value[1..^1])];
}

/// <summary>Finds the operations of a document.</summary>
public static partial class Operations
{
    /// <summary>The methods that a path item can hold; <c>query</c> since OpenAPI 3.2.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

    /// <summary>Every operation, in the order of the document.</summary>
    public static IEnumerable<Operation> AllOperations(this JObject document) =>
        from path in document.PathItems()
        from member in ((JObject)path.Value).Properties()
        where Methods.Contains(member.Name) && member.Value is JObject
        select new Operation(path.Name, member.Name, (JObject)member.Value);

    /// <summary>What is called: the method, and the path with the path of the server.</summary>
    public static string CallOf(this JObject document, Operation operation)
    {
        var server = (document["servers"] as JArray)?.FirstOrDefault().Text("url") ?? "";
        return $"{operation.Method.ToUpperInvariant()} {Host().Replace(server, "").TrimEnd('/')}{operation.CalledPath}";
    }

    /// <summary>A path, or a call, whatever its parameters are called.</summary>
    public static string WithoutNames(string path) => PathParameter().Replace(path, "{}");

    /// <summary>The parameters of an operation, those of its path included.</summary>
    public static IEnumerable<JObject> ParametersOf(this JObject document, Operation operation) =>
        new[] { operation.Definition["parameters"], document["paths"].Member(operation.Path).Member("parameters") }
            .SelectMany(list => list as JArray ?? [])
            .Select(document.Target)
            .OfType<JObject>();

    /// <summary>Every path with its path item.</summary>
    public static IEnumerable<JProperty> PathItems(this JObject document) =>
        (document["paths"] as JObject)?.Properties().Where(path => path.Value is JObject) ?? [];

    /// <summary>Every parameter that is described here, and every reference to one that stands for a parameter.</summary>
    public static IEnumerable<JObject> AllParameterEntries(this JObject document)
    {
        var holders = document.PathItems().Select(path => path.Value).Concat(document.AllOperations().Select(operation => operation.Definition));
        return holders.SelectMany(holder => holder["parameters"] as JArray ?? [])
            .Concat(document.Component("parameters").Select(parameter => parameter.Value))
            .OfType<JObject>();
    }

    /// <summary>The tags that the document declares.</summary>
    public static IEnumerable<JObject> Tags(this JObject document) => (document["tags"] as JArray ?? []).OfType<JObject>();

    /// <summary>The members of one section of the components, for example <c>schemas</c>.</summary>
    public static IReadOnlyList<JProperty> Component(this JObject document, string section) =>
        document["components"] is JObject components && components[section] is JObject members ? [.. members.Properties()] : [];

    /// <summary>The section of the components, made when the document has none.</summary>
    public static JObject ComponentSection(this JObject document, string section)
    {
        if (document["components"] is not JObject components)
            document["components"] = components = [];
        if (components[section] is not JObject members)
            components[section] = members = [];
        return members;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    internal static partial Regex PathParameter();

    [GeneratedRegex("^[^/]*://[^/]*")]
    private static partial Regex Host();
}

/// <summary>An OpenAPI document as it was read.</summary>
/// <param name="File">The full path.</param>
/// <param name="Root">Its content; every token knows its place in the file.</param>
public sealed record SpecDocument(string File, JObject Root)
{
    /// <summary>The name of the file alone.</summary>
    public string FileName => Path.GetFileName(File);
}
