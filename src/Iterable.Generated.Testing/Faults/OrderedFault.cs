namespace Iterable.Generated.Testing;

/// <summary>A fault that a test has ordered, and for how many more requests.</summary>
internal sealed class OrderedFault(Func<IterableTestRequest, bool> applies, int? times, Action<FaultPlan> apply)
{
    private int? _left = times;

    public bool IsSpent => _left <= 0;

    /// <summary>Whether the fault waits for requests to come; one without an end does not.</summary>
    public bool IsPending => _left > 0;

    public bool TryApply(IterableTestRequest request, FaultPlan plan)
    {
        if (!applies(request))
            return false;

        _left--;
        apply(plan);
        return true;
    }
}
