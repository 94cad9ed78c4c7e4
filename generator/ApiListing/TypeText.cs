using System.Reflection;

namespace Iterable.Generator.ApiListing;

/// <summary>Types in the notation of C#.</summary>
internal static class TypeText
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.Char"] = "char",
        ["System.Decimal"] = "decimal",
        ["System.Double"] = "double",
        ["System.Int16"] = "short",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Object"] = "object",
        ["System.SByte"] = "sbyte",
        ["System.Single"] = "float",
        ["System.String"] = "string",
        ["System.UInt16"] = "ushort",
        ["System.UInt32"] = "uint",
        ["System.UInt64"] = "ulong",
        ["System.Void"] = "void",
    };

    /// <summary>A type as its users write it, with a question mark where it may be null.</summary>
    public static string Of(NullabilityInfo nullability, bool written = false) =>
        Of(nullability.Type, nullability, written);

    /// <summary>A type whose nullability is not recorded, such as a base class.</summary>
    public static string Of(Type type) => Of(type, null, written: false);

    /// <summary>The name a type is declared with: <c>Outer.Name&lt;T&gt;</c>.</summary>
    public static string DeclaredName(Type type)
    {
        var outer = type.IsNested ? DeclaredName(type.DeclaringType!) + "." : "";
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = type.GetGenericArguments().Skip(inherited).Select(argument => argument.Name).ToList();
        return outer + BareName(type) + (own.Count == 0 ? "" : $"<{string.Join(", ", own)}>");
    }

    private static string Of(Type type, NullabilityInfo? nullability, bool written)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, nullability, written);
        if (type.IsPointer)
            return Of(type.GetElementType()!) + "*";

        var state = written ? nullability?.WriteState : nullability?.ReadState;
        var mark = !type.IsValueType && state is NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, nullability?.ElementType, written: false)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (type.IsGenericParameter)
            return type.Name + mark;
        if (type is { IsGenericType: true, Namespace: "System", Name: "Nullable`1" })
            return Of(type.GetGenericArguments()[0]) + "?";

        return (Keywords.TryGetValue(type.FullName ?? "", out var keyword) ? keyword : Constructed(type, nullability)) + mark;
    }

    private static string Constructed(Type type, NullabilityInfo? nullability)
    {
        var arguments = type.GetGenericArguments();
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var outer = type.IsNested ? Of(inherited == 0 ? type.DeclaringType! : type.DeclaringType!.MakeGenericType(arguments[..inherited])) + "." : "";
        var own = arguments.Skip(inherited).Select((argument, index) => Argument(argument, nullability, inherited + index)).ToList();
        return outer + BareName(type) + (own.Count == 0 ? "" : $"<{string.Join(", ", own)}>");
    }

    private static string Argument(Type argument, NullabilityInfo? nullability, int index) =>
        nullability is not null && index < nullability.GenericTypeArguments.Length ? Of(nullability.GenericTypeArguments[index]) : Of(argument);

    private static string BareName(Type type) => type.Name.Split('`')[0];
}
