using System.Reflection;

namespace Iterable.Generated.Tests.Conventions;

/// <summary>What users of the package see, by reflection.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<Type> Types { get; } = [.. typeof(IterableClient).Assembly.GetExportedTypes()];

    public static IReadOnlyList<Type> Models { get; } =
        [.. Types.Where(t => t.IsSubclassOf(typeof(IterableModel)) && !t.IsAbstract)];

    public static IReadOnlyList<Type> OpenEnums { get; } =
        [.. Types.Where(t => t.IsValueType && t.GetInterfaces().Any(i => i.Name == "IOpenEnum"))];

    public static IReadOnlyList<Type> ClientInterfaces { get; } =
        [.. Types.Where(t => t.IsInterface && t.Name.EndsWith("Client", StringComparison.Ordinal))];

    /// <summary>What models have on the wire. A member that cannot be set says what others say.</summary>
    public static IEnumerable<PropertyInfo> ModelProperties => Models.SelectMany(PropertiesOf).Where(p => p.CanWrite);

    public static IEnumerable<MethodInfo> AsyncMethods => Types.SelectMany(t => t.GetMethods(Declared))
        .Where(m => typeof(Task).IsAssignableFrom(m.ReturnType) || m.ReturnType.Name.StartsWith("IAsyncEnumerable", StringComparison.Ordinal));

    /// <summary>The names a user can write: of types, of members, of parameters.</summary>
    public static IEnumerable<string> Names =>
    [
        .. Types.Select(t => t.Name.Split('`')[0]),
        .. Types.SelectMany(t => t.GetMembers(Declared)).Where(m => m is not ConstructorInfo).Select(m => $"{m.DeclaringType!.Name}.{m.Name}"),
        .. Types.SelectMany(t => t.GetMethods(Declared)).SelectMany(m => m.GetParameters(), (m, p) => $"{m.DeclaringType!.Name}.{m.Name}({p.Name})"),
    ];

    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type.GetProperties(Declared);

    /// <summary>What holds the value of a member on its way: the property itself, or the private one behind it.</summary>
    public static PropertyInfo TravellingAs(PropertyInfo property) =>
        property.DeclaringType!.GetProperty($"Sent{property.Name}", BindingFlags.NonPublic | BindingFlags.Instance) ?? property;

    public static string NameOf(MemberInfo member) => $"{member.DeclaringType!.Name}.{member.Name}";
}
