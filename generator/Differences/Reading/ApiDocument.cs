using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Differences.Reading;

/// <summary>One of the two documents: its operations, its models, and what is sent and received.</summary>
internal sealed class ApiDocument
{
    private readonly Dictionary<string, JObject> _models = [];
    private readonly Dictionary<string, JObject> _aliases = [];
    private readonly HashSet<string> _sent;

    public ApiDocument(JObject root)
    {
        Root = root;
        foreach (var schema in root.Component("schemas").Where(schema => schema.Value is JObject))
            (SchemaShape.IsType(schema.Name, (JObject)schema.Value) ? _models : _aliases)[schema.Name] = (JObject)schema.Value;
        _aliases.Remove(SchemaShape.JObjectName);
        Operations = OperationView.AllOf(this);
        _sent = Reachable(Operations.SelectMany(operation => operation.SentParts));
    }

    public JObject Root { get; }

    /// <summary>The operations, in the order of the document.</summary>
    public IReadOnlyList<OperationView> Operations { get; }

    /// <summary>The named schemas that are C# types.</summary>
    public IReadOnlyDictionary<string, JObject> Models => _models;

    /// <summary>The named schemas that only name a list, a text or a number.</summary>
    public IReadOnlyDictionary<string, JObject> Aliases => _aliases;

    /// <summary>The named schema; null when there is none.</summary>
    public JObject? Schema(string name) => _models.GetValueOrDefault(name) ?? _aliases.GetValueOrDefault(name);

    /// <summary>True for a named schema that a request can hold.</summary>
    public bool IsSent(string schema) => _sent.Contains(schema);

    /// <summary>The object, or what it refers to, with what stands beside the reference.</summary>
    public JObject? Target(JToken? token)
    {
        var seen = new HashSet<JObject>();
        var siblings = new JObject();
        var target = token as JObject;
        while (target?.Text("$ref") is { } reference && seen.Add(target))
        {
            foreach (var member in target.Properties().Where(member => member.Name is not "$ref" && !siblings.ContainsKey(member.Name)))
                siblings[member.Name] = member.Value.DeepClone();
            target = Root.Resolve(reference) as JObject;
        }

        if (target is null || siblings.Count == 0)
            return target;

        var copy = (JObject)target.DeepClone();
        foreach (var member in siblings.Properties())
            copy[member.Name] = member.Value;
        return copy;
    }

    private HashSet<string> Reachable(IEnumerable<JToken> roots)
    {
        var (reached, seen) = (new HashSet<string>(), new HashSet<string>());
        var next = new Queue<JToken>(roots);
        while (next.TryDequeue(out var token))
        {
            foreach (var reference in token.AllReferences().Select(reference => (string)reference.Value!).Where(seen.Add))
            {
                if (SchemaReference.NameOf(reference) is { } name)
                    reached.Add(name);
                if (Root.Resolve(reference) is { } target)
                    next.Enqueue(target);
            }
        }

        return reached;
    }
}
