namespace Iterable.Generated.Testing;

/// <summary>A fault that a test has ordered, after how many more requests, and for how many.</summary>
internal sealed class OrderedFault(Func<IterableTestRequest, bool> applies, int passes, int? times, Action<FaultPlan> apply)
{
    private int _passes = passes;
    private int? _left = times;

    public bool IsSpent => _left <= 0;

    /// <summary>Whether the fault waits for requests to come; one without an end does not.</summary>
    public bool IsPending => _left > 0;

    /// <summary>Lets a request meet the fault, unless it passes or its plan is complete by then.</summary>
    public void Meet(IterableTestRequest request, FaultPlan plan)
    {
        // What a condition costs is spared where nothing can come of it.
        if ((_passes == 0 && !plan.IsOpen) || !applies(request))
            return;

        if (_passes > 0)
        {
            _passes--;
            return;
        }

        _left--;
        apply(plan);
    }
}
