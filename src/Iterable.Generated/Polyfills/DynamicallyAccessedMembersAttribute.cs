#if !NET

namespace System.Diagnostics.CodeAnalysis;

/// <summary>What <see cref="DynamicallyAccessedMembersAttribute" /> can ask for.</summary>
[Flags]
internal enum DynamicallyAccessedMemberTypes
{
    PublicConstructors = 0x0003,
    NonPublicConstructors = 0x0004,
    PublicFields = 0x0020,
    NonPublicFields = 0x0040,
    PublicProperties = 0x0200,
    NonPublicProperties = 0x0400,
}

/// <summary>Trimmers know it by its name.</summary>
[AttributeUsage(AttributeTargets.GenericParameter)]
internal sealed class DynamicallyAccessedMembersAttribute(DynamicallyAccessedMemberTypes memberTypes) : Attribute
{
    public DynamicallyAccessedMemberTypes MemberTypes { get; } = memberTypes;
}

#endif
