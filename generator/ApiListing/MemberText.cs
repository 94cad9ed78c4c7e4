using System.Text.RegularExpressions;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Iterable.Generator.ApiListing;

/// <summary>A member of a type as one line; none where code outside of the assembly cannot name it.</summary>
internal static partial class MemberText
{
    public static IEnumerable<string> Of(ISymbol member) =>
        IsVisible(member) && !member.IsImplicitlyDeclared && member is not INamedTypeSymbol && (member is not IMethodSymbol method || IsNamed(method))
            ? [AttributeText.Of(member) + Prefix(member) + Hidden().Replace(member.ToDisplayString(TypeText.Declared), "")]
            : [];

    /// <summary>Whether code outside of the assembly can name a type or a member of a type that it can name.</summary>
    public static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public
        || (symbol.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal && symbol.ContainingType is { IsSealed: false });

    // Roslyn leaves out what members of an interface are.
    private static string Prefix(ISymbol member) => (member.DeclaredAccessibility is Accessibility.Public ? "" : "protected ")
        + (member is { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface } and not IFieldSymbol { IsConst: true } ? "static " : "");

    // Accessors stand with their property; what every object has says nothing of this one.
    private static bool IsNamed(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Constructor or MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion
        && !method.Name.StartsWith('<')
        && method is not ({ Name: "ToString" or "GetHashCode", IsOverride: true, Parameters.Length: 0 } or { Name: "Equals", IsOverride: true, Parameters: [{ Type.SpecialType: SpecialType.System_Object }] });

    // Accessors that only the assembly can use.
    [GeneratedRegex("(?<= )((private|internal|private protected) (set|init|get); |internal (?=set|init|get))")]
    private static partial Regex Hidden();
}

/// <summary>The attributes that a user of a type or a member notices, those of its result and its parameters included.</summary>
internal static class AttributeText
{
    public static string Of(ISymbol symbol)
    {
        var method = symbol as IMethodSymbol ?? (symbol as INamedTypeSymbol)?.DelegateInvokeMethod;
        var parameters = method?.Parameters ?? (symbol as IPropertySymbol)?.Parameters ?? [];
        return Of(symbol.GetAttributes(), "") + Of(method?.GetReturnTypeAttributes() ?? [], "return: ") + string.Concat(parameters.Select(parameter => Of(parameter.GetAttributes(), $"{parameter.Name}: ")));
    }

    private static string Of(IEnumerable<AttributeData> attributes, string target) => string.Concat(attributes
        .Where(attribute => attribute.AttributeClass is { } type && IsNoticed(type))
        .Select(attribute => $"[{target}{attribute.AttributeClass!.Name[..^"Attribute".Length]}{Arguments(attribute)}] ")
        .Order(StringComparer.Ordinal));

    // Of nulls the compiler of a caller knows more than the question mark, such as [NotNullWhen(true)].
    private static bool IsNoticed(INamedTypeSymbol type) =>
        type.ToDisplayString() is "System.ObsoleteAttribute" or "System.FlagsAttribute"
        || (type.ContainingNamespace.ToDisplayString() == "System.Diagnostics.CodeAnalysis" && type.Name.Contains("Null", StringComparison.Ordinal));

    // Whether something obsolete still compiles, and where to read more, is no part of its message.
    private static string Arguments(AttributeData attribute) => attribute.ConstructorArguments is [var first, ..] ? $"({first.ToCSharpString()})" : "";
}
