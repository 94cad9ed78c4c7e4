using System.Reflection;

namespace Iterable.Generator.ApiListing;

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
