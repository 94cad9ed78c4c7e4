namespace Iterable.Generated;

/// <summary>Marks a member that a request cannot go out without. Answers are read whether they have it or not.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredOnSendAttribute : Attribute;
