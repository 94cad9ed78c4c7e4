using Iterable.Generator.Diagnostics;
using Iterable.Generator.OpenApi;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Preparation.Checks;

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
