using System.Reflection;
using System.Xml.Linq;

namespace Iterable.Generator.ApiListing;

/// <summary>The documentation of what code outside of an assembly can name: the compiler writes down that of everything.</summary>
internal sealed class PublicDocumentation
{
    private readonly HashSet<string> _types;
    private readonly HashSet<(string Type, string Name, int Parameters)> _members;

    public PublicDocumentation(IReadOnlyList<Type> types)
    {
        _types = [.. types.Select(NameOf)];
        _members = [.. types.SelectMany(type => type.GetMembers(AssemblyReader.Declared).Where(IsPublic).Select(member => (NameOf(type), NameOf(member), Parameters(member))))];
    }

    /// <summary>The file without what belongs to nothing public.</summary>
    public XDocument Keep(XDocument documentation)
    {
        foreach (var member in documentation.Descendants("member").Where(member => !IsPublic((string?)member.Attribute("name") ?? "")).ToList())
        {
            (member.PreviousNode as XText)?.Remove();
            member.Remove();
        }

        return documentation;
    }

    // T:Namespace.Type`1, M:Namespace.Type`1.Method``1(System.Int32,System.Collections.Generic.IDictionary{``0,System.String})
    private bool IsPublic(string id)
    {
        var (name, parameters) = id.IndexOf('(', StringComparison.Ordinal) is var open and >= 0 ? (id[2..open], Count(id[(open + 1)..])) : (id[2..], 0);
        if (id.StartsWith("T:", StringComparison.Ordinal))
            return _types.Contains(name);

        var dot = name.LastIndexOf('.');
        return _members.Contains((name[..dot], name[(dot + 1)..].Split("``")[0], parameters));
    }

    private static int Count(string parameters)
    {
        var (count, depth) = (1, 0);
        foreach (var letter in parameters)
        {
            depth += letter switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            if (letter == ',' && depth == 0)
                count++;
        }

        return count;
    }

    private static bool IsPublic(MemberInfo member) =>
        MemberText.Of(member).Any() || member is MethodInfo { IsPublic: true, Name: "ToString" or "GetHashCode" or "Equals" };

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string NameOf(MemberInfo member) => member is ConstructorInfo ? "#ctor" : member.Name;

    private static int Parameters(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters().Length,
        PropertyInfo property => property.GetIndexParameters().Length,
        _ => 0,
    };
}
