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

    /// <summary>A type whose nullability is not recorded, such as a base class.</summary>
    public static string Of(Type type) => Of(type, NullableMarks.None);

    /// <summary>The name a type is declared with: <c>Outer.Name&lt;T&gt;</c>.</summary>
    public static string DeclaredName(Type type)
    {
        var outer = type.IsNested ? DeclaredName(type.DeclaringType!) + "." : "";
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = type.GetGenericArguments().Skip(inherited).Select(argument => argument.Name).ToList();
        return outer + BareName(type) + (own.Count == 0 ? "" : $"<{string.Join(", ", own)}>");
    }

    /// <summary>A type as its users write it, with a question mark where it may be null.</summary>
    public static string Of(Type type, NullableMarks marks)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, marks);
        if (type.IsPointer)
            return Of(type.GetElementType()!, marks) + "*";
        if (type.IsValueType)
            return type.IsGenericType ? GenericValue(type, marks) : Named(type, marks);

        var mark = marks.Next() ? "?" : "";
        return type.IsArray
            ? $"{Of(type.GetElementType()!, marks)}[{new string(',', type.GetArrayRank() - 1)}]{mark}"
            : Named(type, marks) + mark;
    }

    private static string GenericValue(Type type, NullableMarks marks)
    {
        marks.Next();
        return type is { Namespace: "System", Name: "Nullable`1" } ? Of(type.GetGenericArguments()[0], marks) + "?" : Named(type, marks);
    }

    private static string Named(Type type, NullableMarks marks)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (Keywords.TryGetValue(type.FullName ?? "", out var keyword))
            return keyword;

        // The arguments of the types around come first.
        var arguments = type.GetGenericArguments();
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var written = arguments.Select(argument => Of(argument, marks)).ToList();
        var outer = type.IsNested ? Outer(type.DeclaringType!, written[..inherited]) + "." : "";
        return outer + WithArguments(type, written[inherited..]);
    }

    private static string Outer(Type type, List<string> arguments)
    {
        var inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        return (type.IsNested ? Outer(type.DeclaringType!, arguments[..inherited]) + "." : "") + WithArguments(type, arguments[inherited..]);
    }

    private static string WithArguments(Type type, List<string> arguments) =>
        BareName(type) + (arguments.Count == 0 ? "" : $"<{string.Join(", ", arguments)}>");

    private static string BareName(Type type) => type.Name.Split('`')[0];
}
