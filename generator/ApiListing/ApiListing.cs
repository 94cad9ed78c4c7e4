using System.Reflection;
using System.Text;

namespace Iterable.Generator.ApiListing;

/// <summary>
/// The public surface of an assembly as text: what code outside of it can name, one line a member, sorted. It is committed, so
/// that a review sees what a change of a specification, or of the hand-written half, does to users.
/// </summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>Lists an assembly without running it, so that any target framework can be read.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="references">The files of everything it refers to.</param>
    public static string Write(string assembly, IEnumerable<string> references)
    {
        using var context = new MetadataLoadContext(new PathAssemblyResolver(references.Append(assembly).Distinct()));
        var types = context.LoadFromAssemblyPath(assembly).GetTypes().Where(IsVisible);
        var text = new StringBuilder();
        foreach (var group in types.GroupBy(type => type.Namespace ?? "").OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append("namespace ").Append(group.Key).Append('\n');
            foreach (var type in group.Select(type => (Type: type, Name: TypeText.DeclaredName(type))).OrderBy(type => type.Name, StringComparer.Ordinal))
                WriteType(text, type.Type);
        }

        return text.ToString();
    }

    private static void WriteType(StringBuilder text, Type type)
    {
        text.Append('\n').Append(DeclarationText.Of(type)).Append('\n');
        if (DeclarationText.IsDelegate(type))
            return;

        foreach (var line in Ordered(type).SelectMany(MemberText.Of))
            text.Append("    ").Append(line).Append('\n');
    }

    // Constructors come first and the rest by name; the values of an enum stay in their order, which is what they are.
    private static IEnumerable<MemberInfo> Ordered(Type type) => type.IsEnum
        ? type.GetMembers(Declared)
        : type.GetMembers(Declared)
            .OrderBy(member => member is not ConstructorInfo)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.ToString(), StringComparer.Ordinal);

    private static bool IsVisible(Type type) => type.IsNested
        ? IsVisible(type.DeclaringType!) && (type.IsNestedPublic || ((type.IsNestedFamily || type.IsNestedFamORAssem) && !type.DeclaringType!.IsSealed))
        : type.IsPublic;
}
