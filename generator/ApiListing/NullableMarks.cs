using System.Collections.ObjectModel;
using System.Reflection;

namespace Iterable.Generator.ApiListing;

/// <summary>
/// The question marks of one type as its source has them, handed out in the order in which the compiler writes them down: a type before
/// its arguments. <see cref="NullabilityInfoContext"/> says of <c>T</c> that it may be null, and so does not tell it from <c>T?</c>.
/// </summary>
internal sealed class NullableMarks
{
    private const byte Annotated = 2;

    private readonly IReadOnlyList<byte> _marks;
    private readonly bool _sameForAll;
    private int _next;

    private NullableMarks(IReadOnlyList<byte> marks, bool sameForAll) => (_marks, _sameForAll) = (marks, sameForAll);

    /// <summary>A type whose marks nothing records, such as a base class.</summary>
    public static NullableMarks None => new([0], sameForAll: true);

    public static NullableMarks Of(ParameterInfo parameter) => Of(parameter.CustomAttributes, parameter.Member);

    public static NullableMarks Of(MemberInfo member) => Of(member.CustomAttributes, member);

    /// <summary>Whether the next type has a question mark.</summary>
    public bool Next() => Value() == Annotated;

    /// <summary>Whether a type parameter is declared as <c>notnull</c>, or as <c>class</c> without a question mark.</summary>
    public static bool IsNeverNull(Type typeParameter) =>
        Of(typeParameter.CustomAttributes, typeParameter.DeclaringMethod ?? (MemberInfo)typeParameter.DeclaringType!).Value() == 1;

    private byte Value() => _sameForAll ? _marks[0] : _marks[_next++];

    private static NullableMarks Of(IEnumerable<CustomAttributeData> attributes, MemberInfo around) => Argument(attributes, "NullableAttribute") switch
    {
        ReadOnlyCollection<CustomAttributeTypedArgument> each => new([.. each.Select(argument => (byte)argument.Value!)], sameForAll: false),
        byte all => new([all], sameForAll: true),
        _ => new([Context(around)], sameForAll: true),
    };

    // Where nothing stands at the member, what surrounds it says what most of its members have.
    private static byte Context(MemberInfo? member)
    {
        for (var around = member; around is not null; around = around.DeclaringType)
        {
            if (Argument(around.CustomAttributes, "NullableContextAttribute") is byte value)
                return value;
        }

        return Argument(member!.Module.CustomAttributes, "NullableContextAttribute") is byte ofAll ? ofAll : (byte)0;
    }

    private static object? Argument(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeType.Name == name)?.ConstructorArguments[0].Value;
}
