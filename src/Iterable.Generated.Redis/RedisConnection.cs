using StackExchange.Redis;

namespace Iterable.Generated;

/// <summary>A connection of one's own, which is opened when it is asked first, or one of the application.</summary>
internal sealed class RedisConnection : IDisposable
{
    private readonly Func<Task<IConnectionMultiplexer>> _connect;
    private readonly bool _isOwn;
    private readonly object _lock = new();
    private Task<IConnectionMultiplexer>? _connection;

    public RedisConnection(string configuration)
    {
        var options = ConfigurationOptions.Parse(configuration);

        // Otherwise commands wait for a server that is away, and the calls with them.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AbortOnConnectFail = false;
        _connect = async () => await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
        _isOwn = true;
    }

    public RedisConnection(IConnectionMultiplexer connection)
    {
        var given = Task.FromResult(connection);
        _connect = () => given;
    }

    public async Task<RedisResult> EvaluateAsync(string script, string key, params RedisValue[] arguments)
    {
        var database = await OpenAsync().ConfigureAwait(false);
        return await database.ScriptEvaluateAsync(script, [key], arguments).ConfigureAwait(false);
    }

    public async Task<IDatabase> OpenAsync() => (await ConnectAsync().ConfigureAwait(false)).GetDatabase();

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isOwn)
                _connection?.ContinueWith(static made => made.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
    }

    private Task<IConnectionMultiplexer> ConnectAsync()
    {
        lock (_lock)
            return _connection is null || _connection.IsFaulted || _connection.IsCanceled ? _connection = _connect() : _connection;
    }
}
