namespace Iterable.Generated;

/// <summary>Wakes the one that waits for something to do. What happens while nobody waits is not forgotten.</summary>
internal sealed class RunSignal
{
    private readonly object _lock = new();
    private TaskCompletionSource<bool>? _waiter;
    private bool _isSet;

    public void Set()
    {
        TaskCompletionSource<bool>? waiter;
        lock (_lock)
        {
            waiter = _waiter;
            _waiter = null;
            _isSet = waiter is null;
        }

        waiter?.TrySetResult(true);
    }

    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (!_isSet)
                return (_waiter = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

            _isSet = false;
            return Task.CompletedTask;
        }
    }
}
