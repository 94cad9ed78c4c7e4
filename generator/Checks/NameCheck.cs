using Iterable.Generator.Overlays;

namespace Iterable.Generator.Checks;

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
        foreach (var (type, schema) in document["components"].Member("schemas").Objects().Where(member => SchemaShape.IsType(member.Name, member.Value)))
        {
            if (ProblemOf(type, schema, clients) is { } problem)
                diagnostics.Error(DiagnosticCode.UnsuitableName, $"The C# type {type} {problem}. {OverlayAddress.Of(schema)?.ActionThatSets(Extension.Name, "<name>") ?? $"Change its {Extension.Name}."}", schema);
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
        var tags = document.Tags().Select(tag => tag.Text("name"));
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

/// <summary>The members of a class, and the parameters of a method, must have names of their own.</summary>
internal static class MemberNameCheck
{
    private static readonly string[] OfObject = [nameof(ToString), nameof(Equals), nameof(GetHashCode), nameof(GetType), nameof(MemberwiseClone)];

    public static void Run(JObject document, DiagnosticBag diagnostics)
    {
        foreach (var site in document.AllSchemas())
            CheckProperties(site, diagnostics);
        foreach (var operation in document.AllOperations())
            CheckParameters(document, operation, diagnostics);
    }

    private static void CheckProperties(SchemaSite site, DiagnosticBag diagnostics)
    {
        var members = new Dictionary<string, string>();
        foreach (var property in (site.Schema["properties"] as JObject)?.Properties() ?? [])
        {
            var member = CSharpNames.Member(property.Name);
            if (!CSharpNames.IsPascal(member))
                diagnostics.Error(DiagnosticCode.UnsuitableName, $"The member `{property.Name}` of {site.TypeName} has no name in C#: `{member}` is none. Remove it with an overlay; callers reach it as an unknown member.", property.Value);
            else if (OfObject.Contains(member))
                diagnostics.Error(DiagnosticCode.UnsuitableName, $"The member `{property.Name}` of {site.TypeName} would hide object.{member}. Remove it with an overlay; callers reach it as an unknown member.", property.Value);
            else if (!members.TryAdd(member, property.Name))
                diagnostics.Error(DiagnosticCode.NameConflict, $"The members `{members[member]}` and `{property.Name}` of {site.TypeName} have the same C# name, {member}. Remove one with an overlay.", property.Value);
        }
    }

    private static void CheckParameters(JObject document, Operation operation, DiagnosticBag diagnostics)
    {
        var names = new HashSet<string> { "cancellationToken" };
        if (operation.Definition.ContainsKey("requestBody"))
            names.Add("request");
        foreach (var entry in operation.Definition["parameters"] as JArray ?? [])
        {
            if (document.Target(entry) is not { } parameter)
                continue;

            var name = CSharpNames.Argument(parameter);
            if (!CSharpNames.IsCamel(name))
                diagnostics.Error(DiagnosticCode.UnsuitableName, $"The parameter `{parameter["name"]}` of {operation.Name} has no name in C#: `{name}` is none. Give it an {Extension.Name}.", entry);
            else if (!names.Add(name))
                diagnostics.Error(DiagnosticCode.NameConflict, $"Two parameters of {operation.Name} have the C# name {name}. Give one of them an {Extension.Name}.", entry);
        }
    }
}
