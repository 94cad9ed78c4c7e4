using System.Reflection;

namespace Iterable.Generated;

/// <summary>The operations of the API that this version knows.</summary>
public static partial class IterableOperations
{
    private static readonly Lazy<IReadOnlyList<IterableOperation>> Listed = new(List);

    /// <summary>All operations, in the order of their ids.</summary>
    public static IReadOnlyList<IterableOperation> All => Listed.Value;

    // Each is made when it is asked for first: a short program calls two of them. There is one of each, whoever asks at the same time.
    private static IterableOperation Keep(ref IterableOperation? place, IterableOperation made) => Interlocked.CompareExchange(ref place, made, null) ?? made;

    private static IReadOnlyList<IterableOperation> List() =>
        Array.AsReadOnly(typeof(IterableOperations)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(IterableOperation))
            .Select(property => (IterableOperation)property.GetValue(null)!)
            .OrderBy(operation => operation.Id, StringComparer.Ordinal)
            .ToArray());
}
