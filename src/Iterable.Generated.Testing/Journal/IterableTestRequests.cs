using System.Collections;

namespace Iterable.Generated.Testing;

/// <summary>The requests that reached the server, oldest first, in both data centers and for files of exports. Enumerating it gives those of that moment.</summary>
public sealed class IterableTestRequests : IEnumerable<IterableTestRequest>
{
    private readonly Lock _gate = new();
    private readonly Queue<IterableTestRequest> _requests = new();
    private readonly int _capacity;

    internal IterableTestRequests(int capacity) => _capacity = capacity;

    /// <summary>How many requests are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _requests.Count;
        }
    }

    /// <summary>The requests that called one operation.</summary>
    /// <param name="operation">The operation, from <see cref="IterableOperations" />.</param>
    /// <returns>The requests, oldest first.</returns>
    public IReadOnlyList<IterableTestRequest> To(IterableOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return To(operation.Id);
    }

    /// <summary>The requests that called one operation.</summary>
    /// <param name="operationId">The operationId, for example <c>trackEvent</c>.</param>
    /// <returns>The requests, oldest first.</returns>
    public IReadOnlyList<IterableTestRequest> To(string operationId) =>
        [.. this.Where(request => request.OperationIds.Contains(operationId))];

    /// <summary>The requests for files of export jobs.</summary>
    /// <returns>The requests, oldest first. <see cref="IterableTestRequest.ApiKey" /> tells whether one carried a key, which none should.</returns>
    public IReadOnlyList<IterableTestRequest> ToExportFiles() => [.. this.Where(request => request.IsForExportFile)];

    /// <summary>Checks that an operation was called.</summary>
    /// <param name="operation">The operation, from <see cref="IterableOperations" />.</param>
    /// <param name="times">How often exactly, or <see langword="null" /> for at least once.</param>
    /// <exception cref="IterableTestAssertionException">It was called another number of times; the message lists what was called.</exception>
    public void AssertReceived(IterableOperation operation, int? times = null)
    {
        ArgumentNullException.ThrowIfNull(operation);
        AssertReceived(operation.Id, times);
    }

    /// <summary>Checks that an operation was called.</summary>
    /// <param name="operationId">The operationId, for example <c>trackEvent</c>.</param>
    /// <param name="times">How often exactly, or <see langword="null" /> for at least once.</param>
    /// <exception cref="IterableTestAssertionException">It was called another number of times; the message lists what was called.</exception>
    public void AssertReceived(string operationId, int? times = null)
    {
        var count = To(operationId).Count;
        if (times is { } expected ? count == expected : count > 0)
            return;

        throw IterableTestAssertionException.Because(
            $"Expected {(times is null ? "at least one request" : Counted.Of(times.Value, "request"))} to {operationId}, received {count}.",
            "Received in all",
            this);
    }

    /// <summary>Checks that an operation was not called.</summary>
    /// <param name="operation">The operation, from <see cref="IterableOperations" />.</param>
    /// <exception cref="IterableTestAssertionException">It was called; the message lists the calls.</exception>
    public void AssertNotReceived(IterableOperation operation) => AssertReceived(operation, times: 0);

    /// <summary>Forgets all requests.</summary>
    public void Clear()
    {
        lock (_gate)
            _requests.Clear();
    }

    /// <inheritdoc />
    public IEnumerator<IterableTestRequest> GetEnumerator()
    {
        lock (_gate)
            return ((IEnumerable<IterableTestRequest>)_requests.ToArray()).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(IterableTestRequest request)
    {
        lock (_gate)
        {
            if (_requests.Count == _capacity)
                _requests.Dequeue();
            _requests.Enqueue(request);
        }
    }
}
