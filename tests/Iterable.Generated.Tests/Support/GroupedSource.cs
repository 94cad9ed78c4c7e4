using System.Threading.Tasks.Sources;

namespace Iterable.Generated.Tests.Support;

/// <summary>
/// Records that come in groups. Those of a group are there at once; a group never is, on however slow a machine: it is made when it is waited
/// for, and whoever asked for it goes on first.
/// </summary>
internal sealed class GroupedSource<T>(IEnumerable<T[]> groups) : IAsyncEnumerable<T>, IAsyncEnumerator<T>, IValueTaskSource<bool>
{
    private readonly IEnumerator<T[]> _groups = groups.GetEnumerator();
    private bool _isThere;
    private bool _hasGroup;
    private int _at = -1;

    public T Current => _groups.Current[_at];

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

    public ValueTask<bool> MoveNextAsync()
    {
        if (_hasGroup && _at + 1 < _groups.Current.Length)
        {
            _at++;
            return new(true);
        }

        _isThere = false;
        return new(this, 0);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _isThere ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Pending;

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _hasGroup = _groups.MoveNext();
        _at = 0;
        _isThere = true;
        ThreadPool.QueueUserWorkItem(_ => continuation(state));
    }

    public bool GetResult(short token) => _hasGroup;

    public ValueTask DisposeAsync()
    {
        _groups.Dispose();
        return default;
    }
}
