namespace Iterable.Generated.Tool.Calls;

/// <summary>What is known of a key after it was tried.</summary>
/// <param name="Works">Whether the service knows it.</param>
/// <param name="Type">Its type, where that was found out.</param>
/// <param name="Problem">Why it does not work, and what to do.</param>
/// <param name="ClockSkew">How far the clock of this machine is ahead of the service's.</param>
internal sealed record KeyFindings(bool Works, IterableKeyType? Type, string? Problem, TimeSpan? ClockSkew)
{
    /// <summary>What a key of the type may call, in the order of the names.</summary>
    public IReadOnlyList<IterableOperation> Operations =>
        Type is { } type ? [.. IterableOperations.All.Where(operation => operation.KeyTypes.Contains(type))] : [];
}
