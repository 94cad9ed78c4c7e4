namespace Iterable.Generated;

/// <summary>
/// Marks a member that a request cannot go out without. The constructor takes it; it can be missing all the same in a model that was read, or
/// be taken away again. Answers are read whether they have it or not.
/// </summary>
/// <param name="member">What callers know it as.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredOnSendAttribute(string member) : Attribute
{
    public string Member { get; } = member;
}
