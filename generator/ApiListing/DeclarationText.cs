using System.Reflection;

namespace Iterable.Generator.ApiListing;

/// <summary>The line that declares a type.</summary>
internal static class DeclarationText
{
    public static bool IsDelegate(Type type) => type.BaseType is { Namespace: "System", Name: "MulticastDelegate" };

    public static string Of(Type type)
    {
        var prefix = AttributeText.Of(type) + (type.IsNestedFamily || type.IsNestedFamORAssem ? "protected " : "public ");
        if (IsDelegate(type))
            return $"{prefix}delegate {MemberText.Signature(type.GetMethod("Invoke")!, TypeText.DeclaredName(type))}{Constraints.Of(type.GetGenericArguments())}";

        return $"{prefix}{Kind(type)} {TypeText.DeclaredName(type)}{Bases(type)}{Constraints.Of(type.GetGenericArguments())}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => $"{(AttributeText.Has(type, "IsReadOnlyAttribute") ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum)
            return type.GetEnumUnderlyingType().FullName == "System.Int32" ? "" : " : " + TypeText.Of(type.GetEnumUnderlyingType());

        var inherited = type.GetInterfaces().SelectMany(i => i.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        var named = type.GetInterfaces()
            .Where(i => !inherited.Contains(i) && (i.IsPublic || i.IsNestedPublic))
            .Select(TypeText.Of)
            .Order(StringComparer.Ordinal);
        var all = type.BaseType is { FullName: not ("System.Object" or "System.ValueType") } parent ? named.Prepend(TypeText.Of(parent)) : named;
        var text = string.Join(", ", all);
        return text.Length == 0 ? "" : " : " + text;
    }
}

/// <summary>What type arguments have to be.</summary>
internal static class Constraints
{
    public static string Of(IEnumerable<Type> parameters) => string.Concat(parameters.Where(p => p.IsGenericParameter).Select(Of));

    private static string Of(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        List<string> constraints = [];
        if (isStruct)
            constraints.Add("struct");
        else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            constraints.Add(NullableMarks.IsNeverNull(parameter) ? "class" : "class?");
        else if (NullableMarks.IsNeverNull(parameter))
            constraints.Add("notnull");
        constraints.AddRange(parameter.GetGenericParameterConstraints().Where(c => c.FullName != "System.ValueType").Select(TypeText.Of).Order(StringComparer.Ordinal));
        if (!isStruct && attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            constraints.Add("new()");
        return constraints.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }
}
