namespace Iterable.Generated;

/// <summary>Says how much a list or map of a request can hold.</summary>
/// <param name="count">The most entries.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AtMostAttribute(int count) : Attribute
{
    public int Count { get; } = count;
}
