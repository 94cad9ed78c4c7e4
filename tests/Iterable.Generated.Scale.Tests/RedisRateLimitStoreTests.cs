using Iterable.Generated.ScaleBenchmarks;
using NUnit.Framework;
using StackExchange.Redis;

namespace Iterable.Generated.Tests;

internal sealed class RedisRateLimitStoreTests
{
    [Test]
    public async Task A_server_that_is_away_is_told_and_not_waited_for()
    {
        await using var server = await Servers.StartAsync(RedisServer.Name);
        using var store = new RedisRateLimitStore(server.Address);
        await store.ReserveAsync(Request, default);
        await server.KillAsync();
        Assert.That(async () => await store.ReserveAsync(Request, default), Throws.InstanceOf<RedisException>());

        // With commands that wait for the connection, this would be a time-out, five seconds later.
        Assert.That(async () => await store.ReserveAsync(Request, default), Throws.InstanceOf<RedisConnectionException>());
    }

    [Test]
    public async Task A_server_that_was_away_from_the_start_is_used_when_it_is_there()
    {
        await using var server = await Servers.StartAsync(RedisServer.Name);
        await server.KillAsync();
        using var store = new RedisRateLimitStore($"{server.Address},connectTimeout=100");
        Assert.That(async () => await store.ReserveAsync(Request, default), Throws.InstanceOf<RedisException>());

        await server.StartAsync();

        Assert.That(async () => (await store.ReserveAsync(Request, default)).Wait, Is.EqualTo(TimeSpan.Zero).After(60_000, 100));
    }

    [Test]
    public async Task Keys_go_when_they_say_nothing_any_more_and_a_connection_of_the_application_stays_open()
    {
        await using var server = await Servers.StartAsync(RedisServer.Name);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Address);
        using (var store = new RedisRateLimitStore(connection, "shop:"))
        {
            await store.ReserveAsync(Request, default);
            await store.HoldAsync("held", TimeSpan.FromMinutes(1), default);
        }

        var database = connection.GetDatabase();
        Assert.That((await database.KeyTimeToLiveAsync("shop:k"))!.Value.TotalSeconds, Is.InRange(50, 101));
        Assert.That((await database.KeyTimeToLiveAsync("shop:held"))!.Value.TotalSeconds, Is.InRange(2_592_000, 2_592_060));
    }

    [Test]
    public async Task A_store_that_is_disposed_has_closed_its_connection_and_makes_no_other()
    {
        await using var server = await Servers.StartAsync(RedisServer.Name);
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{server.Address},allowAdmin=true");
        async Task<int> CountAsync() => (await connection.GetServers()[0].ClientListAsync()).Length;
        var before = await CountAsync();
        var used = new RedisRateLimitStore(server.Address);
        await used.ReserveAsync(Request, default);
        Assert.That(await CountAsync(), Is.GreaterThan(before));
        var unused = new RedisRateLimitStore(server.Address);
        var connecting = new RedisRateLimitStore(server.Address);
        var asking = connecting.ReserveAsync(Request, default);

        used.Dispose();
        unused.Dispose();
        connecting.Dispose();

        Assert.That(async () => await used.ReserveAsync(Request, default), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await unused.ReserveAsync(Request, default), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(CountAsync, Is.EqualTo(before).After(30_000, 50));
        try
        {
            await asking;
        }
        catch (Exception)
        {
            // Its connection was closed before or after it was answered.
        }
    }

    private static IterableSlotRequest Request => new("k", TimeSpan.FromSeconds(100), 1, 1, TimeSpan.FromDays(1), TimeSpan.FromDays(1));
}
