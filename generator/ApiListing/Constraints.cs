using System.Reflection;

namespace Iterable.Generator.ApiListing;

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
