using System.Text;

namespace Iterable.Generator.Tests.Support;

/// <summary>Writes small OpenAPI documents that have everything they must have, so that a test says only what it is about.</summary>
internal sealed class Spec
{
    private readonly Dictionary<string, List<string>> _paths = [];
    private readonly Dictionary<string, List<string>> _components = [];
    private readonly List<string> _tags = [];
    private readonly List<string> _members = [];
    private string _version = "3.1.0";

    /// <summary>What every operation must state, as the inside of a flow mapping.</summary>
    public const string Facts = "x-iterable-rate-limit: unpublished, x-iterable-retry: never, x-iterable-key-types: [server]";

    /// <summary>An operation as one flow mapping; <paramref name="more"/> is the inside of another.</summary>
    public static string Operation(string id, string more = "", string tag = "Users", string responses = "'200': { description: OK. }") =>
        $"{{ operationId: {id}, summary: S., description: D., tags: [{tag}], {Facts}, responses: {{ {responses} }}{(more.Length == 0 ? "" : ", " + more)} }}";

    /// <summary>The member <c>requestBody</c> for a JSON body of this schema.</summary>
    public static string Body(string schema) => $"requestBody: {{ content: {{ application/json: {{ schema: {schema} }} }} }}";

    /// <summary>The 200 response with a JSON body of this schema.</summary>
    public static string Answer(string schema) => $"'200': {{ description: OK., content: {{ application/json: {{ schema: {schema} }} }} }}";

    public Spec Version(string version)
    {
        _version = version;
        return this;
    }

    /// <summary>A member of the document itself, as a line of YAML.</summary>
    public Spec Member(string line)
    {
        _members.Add(line);
        return this;
    }

    public Spec Tag(string flowMapping)
    {
        _tags.Add(flowMapping);
        return this;
    }

    /// <summary>A member of a path item, usually a method with an operation.</summary>
    public Spec Path(string path, string method, string value)
    {
        (_paths.TryGetValue(path, out var members) ? members : _paths[path] = []).Add($"{method}: {value}");
        return this;
    }

    public Spec Get(string path, string operation) => Path(path, "get", operation);

    public Spec Post(string path, string operation) => Path(path, "post", operation);

    public Spec Schema(string name, string flowSchema) => Component("schemas", name, flowSchema);

    public Spec Component(string section, string name, string flowMapping)
    {
        (_components.TryGetValue(section, out var members) ? members : _components[section] = []).Add($"{name}: {flowMapping}");
        return this;
    }

    public override string ToString()
    {
        var text = new StringBuilder($"openapi: {_version}\ninfo: {{ title: Test, version: 1.0.0 }}\n");
        foreach (var member in _members)
            text.Append($"{member}\n");
        text.Append("tags:\n");
        foreach (var tag in _tags.Count > 0 ? _tags : ["{ name: Users, description: Users. }"])
            text.Append($"  - {tag}\n");
        Append(text, "paths", _paths, "  ");
        if (_components.Count > 0)
            Append(text, "components", _components, "  ");
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, Dictionary<string, List<string>> groups, string indent)
    {
        text.Append(groups.Count == 0 ? $"{name}: {{}}\n" : $"{name}:\n");
        foreach (var (key, members) in groups)
        {
            text.Append($"{indent}{key}:\n");
            foreach (var member in members)
                text.Append($"{indent}{indent}{member}\n");
        }
    }
}
