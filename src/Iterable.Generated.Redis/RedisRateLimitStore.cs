using System.Globalization;
using StackExchange.Redis;

namespace Iterable.Generated;

/// <summary>Rate limits that processes share through Redis. Each question is one script, run by the server on its own clock.</summary>
/// <remarks>
/// For each operation and scope there is one hash of two numbers, which the server removes when it says nothing any more. A server that is started again without them lets
/// one burst through, half a limit. For Redis 5 or newer.
/// </remarks>
public sealed class RedisRateLimitStore : IIterableRateLimitStore, IDisposable
{
    // Microseconds, all of them; digits are written out, since Lua would write large numbers with an exponent.
    private const string Reserve = """
        local clock = redis.call('TIME')
        local now = clock[1] * 1000000 + clock[2]
        local interval, burst, count = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local state = redis.call('HMGET', KEYS[1], 'full', 'held')
        local full, held = tonumber(state[1] or '0'), tonumber(state[2] or '0')
        full = math.max(full, now, held + (burst - 1) * interval)
        local wait, hold = full + interval - burst * interval - now, math.max(held - now, 0)
        if wait <= tonumber(ARGV[4]) and hold <= tonumber(ARGV[5]) then
          full = full + count * interval
          redis.call('HSET', KEYS[1], 'full', string.format('%.0f', full))
          redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil((full - now) / 1000) + 1000))
        end
        return { wait, hold }
        """;

    // What the bucket had is forgotten 30 days after the hold: by then it is full, since no window is longer.
    private const string Hold = """
        local clock = redis.call('TIME')
        local now = clock[1] * 1000000 + clock[2]
        local held = math.max(tonumber(redis.call('HGET', KEYS[1], 'held') or '0'), now + tonumber(ARGV[1]))
        redis.call('HSET', KEYS[1], 'held', string.format('%.0f', held))
        redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil((held - now) / 1000) + 2592000000))
        return 0
        """;

    private readonly RedisConnection _connection;
    private readonly string _prefix;

    /// <summary>Makes a store with a connection of its own, which it opens when it is asked first.</summary>
    /// <param name="configuration">Where the server is, as StackExchange.Redis has it: <c>redis.example:6379,password=...</c>.</param>
    /// <param name="prefix">What the keys in Redis begin with.</param>
    public RedisRateLimitStore(string configuration, string prefix = "iterable:limit:")
    {
        _connection = new RedisConnection(configuration ?? throw new ArgumentNullException(nameof(configuration)), nameof(RedisRateLimitStore));
        _prefix = prefix ?? throw new ArgumentNullException(nameof(prefix));
    }

    /// <summary>Makes a store on a connection of the application, which should have <see cref="BacklogPolicy.FailFast" />.</summary>
    /// <param name="connection">The connection. It is not disposed with the store.</param>
    /// <param name="prefix">What the keys in Redis begin with.</param>
    /// <remarks>With the default policy, commands wait for a server that is away until <see cref="IterableSharedRateLimiterOptions.StoreTimeout" />, and the calls with them.</remarks>
    public RedisRateLimitStore(IConnectionMultiplexer connection, string prefix = "iterable:limit:")
    {
        _connection = new RedisConnection(connection ?? throw new ArgumentNullException(nameof(connection)), nameof(RedisRateLimitStore));
        _prefix = prefix ?? throw new ArgumentNullException(nameof(prefix));
    }

    /// <inheritdoc />
    public async ValueTask<IterableSlotAnswer> ReserveAsync(IterableSlotRequest request, CancellationToken cancellationToken)
    {
        if (request is null)
            throw new ArgumentNullException(nameof(request));

        var answer = (RedisResult[])(await _connection.EvaluateAsync(
            Reserve, _prefix + request.Key, Microseconds(request.Interval), request.Burst, request.Count, Microseconds(request.LongestWait), Microseconds(request.LongestHold)).ConfigureAwait(false))!;
        return new IterableSlotAnswer(Time(answer[0]), Time(answer[1]));
    }

    /// <inheritdoc />
    public async ValueTask HoldAsync(string key, TimeSpan time, CancellationToken cancellationToken) =>
        await _connection.EvaluateAsync(Hold, _prefix + key, Microseconds(time)).ConfigureAwait(false);

    /// <summary>Closes the connection, if it is the store's own: at once, or as soon as it stands. The store cannot be asked any more.</summary>
    public void Dispose() => _connection.Dispose();

    private static long Microseconds(TimeSpan time) => time.Ticks / 10;

    private static TimeSpan Time(RedisResult microseconds) => TimeSpan.FromTicks(((long)microseconds) * 10);
}
