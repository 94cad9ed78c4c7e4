using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Iterable.Generator.ApiListing;

/// <summary>A member of a type as one line; none where code outside of the assembly cannot name it.</summary>
internal static class MemberText
{
    public static IEnumerable<string> Of(ISymbol member) => member switch
    {
        _ when !IsVisible(member) || member.IsImplicitlyDeclared => [],
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => [$"{Prefix(constructor)}{constructor.ContainingType.Name}({Parameters(constructor)})"],
        IMethodSymbol method when IsNamed(method) => [Prefix(method) + Signature(method, method.Name + TypeParameters(method)) + TypeText.Constraints(method)],
        IPropertySymbol property => [Prefix(property) + Property(property)],
        IEventSymbol happening => [$"{Prefix(happening)}event {happening.Type.ToDisplayString(TypeText.Used)} {happening.Name}"],
        IFieldSymbol field => [Field(field)],
        _ => [],
    };

    /// <summary>Whether code outside of the assembly can name a type or a member of a type that it can name.</summary>
    public static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public
        || (symbol.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal && symbol.ContainingType is { IsSealed: false });

    /// <summary>Return type, name and parameters.</summary>
    public static string Signature(IMethodSymbol method, string name) =>
        $"{(method.RefKind is RefKind.None ? "" : "ref ")}{AttributeText.OfFlow(method.GetReturnTypeAttributes(), "return: ")}{method.ReturnType.ToDisplayString(TypeText.Used)} {name}({Parameters(method)})";

    private static string TypeParameters(IMethodSymbol method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name))}>" : "";

    private static string Parameters(IMethodSymbol method) => (method.IsExtensionMethod ? "this " : "") + string.Join(", ", method.Parameters.Select(Parameter));

    private static string Parameter(IParameterSymbol parameter) =>
        AttributeText.OfFlow(parameter.GetAttributes()) + parameter.ToDisplayString(TypeText.Used) + (parameter.HasExplicitDefaultValue ? $" = {ValueText.Of(parameter.ExplicitDefaultValue, parameter.Type)}" : "");

    private static string Property(IPropertySymbol property)
    {
        var name = property.IsIndexer ? $"this[{string.Join(", ", property.Parameters.Select(Parameter))}]" : property.Name;
        var accessors = new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>().Where(IsVisible).Select(accessor => Accessor(property, accessor));
        return $"{AttributeText.OfFlow(property.GetAttributes())}{(property.IsRequired ? "required " : "")}{property.Type.ToDisplayString(TypeText.Used)} {name} {{ {string.Join(" ", accessors)} }}";
    }

    private static string Accessor(IPropertySymbol property, IMethodSymbol accessor) =>
        (accessor.DeclaredAccessibility == property.DeclaredAccessibility ? "" : "protected ") + (accessor.MethodKind is MethodKind.PropertyGet ? "get;" : accessor.IsInitOnly ? "init;" : "set;");

    private static string Field(IFieldSymbol field)
    {
        if (field.ContainingType.TypeKind is TypeKind.Enum)
            return $"{AttributeText.Of(field)}{field.Name} = {SymbolDisplay.FormatPrimitive(field.ConstantValue!, quoteStrings: true, useHexadecimalNumbers: false)}";

        var kind = field.IsConst ? "const " : (field.IsStatic ? "static " : "") + (field.IsReadOnly ? "readonly " : "");
        var value = field.IsConst ? $" = {ValueText.Of(field.ConstantValue, field.Type)}" : "";
        return $"{AttributeText.Of(field)}{Access(field)}{kind}{field.Type.ToDisplayString(TypeText.Used)} {field.Name}{value}";
    }

    // Accessors stand with their property; what every object has says nothing of this one.
    private static bool IsNamed(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion
        && !method.Name.StartsWith('<')
        && method is not ({ Name: "ToString" or "GetHashCode", IsOverride: true, Parameters.Length: 0 } or { Name: "Equals", IsOverride: true, Parameters: [{ Type.SpecialType: SpecialType.System_Object }] });

    private static string Prefix(ISymbol member) => AttributeText.Of(member) + Access(member) + member switch
    {
        { IsStatic: true } => "static ",
        { ContainingType.TypeKind: TypeKind.Interface } => "",
        { IsAbstract: true } => "abstract ",
        { IsOverride: true, IsSealed: false } => "override ",
        { IsVirtual: true } => "virtual ",
        _ => "",
    };

    private static string Access(ISymbol member) => member.DeclaredAccessibility is Accessibility.Public ? "" : "protected ";
}

/// <summary>The attributes that a user of a member notices.</summary>
internal static class AttributeText
{
    public static string Of(ISymbol member) => string.Concat(member.GetAttributes()
        .Select(attribute => attribute.AttributeClass?.ToDisplayString() switch
        {
            "System.ObsoleteAttribute" => $"[Obsolete{Arguments(attribute.ConstructorArguments.Take(1))}] ",
            "System.FlagsAttribute" => "[Flags] ",
            _ => "",
        })
        .Order(StringComparer.Ordinal));

    /// <summary>What the compiler of a caller knows of nulls beside the question mark, such as <c>[NotNullWhen(true)]</c>.</summary>
    public static string OfFlow(IEnumerable<AttributeData> attributes, string target = "") => string.Concat(attributes
        .Where(attribute => attribute.AttributeClass is { } type && type.ContainingNamespace.ToDisplayString() == "System.Diagnostics.CodeAnalysis" && type.Name.Contains("Null", StringComparison.Ordinal))
        .Select(attribute => $"[{target}{attribute.AttributeClass!.Name[..^"Attribute".Length]}{Arguments(attribute.ConstructorArguments)}] ")
        .Order(StringComparer.Ordinal));

    private static string Arguments(IEnumerable<TypedConstant> arguments) =>
        string.Join(", ", arguments.Select(argument => ValueText.Of(argument.Value, argument.Type!))) is { Length: > 0 } text ? $"({text})" : "";
}

/// <summary>Constants and default values in the notation of C#.</summary>
internal static class ValueText
{
    public static string Of(object? value, ITypeSymbol type) => value is null
        ? type.IsValueType && type.OriginalDefinition.SpecialType is not SpecialType.System_Nullable_T ? "default" : "null"
        : (type.TypeKind is TypeKind.Enum ? $"({type.ToDisplayString(TypeText.Used)})" : "") + SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false);
}
