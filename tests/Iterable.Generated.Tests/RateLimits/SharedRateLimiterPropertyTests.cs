using System.Threading.RateLimiting;
using FsCheck;
using FsCheck.Fluent;

namespace Iterable.Generated.Tests.RateLimits;

/// <summary>Any limit, any number of processes, callers that come and leave when they like.</summary>
public class SharedRateLimiterPropertyTests
{
    [Test]
    public void The_service_refuses_nobody_and_everybody_who_stays_has_a_turn() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => Try(new Random(seed))).Check(Properties.Cases(60));

    private static void Try(Random random)
    {
        var time = new VirtualTime();
        var limit = new IterableRateLimit(random.Next(4, 200), TimeSpan.FromSeconds(random.Next(1, 20)), IterableRateLimitScope.Project);
        var call = new IterableRateLimitedCall(IterableOperations.UpdateUser, "shop", limit);
        var bucket = new ServerBucket(limit.Permits, limit.Permits / limit.Window.TotalSeconds, time);
        var store = new Store(time);
        var limiters = Enumerable.Range(0, random.Next(1, 6)).Select(_ => new IterableSharedRateLimiter(store, new IterableSharedRateLimiterOptions { TimeProvider = time })).ToList();
        var waiting = new List<(Task<RateLimitLease> Turn, CancellationTokenSource Leaving)>();

        // Timers are late by up to a third of an interval.
        var (step, asked) = (TimeSpan.FromTicks(limit.Window.Ticks / limit.Permits / 3), random.Next(1, 300));
        step = step > TimeSpan.FromMilliseconds(1) ? step : TimeSpan.FromMilliseconds(1);

        for (var left = 20_000; asked > 0 || waiting.Count > 0; left--)
        {
            Assert.That(left, Is.Positive, "somebody waits for ever");
            Assert.That(store.Asked, Is.LessThan(Store.Most), "slots are asked for without an end");
            for (var coming = Math.Min(asked, random.Next(0, 4)); coming > 0; coming--, asked--)
            {
                var leaving = new CancellationTokenSource();
                waiting.Add((limiters[random.Next(limiters.Count)].AcquireAsync(call, cancellationToken: leaving.Token).AsTask(), leaving));
            }

            if (waiting.Count > 0 && random.Next(4) == 0)
                waiting[random.Next(waiting.Count)].Leaving.Cancel();
            time.Advance(step);
            foreach (var turn in waiting.Where(caller => caller.Turn.IsCompletedSuccessfully))
                Assert.That(bucket.Take(), "refused");
            waiting.RemoveAll(caller => caller.Turn.IsCompleted);
        }

        limiters.ForEach(limiter => limiter.Dispose());
    }
}
