namespace Iterable.Generated.Testing;

/// <summary>
/// Faults to order: what is to go wrong with the next calls. They happen in the order they were asked for, and before the key is
/// looked at. Waiting adds up: a delay and the fault after it meet the same request.
/// </summary>
/// <example>
/// <code>
/// iterable.Faults.For(IterableOperations.TrackEvent).Times(2).RespondError(HttpStatusCode.InternalServerError, "GenericError");
/// </code>
/// </example>
public sealed class IterableTestFaults
{
    private readonly Lock _gate = new();
    private readonly List<OrderedFault> _faults = [];
    private readonly IReadOnlySet<string> _operationIds;

    internal IterableTestFaults(IReadOnlySet<string> operationIds) => _operationIds = operationIds;

    /// <summary>How many ordered faults no request has met yet, faults without an end left out. A test that ends well ends with 0.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
                return _faults.Count(fault => fault.IsPending);
        }
    }

    /// <summary>Orders a fault for the calls of one operation.</summary>
    /// <param name="operation">The operation, from <see cref="IterableOperations" />.</param>
    /// <returns>The order, to be finished.</returns>
    public IterableTestFault For(IterableOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return For(operation.Id);
    }

    /// <summary>Orders a fault for the calls of one operation.</summary>
    /// <param name="operationId">The operationId, for example <c>trackEvent</c>.</param>
    /// <returns>The order, to be finished.</returns>
    /// <exception cref="ArgumentException">There is no such operation.</exception>
    public IterableTestFault For(string operationId)
    {
        if (!_operationIds.Contains(operationId))
            throw new ArgumentException($"There is no operation {operationId}; operationIds are written as in IterableOperation.Id.", nameof(operationId));

        return new IterableTestFault(this, request => request.OperationIds.Contains(operationId));
    }

    /// <summary>Orders a fault for fetching files of export jobs over their links.</summary>
    /// <returns>The order, to be finished.</returns>
    public IterableTestFault ForExportFiles() => new(this, request => request.IsForExportFile);

    /// <summary>Orders a fault for every request, whatever it calls.</summary>
    /// <returns>The order, to be finished.</returns>
    public IterableTestFault ForAnyRequest() => new(this, _ => true);

    /// <summary>Takes all orders back.</summary>
    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
    }

    internal void Add(OrderedFault fault)
    {
        lock (_gate)
            _faults.Add(fault);
    }

    internal FaultPlan Take(IterableTestRequest request)
    {
        var plan = new FaultPlan();
        lock (_gate)
        {
            foreach (var fault in _faults)
                fault.Meet(request, plan);

            _faults.RemoveAll(fault => fault.IsSpent);
        }

        return plan;
    }
}
