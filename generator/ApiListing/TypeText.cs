using Microsoft.CodeAnalysis;

namespace Iterable.Generator.ApiListing;

/// <summary>A public type in the notation of C#.</summary>
internal static class TypeText
{
    /// <summary>A type as its users write it, with a question mark where it may be null.</summary>
    public static readonly SymbolDisplayFormat Used = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.ExpandValueTuple | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Inherited = Used.RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Declared = Used.AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    /// <summary>The type with the members that can be named.</summary>
    public static ApiType Of(INamedTypeSymbol type) => new(
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
        type.ToDisplayString(Used),
        Declaration(type),
        type.TypeKind is TypeKind.Delegate ? [] : [.. Ordered(type).SelectMany(MemberText.Of)]);

    /// <summary>What the type arguments of a type or a method have to be.</summary>
    public static string Constraints(ISymbol symbol)
    {
        var text = symbol.ToDisplayString(Declared);
        return text.IndexOf(" where ", StringComparison.Ordinal) is >= 0 and var at ? text[at..] : "";
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        var prefix = AttributeText.Of(type) + (type.DeclaredAccessibility is Accessibility.Public ? "public " : "protected ");
        var name = type.ToDisplayString(Used);
        return type.DelegateInvokeMethod is { } invoke
            ? $"{prefix}delegate {MemberText.Signature(invoke, name)}{Constraints(type)}"
            : $"{prefix}{Kind(type)} {name}{Bases(type)}{Constraints(type)}";
    }

    private static string Kind(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => "enum",
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct } => $"{(type.IsReadOnly ? "readonly " : "")}{(type.IsRefLikeType ? "ref " : "")}struct",
        { IsStatic: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(INamedTypeSymbol type)
    {
        if (type.EnumUnderlyingType is { } underlying)
            return underlying.SpecialType is SpecialType.System_Int32 ? "" : $" : {underlying.ToDisplayString(Used)}";

        var inherited = type.Interfaces.SelectMany(one => one.AllInterfaces).Concat(type.BaseType?.AllInterfaces ?? []).ToHashSet(SymbolEqualityComparer.Default);
        var named = type.Interfaces
            .Where(one => one.DeclaredAccessibility is Accessibility.Public && !inherited.Contains(one))
            .Select(one => one.ToDisplayString(Inherited))
            .Order(StringComparer.Ordinal);
        var text = string.Join(", ", type.BaseType is { SpecialType: SpecialType.None } parent ? named.Prepend(parent.ToDisplayString(Inherited)) : named);
        return text.Length == 0 ? "" : $" : {text}";
    }

    // Of two types that differ in their number of arguments alone, the one with fewer comes first.
    private static IEnumerable<ISymbol> Ordered(INamedTypeSymbol type) => type.TypeKind is TypeKind.Enum
        ? type.GetMembers()
        : type.GetMembers()
            .OrderBy(member => member is not IMethodSymbol { MethodKind: MethodKind.Constructor })
            .ThenBy(member => member.MetadataName, StringComparer.Ordinal)
            .ThenBy(member => member.GetDocumentationCommentId()?.Replace('}', ' '), StringComparer.Ordinal);
}
