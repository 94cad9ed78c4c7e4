namespace Iterable.Generator.Differences;

/// <summary>One of the two documents: its operations, its named schemas, and which of them are sent.</summary>
internal sealed class ApiDocument
{
    private readonly HashSet<string> _sent;

    public ApiDocument(JObject root)
    {
        Root = root;
        Schemas = root.Component("schemas").Where(schema => schema.Value is JObject && schema.Name is not SchemaShape.JObjectName).ToDictionary(schema => schema.Name, schema => (JObject)schema.Value);
        var all = root.AllOperations().ToList();
        var ids = all.CountBy(operation => operation.Id ?? "").ToDictionary();
        Operations = [.. all.Select(operation => new OperationView(this, operation, operation.Id is { } id && ids[id] == 1))];
        _sent = [.. root.SentReferences().Select(References.SchemaName).OfType<string>()];
    }

    public JObject Root { get; }

    /// <summary>The operations, in the order of the document.</summary>
    public IReadOnlyList<OperationView> Operations { get; }

    /// <summary>The named schemas.</summary>
    public IReadOnlyDictionary<string, JObject> Schemas { get; }

    /// <summary>True for a named schema that a request can hold.</summary>
    public bool IsSent(string schema) => _sent.Contains(schema);
}
