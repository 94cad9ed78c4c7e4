using StackExchange.Redis;

namespace Iterable.Generated;

/// <summary>A connection of one's own, which is opened when it is asked first, or one of the application.</summary>
internal sealed class RedisConnection : IDisposable
{
    private readonly Func<Task<IConnectionMultiplexer>> _connect;
    private readonly bool _isOwn;
    private readonly string _owner;
    private readonly object _lock = new();
    private Task<IConnectionMultiplexer>? _connection;
    private bool _isDisposed;

    public RedisConnection(string configuration, string owner)
    {
        _owner = owner;
        var options = ConfigurationOptions.Parse(configuration);

        // Otherwise commands wait for a server that is away, and the calls with them.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AbortOnConnectFail = false;
        _connect = async () => await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
        _isOwn = true;
    }

    public RedisConnection(IConnectionMultiplexer connection, string owner)
    {
        _owner = owner;
        var given = Task.FromResult(connection);
        _connect = () => given;
    }

    public async Task<RedisResult> EvaluateAsync(string script, string key, params RedisValue[] arguments)
    {
        var database = await OpenAsync().ConfigureAwait(false);
        return await database.ScriptEvaluateAsync(script, [key], arguments).ConfigureAwait(false);
    }

    public async Task<IDatabase> OpenAsync() => (await ConnectAsync().ConfigureAwait(false)).GetDatabase();

    /// <summary>Closes the connection, if it is one's own: at once, or as soon as it stands. It cannot be used any more.</summary>
    public void Dispose()
    {
        Task<IConnectionMultiplexer>? connection;
        lock (_lock)
        {
            _isDisposed = true;
            connection = _isOwn ? _connection : null;
            _connection = null;
        }

        if (connection is not null)
            _ = CloseAsync(connection);
    }

    private static async Task CloseAsync(Task<IConnectionMultiplexer> connection)
    {
        try
        {
            (await connection.ConfigureAwait(false)).Dispose();
        }
        catch (Exception)
        {
            // It did not come to stand, or was broken: nothing is left to close.
        }
    }

    private Task<IConnectionMultiplexer> ConnectAsync()
    {
        lock (_lock)
        {
            if (_isDisposed)
                throw new ObjectDisposedException(_owner);

            return _connection is null || _connection.IsFaulted || _connection.IsCanceled ? _connection = _connect() : _connection;
        }
    }
}
