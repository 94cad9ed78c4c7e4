namespace Iterable.Generated;

/// <summary>A body that was written as JSON before its call is made, by those who put it together of parts.</summary>
/// <param name="json">The bytes; they stay as they are until the call has ended.</param>
/// <param name="hasIds">Whether every record in it has an id, so that a call which needs one can be repeated.</param>
internal sealed class AssembledBody(ArraySegment<byte> json, bool hasIds)
{
    public ArraySegment<byte> Json { get; } = json;

    public bool HasIds { get; } = hasIds;
}
