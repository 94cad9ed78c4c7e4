using StackExchange.Redis;

namespace Iterable.Generated;

/// <summary>Remembers which events of webhooks were handled, for any number of processes, in Redis. Each question is one script, and the server ends claims by its own clock.</summary>
/// <remarks>There is one key for each event, with some 150 bytes, which the server removes when its time is over. For Redis 5 or newer.</remarks>
public sealed class RedisDuplicateFilter : IIterableDuplicateFilter, IDisposable
{
    // No owner is called like this.
    private const string Done = "done";

    private const string Claim = """
        local known = redis.call('GET', KEYS[1])
        if not known then
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
          return 0
        end
        return known == 'done' and 2 or 1
        """;

    private const string Release = """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
          redis.call('DEL', KEYS[1])
        end
        return 0
        """;

    private readonly RedisConnection _connection;
    private readonly string _prefix;

    /// <summary>Makes a filter with a connection of its own, which it opens when it is asked first.</summary>
    /// <param name="configuration">Where the server is, as StackExchange.Redis has it: <c>redis.example:6379,password=...</c>.</param>
    /// <param name="prefix">What the keys in Redis begin with.</param>
    public RedisDuplicateFilter(string configuration, string prefix = "iterable:event:")
    {
        _connection = new RedisConnection(configuration ?? throw new ArgumentNullException(nameof(configuration)), nameof(RedisDuplicateFilter));
        _prefix = prefix ?? throw new ArgumentNullException(nameof(prefix));
    }

    /// <summary>Makes a filter on a connection of the application, which should have <see cref="BacklogPolicy.FailFast" />.</summary>
    /// <param name="connection">The connection. It is not disposed with the filter.</param>
    /// <param name="prefix">What the keys in Redis begin with.</param>
    public RedisDuplicateFilter(IConnectionMultiplexer connection, string prefix = "iterable:event:")
    {
        _connection = new RedisConnection(connection ?? throw new ArgumentNullException(nameof(connection)), nameof(RedisDuplicateFilter));
        _prefix = prefix ?? throw new ArgumentNullException(nameof(prefix));
    }

    /// <inheritdoc />
    public async ValueTask<IterableDuplicateClaim> ClaimAsync(string key, string owner, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        if (owner is null or Done)
            throw new ArgumentException($"An owner is a text, and not '{Done}'.", nameof(owner));

        return (long)await _connection.EvaluateAsync(Claim, Name(key), owner, Milliseconds(lease)).ConfigureAwait(false) switch
        {
            0 => IterableDuplicateClaim.First,
            1 => IterableDuplicateClaim.InProgress,
            _ => IterableDuplicateClaim.Done,
        };
    }

    /// <inheritdoc />
    public async ValueTask CompleteAsync(string key, TimeSpan keepFor, CancellationToken cancellationToken = default)
    {
        var database = await _connection.OpenAsync().ConfigureAwait(false);
        await database.StringSetAsync(Name(key), Done, TimeSpan.FromMilliseconds(Milliseconds(keepFor))).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken = default) =>
        await _connection.EvaluateAsync(Release, Name(key), owner).ConfigureAwait(false);

    /// <summary>Closes the connection, if it is the filter's own: at once, or as soon as it stands. The filter cannot be asked any more.</summary>
    public void Dispose() => _connection.Dispose();

    private string Name(string key) => _prefix + (key ?? throw new ArgumentNullException(nameof(key)));

    // Redis ends nothing after no time at all.
    private static long Milliseconds(TimeSpan time) => Math.Max(1, (long)time.TotalMilliseconds);
}
