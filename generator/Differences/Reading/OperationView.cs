using System.Text.RegularExpressions;

using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Reading;

/// <summary>An operation as the SDK shows it: a method of a client.</summary>
internal sealed partial class OperationView
{
    private OperationView(ApiDocument document, Operation operation, bool hasOwnId)
    {
        Definition = operation.Definition;
        Id = hasOwnId ? operation.Id : null;
        Method = operation.Method.ToUpperInvariant();
        Path = operation.Id is { } id && operation.Path.EndsWith($"#{id}", StringComparison.Ordinal) ? operation.Path[..^(id.Length + 1)] : operation.Path;
        Client = Definition["tags"].Texts().FirstOrDefault() is { } tag ? CSharpNames.Pascal(tag) : null;

        var parameters = new[] { Definition["parameters"], document.Root["paths"]![operation.Path]!["parameters"] };
        Parameters = [.. parameters.SelectMany(list => list as JArray ?? []).Select(document.Target).OfType<JObject>()
            .Select(parameter => new ParameterView(document, parameter))
            .DistinctBy(parameter => (parameter.In, parameter.Name))];
        Request = BodyView.Of(document, Definition["requestBody"]);
        Responses = Definition["responses"].Objects()
            .Where(response => !response.Name.StartsWith("x-", StringComparison.Ordinal))
            .ToDictionary(response => response.Name.ToUpperInvariant(), response => BodyView.Of(document, response.Value));
        SentParts = [.. parameters.Append(Definition["requestBody"]).OfType<JToken>()];
    }

    public JObject Definition { get; }

    /// <summary>The operationId; null when it is missing or belongs to several operations.</summary>
    public string? Id { get; }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; }

    public string Path { get; }

    /// <summary>The path without the names of its parameters.</summary>
    public string Route => PathParameter().Replace(Path, "{}");

    /// <summary>The names of the parameters in the path, in their order.</summary>
    public IReadOnlyList<string> PathNames => [.. PathParameter().Matches(Path).Select(match => match.Value[1..^1])];

    /// <summary>The name of the client without its ending; null when the operation has no tag.</summary>
    public string? Client { get; }

    public bool IsDeprecated => Definition.IsTrue("deprecated") || Definition.ContainsKey(Extension.Deprecated);

    public IReadOnlyList<ParameterView> Parameters { get; }

    public BodyView? Request { get; }

    /// <summary>What the operation answers, by status.</summary>
    public IReadOnlyDictionary<string, BodyView?> Responses { get; }

    /// <summary>The status whose body the method returns; null when no answer is a success.</summary>
    public string? SuccessStatus =>
        Responses.Keys.Where(status => status.StartsWith('2')).Order(StringComparer.Ordinal).FirstOrDefault() ?? (Responses.ContainsKey("DEFAULT") ? "DEFAULT" : null);

    /// <summary>What the method returns; null for nothing.</summary>
    public BodyView? Result => SuccessStatus is { } status ? Responses[status] : null;

    /// <summary>The parts of the document that describe what is sent.</summary>
    public IReadOnlyList<JToken> SentParts { get; }

    /// <summary>How the report names the place.</summary>
    public string Location => Id is null ? $"{Method} {Path}" : $"{Method} {Path} ({Id})";

    /// <summary>How a sentence names it in its middle.</summary>
    public string InSentence => Id is null ? $"`{Method} {Path}`" : $"`{MethodName}`";

    /// <summary>The name of its method in C#.</summary>
    public string MethodName => CSharpNames.Pascal(Id ?? $"{Method} {Path}") + "Async";

    /// <summary>The operations of a document, in its order.</summary>
    public static IReadOnlyList<OperationView> AllOf(ApiDocument document)
    {
        var all = document.Root.AllOperations().ToList();
        var ids = all.CountBy(operation => operation.Id ?? "").ToDictionary();
        return [.. all.Select(operation => new OperationView(document, operation, operation.Id is { } id && ids[id] == 1))];
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex PathParameter();
}
