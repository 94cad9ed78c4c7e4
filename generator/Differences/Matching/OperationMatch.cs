using Iterable.Generator.Differences.Reading;

namespace Iterable.Generator.Differences.Matching;

/// <summary>Which operations of the two documents are the same.</summary>
internal sealed class OperationMatch
{
    private OperationMatch(IReadOnlyList<OperationPair> pairs, IReadOnlyList<OperationView> removed, IReadOnlyList<OperationView> added) =>
        (Pairs, Removed, Added) = (pairs, removed, added);

    public IReadOnlyList<OperationPair> Pairs { get; }

    public IReadOnlyList<OperationView> Removed { get; }

    public IReadOnlyList<OperationView> Added { get; }

    /// <summary>Matches by operationId, which is what C# knows an operation by; what is left by method and path.</summary>
    public static OperationMatch Between(ApiDocument before, ApiDocument after)
    {
        var pairs = new List<OperationPair>();
        var (removed, added) = (before.Operations.ToList(), after.Operations.ToList());
        Take(operation => operation.Id);
        Take(operation => $"{operation.Method} {operation.Path}");
        Take(operation => $"{operation.Method} {operation.Route}");
        return new(pairs, removed, added);

        void Take(Func<OperationView, string?> key)
        {
            var candidates = added.Where(operation => key(operation) is not null).ToLookup(operation => key(operation)!);
            foreach (var operation in removed.ToList())
            {
                if (key(operation) is not { } own || candidates[own].FirstOrDefault(added.Contains) is not { } other)
                    continue;

                removed.Remove(operation);
                added.Remove(other);
                pairs.Add(new(operation, other));
            }
        }
    }
}
