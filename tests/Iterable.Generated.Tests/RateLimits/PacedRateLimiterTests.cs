using System.Threading.RateLimiting;

namespace Iterable.Generated.Tests.RateLimits;

public class PacedRateLimiterTests
{
    private readonly VirtualTime _time = new();

    [Test]
    public async Task Permits_come_in_a_burst_and_then_at_an_even_pace()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromMilliseconds(200), queueLimit: 100, _time);
        var permits = Enumerable.Range(0, 6).Select(_ => limiter.AcquireAsync().AsTask()).ToArray();

        Assert.That(permits.Count(permit => permit.IsCompleted), Is.EqualTo(3));
        _time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.That(permits[3].IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((await permits[3]).IsAcquired);
        Assert.That(permits[4].IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromMilliseconds(400));
        await Task.WhenAll(permits);
    }

    [Test]
    public void What_is_not_used_is_kept_up_to_a_burst()
    {
        using var limiter = new PacedRateLimiter(burst: 3, TimeSpan.FromSeconds(1), queueLimit: 0, _time);
        for (var i = 0; i < 3; i++)
            Assert.That(limiter.AttemptAcquire().IsAcquired);

        _time.Advance(TimeSpan.FromHours(1));

        Assert.That(limiter.GetStatistics()!.CurrentAvailablePermits, Is.EqualTo(3));
        Assert.That(Enumerable.Range(0, 5).Count(_ => limiter.AttemptAcquire().IsAcquired), Is.EqualTo(3));
    }

    [Test]
    public async Task A_full_queue_refuses_and_tells_how_long_to_wait()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 2, _time);
        limiter.AttemptAcquire();
        _ = limiter.AcquireAsync().AsTask();
        _ = limiter.AcquireAsync().AsTask();

        using var lease = await limiter.AcquireAsync();

        Assert.That(lease.IsAcquired, Is.False);
        Assert.That(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : default, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Cancelling_gives_the_place_in_the_queue_to_the_next()
    {
        using var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 2, _time);
        limiter.AttemptAcquire();
        using var cancellation = new CancellationTokenSource();
        var first = limiter.AcquireAsync(1, cancellation.Token).AsTask();
        var second = limiter.AcquireAsync().AsTask();

        cancellation.Cancel();
        await first.FailureAsync<OperationCanceledException>();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.That((await second).IsAcquired);
        Assert.That(limiter.GetStatistics()!.CurrentQueuedCount, Is.Zero);
    }

    [Test]
    public async Task Holding_lets_nothing_through_for_a_time()
    {
        using var limiter = new PacedRateLimiter(burst: 5, TimeSpan.FromSeconds(1), queueLimit: 2, _time);

        limiter.Hold(TimeSpan.FromSeconds(30));
        var permit = limiter.AcquireAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.That(permit.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.That((await permit).IsAcquired);
    }

    [Test]
    public async Task Disposing_ends_the_waiting()
    {
        var limiter = new PacedRateLimiter(burst: 1, TimeSpan.FromSeconds(10), queueLimit: 2, _time);
        limiter.AttemptAcquire();
        var permit = limiter.AcquireAsync().AsTask();

        limiter.Dispose();

        await permit.FailureAsync<ObjectDisposedException>();
    }

    [TestCase(1, 1, 1.0, 1, 1.02)]
    [TestCase(5, 1, 1.0, 4, 0.204)]
    [TestCase(4, 60, 1.0, 3, 15.3)]
    [TestCase(100, 1, 1.0, 90, 0.0102)]
    [TestCase(2000, 1, 0.5, 900, 0.00102)]
    public async Task A_published_limit_is_kept_with_a_reserve(int permits, int seconds, double share, int burst, double interval)
    {
        var limit = new IterableRateLimit(permits, TimeSpan.FromSeconds(seconds), IterableRateLimitScope.Project);
        using var limiter = PacedRateLimiter.For(limit, share, queueLimit: 1, _time);

        Assert.That(Enumerable.Range(0, permits).Count(_ => limiter.AttemptAcquire().IsAcquired), Is.EqualTo(burst));
        var next = limiter.AcquireAsync().AsTask();
        await _time.WaitsBegunAsync(1);
        Assert.That(_time.Waits[^1].TotalSeconds, Is.EqualTo(interval).Within(0.0011));
        _time.Advance(_time.Waits[^1]);
        Assert.That((await next).IsAcquired);
    }
}
