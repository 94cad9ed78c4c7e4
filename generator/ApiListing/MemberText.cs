using System.Globalization;
using System.Reflection;

namespace Iterable.Generator.ApiListing;

/// <summary>A member of a type as one line; none where code outside of the assembly cannot name it.</summary>
internal static class MemberText
{
    public static IEnumerable<string> Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) => [Prefix(constructor, constructor) + $"{TypeText.DeclaredName(constructor.DeclaringType!).Split('<')[0].Split('.')[^1]}({Parameters(constructor)})"],
        MethodInfo method when IsVisible(method) && IsNamed(method) => [Prefix(method, method) + Signature(method, method.Name + GenericParameters(method)) + Constraints.Of(method.GetGenericArguments())],
        PropertyInfo property when Accessors(property).FirstOrDefault(IsVisible) is { } accessor => [Prefix(property, accessor) + Property(property)],
        EventInfo happening when happening.AddMethod is { } add && IsVisible(add) => [Prefix(happening, add) + $"event {TypeText.Of(happening.EventHandlerType!, NullableMarks.Of(happening))} {happening.Name}"],
        FieldInfo field when field is { IsPublic: true, IsSpecialName: false } or { IsFamily: true } or { IsFamilyOrAssembly: true } => [Field(field)],
        _ => [],
    };

    /// <summary>Return type, name and parameters.</summary>
    public static string Signature(MethodInfo method, string name)
    {
        var byRef = method.ReturnType.IsByRef ? "ref " : "";
        return $"{byRef}{AttributeText.OfFlow(method.ReturnParameter.CustomAttributes, "return: ")}{TypeText.Of(method.ReturnType, NullableMarks.Of(method.ReturnParameter))} {name}({Parameters(method)})";
    }

    private static string GenericParameters(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method)
    {
        var extends = AttributeText.Has(method, "ExtensionAttribute") ? "this " : "";
        return extends + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter switch { { IsOut: true } => "out ", { IsIn: true, ParameterType.IsByRef: true } => "in ", { ParameterType.IsByRef: true } => "ref ", _ => "" };
        var variable = parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ParamArrayAttribute") ? "params " : "";
        var type = TypeText.Of(parameter.ParameterType, NullableMarks.Of(parameter));
        return $"{AttributeText.OfFlow(parameter.CustomAttributes)}{direction}{variable}{type} {parameter.Name}{(parameter.HasDefaultValue ? $" = {ValueText.Of(parameter.RawDefaultValue, parameter.ParameterType)}" : "")}";
    }

    private static string Property(PropertyInfo property)
    {
        var index = Accessors(property).First().GetParameters()[..property.GetIndexParameters().Length];
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var required = AttributeText.Has(property, "RequiredMemberAttribute") ? "required " : "";
        return $"{AttributeText.OfFlow(property.CustomAttributes)}{required}{TypeText.Of(property.PropertyType, NullableMarks.Of(property))} {name} {{ {string.Join(" ", Accessors(property).Where(IsVisible).Select(accessor => Accessor(property, accessor)))} }}";
    }

    private static string Accessor(PropertyInfo property, MethodInfo accessor)
    {
        var narrower = !accessor.IsPublic && Accessors(property).Any(other => other.IsPublic) ? "protected " : "";
        if (accessor == property.GetMethod)
            return narrower + "get;";

        var once = accessor.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");
        return narrower + (once ? "init;" : "set;");
    }

    private static string Field(FieldInfo field)
    {
        if (field.DeclaringType!.IsEnum)
            return AttributeText.Of(field) + $"{field.Name} = {Convert.ToString(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}";

        var kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {ValueText.Of(field.GetRawConstantValue(), field.FieldType)}" : "";
        return $"{AttributeText.Of(field)}{(field.IsPublic ? "" : "protected ")}{kind}{TypeText.Of(field.FieldType, NullableMarks.Of(field))} {field.Name}{value}";
    }

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property) => new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>();

    private static bool IsVisible(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    // Accessors stand with their property; what every object has says nothing of this one.
    private static bool IsNamed(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && !method.Name.StartsWith('<')
        && !(method is { Name: "ToString" or "GetHashCode", IsVirtual: true } && method.GetParameters().Length == 0)
        && !(method is { Name: "Equals", IsVirtual: true } && method.GetParameters() is [{ ParameterType.FullName: "System.Object" }]);

    private static string Prefix(MemberInfo member, MethodBase method)
    {
        var access = method.IsPublic ? "" : "protected ";
        var modifier = method switch
        {
            { IsStatic: true } => "static ",
            { DeclaringType.IsInterface: true } => "",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } => (method.Attributes & MethodAttributes.NewSlot) == 0 ? "override " : "virtual ",
            _ => "",
        };
        return AttributeText.Of(member) + access + modifier;
    }
}

/// <summary>The attributes that a user of a member notices.</summary>
internal static class AttributeText
{
    public static bool Has(MemberInfo member, string name) => member.CustomAttributes.Any(attribute => attribute.AttributeType.Name == name);

    // The compiler marks a constructor as obsolete for older compilers when its type has required members.
    public static string Of(MemberInfo member) => string.Concat(member.CustomAttributes
        .Where(attribute => attribute.AttributeType.Name != "ObsoleteAttribute" || !Has(member, "CompilerFeatureRequiredAttribute"))
        .Select(attribute => attribute.AttributeType.FullName switch
        {
            "System.ObsoleteAttribute" => $"[Obsolete{Message(attribute)}] ",
            "System.FlagsAttribute" => "[Flags] ",
            _ => "",
        })
        .Order(StringComparer.Ordinal));

    /// <summary>What the compiler of a caller knows of nulls beside the question mark, such as <c>[NotNullWhen(true)]</c>.</summary>
    public static string OfFlow(IEnumerable<CustomAttributeData> attributes, string target = "") => string.Concat(attributes
        .Where(attribute => attribute.AttributeType.Namespace == "System.Diagnostics.CodeAnalysis" && attribute.AttributeType.Name.Contains("Null", StringComparison.Ordinal))
        .Select(attribute => $"[{target}{attribute.AttributeType.Name[..^"Attribute".Length]}{Arguments(attribute)}] ")
        .Order(StringComparer.Ordinal));

    private static string Arguments(CustomAttributeData attribute) => attribute.ConstructorArguments.Count == 0
        ? ""
        : $"({string.Join(", ", attribute.ConstructorArguments.Select(argument => ValueText.Of(argument.Value, argument.ArgumentType)))})";

    private static string Message(CustomAttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string message }, ..] ? $"({ValueText.Quote(message)})" : "";
}

/// <summary>Constants and default values in the notation of C#.</summary>
internal static class ValueText
{
    public static string Of(object? value, Type type) => value switch
    {
        null => type.IsValueType && type is not { Namespace: "System", Name: "Nullable`1" } ? "default" : "null",
        string text => Quote(text),
        char letter => $"'{letter}'",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"({TypeText.Of(type)}){Convert.ToString(value, CultureInfo.InvariantCulture)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
