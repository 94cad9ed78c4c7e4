using Iterable.Generated.ScaleBenchmarks;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

/// <summary>What every store promises, on a server of its own. Slots are a hundred seconds apart, so that the time a test takes counts for nothing.</summary>
[TestFixture(RedisServer.Name)]
[TestFixture(PostgreSqlServer.Name)]
internal sealed class RateLimitStoreTests(string kind)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan Long = TimeSpan.FromDays(50);

    private StoreServer _server = null!;
    private IIterableRateLimitStore _store = null!;
    private int _keys;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await Servers.StartAsync(kind);
        _store = StoreServer.Connect(kind, _server.Address);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        (_store as IDisposable)?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    public async Task Slots_come_in_a_burst_and_then_at_their_pace()
    {
        var key = NewKey();

        Assert.That(await SecondsAsync(key, count: 2), Is.EqualTo(-200).Within(20), "two of a burst of three");
        Assert.That(await SecondsAsync(key), Is.EqualTo(0).Within(20));
        Assert.That(await SecondsAsync(key, count: 5), Is.EqualTo(100).Within(20));
        Assert.That(await SecondsAsync(key), Is.EqualTo(600).Within(20));
        Assert.That(await SecondsAsync(NewKey()), Is.EqualTo(-200).Within(20), "another key");
    }

    [Test]
    public async Task What_would_be_too_late_is_not_reserved()
    {
        var key = NewKey();
        await SecondsAsync(key, count: 10);

        var late = await _store.ReserveAsync(Request(key, count: 3, longest: TimeSpan.FromSeconds(600)), default);

        Assert.That(late.Wait.TotalSeconds, Is.EqualTo(800).Within(20));
        Assert.That(await SecondsAsync(key), Is.EqualTo(800).Within(20));
        Assert.That(await SecondsAsync(key), Is.EqualTo(900).Within(20));
    }

    [Test]
    public async Task A_hold_empties_the_bucket_and_never_ends_a_longer_one()
    {
        var key = NewKey();

        await _store.HoldAsync(key, TimeSpan.FromDays(30), default);
        await _store.HoldAsync(key, TimeSpan.FromSeconds(5), default);
        var refused = await _store.ReserveAsync(Request(key, longestHold: TimeSpan.FromMinutes(3)), default);
        var first = await _store.ReserveAsync(Request(key), default);

        Assert.That((refused.Hold.TotalSeconds, first.Hold.TotalSeconds), Is.EqualTo((2_592_000d, 2_592_000d)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 20 && Math.Abs(a.Item2 - b.Item2) < 20));
        Assert.That(first.Wait.TotalSeconds, Is.EqualTo(2_592_000).Within(20));
        Assert.That(await SecondsAsync(key), Is.EqualTo(2_592_100).Within(20));
        Assert.That((await _store.ReserveAsync(Request(NewKey()), default)).Hold.Ticks, Is.Zero);
    }

    [Test]
    public async Task A_hold_is_not_too_late_for_a_key_in_use()
    {
        var key = NewKey();
        await SecondsAsync(key);

        await _store.HoldAsync(key, TimeSpan.FromSeconds(1000), default);

        Assert.That(await SecondsAsync(key), Is.EqualTo(1000).Within(20));
    }

    [Test]
    public async Task No_slot_is_given_twice()
    {
        var key = NewKey();
        var stores = Enumerable.Range(0, 8).Select(_ => StoreServer.Connect(kind, _server.Address)).ToList();

        var waits = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i => (await stores[i % 8].ReserveAsync(Request(key, count: 1 + (i % 3)), default)).Wait.TotalSeconds));

        Assert.That(waits.Select(wait => Math.Round((wait + 200) / 100)).Distinct().Count(), Is.EqualTo(200));
        Assert.That(await SecondsAsync(key), Is.EqualTo((Enumerable.Range(0, 200).Sum(i => 1 + (i % 3)) * 100) - 200).Within(30));
        stores.ForEach(store => (store as IDisposable)?.Dispose());
    }

    [Test]
    public async Task Times_are_exact_to_the_microsecond()
    {
        var key = NewKey();
        var request = new IterableSlotRequest(key, TimeSpan.FromTicks(20_400_030), 1, 100_000, Long, Long);
        await _store.ReserveAsync(request, default);

        Assert.That((await _store.ReserveAsync(request, default)).Wait.TotalSeconds, Is.EqualTo(204_000.3).Within(20));
    }

    [Test]
    public async Task One_that_is_away_fails_and_one_that_is_back_works()
    {
        await using var server = await Servers.StartAsync(kind);
        var store = StoreServer.Connect(kind, server.Address);
        await store.ReserveAsync(Request("k", count: 10), default);

        await server.KillAsync();
        Assert.That(async () => await store.ReserveAsync(Request("k"), default), Throws.Exception);
        await server.StartAsync();

        Assert.That((await AgainAsync(store)).Wait.TotalSeconds, Is.EqualTo(-200).Within(20), "nothing was kept");
        (store as IDisposable)?.Dispose();
    }

    /// <summary>Asks until the connection is there again, which the client sees to itself.</summary>
    private static async Task<IterableSlotAnswer> AgainAsync(IIterableRateLimitStore store)
    {
        for (var left = 600; ; left--)
        {
            try
            {
                return await store.ReserveAsync(Request("k"), default);
            }
            catch (Exception) when (left > 0)
            {
                await Task.Delay(100);
            }
        }
    }

    private static IterableSlotRequest Request(string key, int count = 1, TimeSpan? longest = null, TimeSpan? longestHold = null) =>
        new(key, Interval, 3, count, longest ?? Long, longestHold ?? Long);

    private string NewKey() => $"getUserByEmail/{Interlocked.Increment(ref _keys)}";

    private async Task<double> SecondsAsync(string key, int count = 1) => (await _store.ReserveAsync(Request(key, count), default)).Wait.TotalSeconds;
}
