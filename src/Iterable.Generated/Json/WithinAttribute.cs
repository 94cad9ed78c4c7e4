namespace Iterable.Generated;

/// <summary>Names a member inside of which the service may send this one, in the place of beside it.</summary>
/// <param name="member">Its name on the wire.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WithinAttribute(string member) : Attribute
{
    public string Member { get; } = member;
}
