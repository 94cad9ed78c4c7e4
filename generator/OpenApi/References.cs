namespace Iterable.Generator.OpenApi;

/// <summary>The references (<c>$ref</c>) of a document.</summary>
public static class References
{
    private const string SchemaPrefix = "#/components/schemas/";

    // What is below these keys is data; a "$ref" in it is a text like any other.
    private static readonly HashSet<string> Data = ["example", "examples", "default", "enum", "const"];

    /// <summary>A new reference to a component.</summary>
    public static JObject To(string section, string name) => new() { ["$ref"] = Pointer(section, name) };

    /// <summary>The text of a reference to a component.</summary>
    public static string Pointer(string section, string name) => $"#/components/{section}/{name.Replace("~", "~0").Replace("/", "~1")}";

    /// <summary>The schema of the components that a reference leads to; null when it leads elsewhere, or further into a schema.</summary>
    public static string? SchemaName(string reference) =>
        reference.StartsWith(SchemaPrefix, StringComparison.Ordinal) && !reference[SchemaPrefix.Length..].Contains('/') ? Unescaped(reference[SchemaPrefix.Length..]) : null;

    /// <summary>Every reference that what is sent leads to.</summary>
    public static IReadOnlySet<string> SentReferences(this JObject document)
    {
        var reached = new HashSet<string>();
        var next = new Queue<JToken>(document.AllParameterEntries()
            .Concat(document.AllOperations().Select(operation => operation.Definition["requestBody"]).OfType<JObject>()));
        while (next.TryDequeue(out var token))
        {
            foreach (var reference in token.AllReferences().Select(reference => (string)reference.Value!))
            {
                if (reached.Add(reference) && document.Resolve(reference) is { } target)
                    next.Enqueue(target);
            }
        }

        return reached;
    }

    /// <summary>Every reference in the document, as the member that holds it.</summary>
    public static IEnumerable<JProperty> AllReferences(this JToken token) => token switch
    {
        JProperty { Name: "$ref", Value.Type: JTokenType.String } reference => [reference],
        JProperty member when Extension.IsExtension(member.Name) => [],
        JProperty member => AllReferences(member.Value),
        JObject o => o.Properties().Where(member => !IsData(o, member)).SelectMany(AllReferences),
        JArray a => a.SelectMany(AllReferences),
        _ => [],
    };

    /// <summary>What a reference inside the document leads to; null when there is nothing.</summary>
    public static JToken? Resolve(this JObject document, string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
            return null;

        return reference[2..].Split('/')
            .Select(Unescaped)
            .Aggregate((JToken?)document, (token, part) => (token as JObject)?[part]);
    }

    /// <summary>The object itself, or what it refers to in the end.</summary>
    public static JObject? Target(this JObject document, JToken? token)
    {
        var target = token as JObject;
        for (var seen = new HashSet<JObject>(); target.Text("$ref") is { } reference && seen.Add(target!);)
            target = document.Resolve(reference) as JObject;
        return target;
    }

    private static string Unescaped(string part) => Uri.UnescapeDataString(part).Replace("~1", "/").Replace("~0", "~");

    // A member of a class may be called "default", and a response is; below these keys every name is a name.
    private static bool IsData(JObject holder, JProperty member) =>
        Data.Contains(member.Name) && holder.Parent is not JProperty { Name: "properties" or "schemas" or "responses" or "parameters" or "headers" or "requestBodies" };
}
