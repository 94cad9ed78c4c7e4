namespace Iterable.Generated;

/// <summary>JSON that could not be read. The message tells where, never what stood there.</summary>
/// <param name="problem">What is wrong, as the end of a sentence about the member or, without one, as a sentence.</param>
/// <param name="member">The path to the member whose value it is, in declared names; null where it is no member.</param>
internal sealed class UnreadableJsonException(string problem, string? member = null)
    : Exception(member is null ? problem : $"its {member} {problem}.")
{
    /// <summary>What is wrong with the member.</summary>
    public string Problem { get; } = problem;

    /// <summary>The path to the member, such as <c>parts.count</c>.</summary>
    public string? Member { get; } = member;
}
