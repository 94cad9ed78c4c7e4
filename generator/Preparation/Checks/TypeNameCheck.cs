using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;
using Iterable.Generator.Sources;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Checks;

/// <summary>NSwag repairs a name that C# would not take by adding a digit. A name must not need that.</summary>
internal static class TypeNameCheck
{
    // The generated code and its users import these.
    private static readonly string[] Imported =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
        "Newtonsoft.Json", "Newtonsoft.Json.Linq",
    ];

    private static readonly Lazy<Dictionary<string, string>> Taken = new(ImportedTypes);

    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        var clients = ClientNames(document);
        foreach (var member in document.Component("schemas"))
        {
            if (member.Value is not JObject schema || !SchemaShape.IsType(member.Name, schema))
                continue;

            var type = member.Name;
            if (ProblemOf(type, schema, clients) is not { } problem)
                continue;

            var action = OverlayAddress.Of(schema)?.ActionThatSets(Extension.Name, "<name>") ?? $"Change its {Extension.Name}.";
            diagnostics.Error(DiagnosticCode.UnsuitableName, $"The C# type {type} {problem}. {action}", schema);
        }
    }

    private static string? ProblemOf(string type, JObject schema, HashSet<string> clients)
    {
        if (!CSharpNames.IsPascal(type))
            return "is no name of letters and digits that begins with a capital";
        if (CSharpNames.EndsInDigit(type))
            return "ends in a digit, which looks like one that NSwag added";
        if (Taken.Value.TryGetValue(type, out var full))
            return $"would hide {full}";
        if (clients.Contains(type))
            return "is the name of a client class";
        var properties = (schema["properties"] as JObject)?.Properties() ?? [];
        return properties.FirstOrDefault(property => CSharpNames.Member(property.Name) == type) is { } same
            ? $"has a member of its own name (`{same.Name}`), which C# does not allow"
            : null;
    }

    private static HashSet<string> ClientNames(JObject document)
    {
        var tags = (document["tags"] as JArray)?.Select(tag => tag.Text("name") ?? "") ?? [];
        return ["IterableClient", "IIterableClient", "IterableOperations", .. tags.SelectMany(tag => new[] { $"{tag}Client", $"I{tag}Client" })];
    }

    private static Dictionary<string, string> ImportedTypes() =>
        new[] { typeof(object), typeof(List<>), typeof(Stack<>), typeof(Enumerable), typeof(HttpClient), typeof(Uri), typeof(JObject) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => !type.IsNested && Imported.Contains(type.Namespace))
            .Select(type => (Name: type.Name.Split('`')[0], type.Namespace))
            .DistinctBy(type => type.Name)
            .ToDictionary(type => type.Name, type => $"{type.Namespace}.{type.Name}");
}
