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

    /// <summary>A type or a member as it is declared, but for its attributes and who can use it.</summary>
    public static readonly SymbolDisplayFormat Declared = new(
        typeQualificationStyle: Used.TypeQualificationStyle,
        genericsOptions: Used.GenericsOptions | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: Used.ParameterOptions | SymbolDisplayParameterOptions.IncludeExtensionThis | SymbolDisplayParameterOptions.IncludeDefaultValue,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeMemberKeyword,
        miscellaneousOptions: Used.MiscellaneousOptions | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    /// <summary>The type with the members that can be named.</summary>
    public static ApiType Of(INamedTypeSymbol type) => new(
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
        type.ToDisplayString(Used),
        Declaration(type),
        type.TypeKind is TypeKind.Delegate ? [] : [.. Ordered(type).SelectMany(MemberText.Of)]);

    private static string Declaration(INamedTypeSymbol type)
    {
        var prefix = AttributeText.Of(type) + (type.DeclaredAccessibility is Accessibility.Public ? "public " : "protected ") + Kind(type);
        var (name, declared) = (type.ToDisplayString(Used), type.ToDisplayString(Declared));
        return type.TypeKind is TypeKind.Delegate ? $"{prefix} {declared}" : $"{prefix} {name}{Bases(type)}{declared[name.Length..]}";
    }

    private static string Kind(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => "enum",
        { TypeKind: TypeKind.Delegate } => "delegate",
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
