using System.Reflection;
using System.Runtime.Versioning;

namespace Iterable.Generator.ApiListing;

/// <summary>Reads what code outside of an assembly can name. The assembly does not run, so that any target framework can be read.</summary>
internal static class AssemblyReader
{
    public const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>Reads an assembly.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="references">The files of everything it refers to.</param>
    /// <returns>The target framework as projects name it, such as <c>net10.0</c>, and the public types.</returns>
    public static (string Framework, IReadOnlyList<ApiType> Types) Read(string assembly, IEnumerable<string> references)
    {
        using var context = Open(assembly, references);
        var loaded = context.LoadFromAssemblyPath(assembly);
        return (Framework(loaded), [.. loaded.GetTypes().Where(IsVisible).Select(Read)]);
    }

    /// <summary>Makes something of the public types of an assembly, which are there only as long as that takes.</summary>
    public static T Read<T>(string assembly, IEnumerable<string> references, Func<IReadOnlyList<Type>, T> make)
    {
        using var context = Open(assembly, references);
        return make([.. context.LoadFromAssemblyPath(assembly).GetTypes().Where(IsVisible)]);
    }

    private static MetadataLoadContext Open(string assembly, IEnumerable<string> references) =>
        new(new PathAssemblyResolver(references.Append(assembly).Distinct()));

    private static ApiType Read(Type type) => new(
        type.Namespace ?? "",
        TypeText.DeclaredName(type),
        DeclarationText.Of(type),
        DeclarationText.IsDelegate(type) ? [] : [.. Ordered(type).SelectMany(MemberText.Of)]);

    private static string Framework(Assembly assembly)
    {
        var value = assembly.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == nameof(TargetFrameworkAttribute))?.ConstructorArguments[0].Value;
        var name = new FrameworkName(value as string ?? throw new BadImageFormatException($"{assembly.Location} does not say which framework it was built for."));
        return name.Identifier switch
        {
            ".NETStandard" => $"netstandard{name.Version}",
            ".NETFramework" => $"net{name.Version.ToString().Replace(".", "", StringComparison.Ordinal)}",
            _ => $"net{name.Version}",
        };
    }

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
