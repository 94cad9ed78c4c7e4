using System.Threading.RateLimiting;

namespace Iterable.Generated.Tests.RateLimits;

/// <summary>
/// Processes with a limiter each on one store, with callers that call again as soon as they may, and the service that counts them. What it allows is
/// 100 calls a second.
/// </summary>
internal sealed class Fleet : IDisposable
{
    public static readonly IterableRateLimitedCall Call = new(IterableOperations.UpdateUser, "shop", new IterableRateLimit(100, TimeSpan.FromSeconds(1), IterableRateLimitScope.Project));

    private readonly Store _store;
    private readonly VirtualTime _time;
    private readonly List<IterableSharedRateLimiter> _limiters = [];
    private readonly List<Task<RateLimitLease>[]> _waiting = [];

    public Fleet(Store store, VirtualTime time, int processes, int callers, Action<IterableSharedRateLimiterOptions>? configure = null)
    {
        _store = store;
        _time = time;
        Bucket = new ServerBucket(permits: 100, perSecond: 100, time);
        Sent = new int[processes];
        for (var process = 0; process < processes; process++)
        {
            var options = new IterableSharedRateLimiterOptions { TimeProvider = time, Processes = processes };
            configure?.Invoke(options);
            var limiter = new IterableSharedRateLimiter(store, options);
            _limiters.Add(limiter);
            _waiting.Add([.. Enumerable.Range(0, callers).Select(_ => Ask(limiter))]);
        }
    }

    public ServerBucket Bucket { get; }

    /// <summary>How many calls each process has made.</summary>
    public int[] Sent { get; }

    /// <summary>Lets time go by.</summary>
    public void Run(TimeSpan time)
    {
        for (var end = _time.GetUtcNow() + time; _time.GetUtcNow() < end;)
        {
            Assert.That(_store.Asked, Is.LessThan(Store.Most), "slots are asked for without an end");
            _time.Advance(TimeSpan.FromMilliseconds(1));
            for (var process = 0; process < _limiters.Count; process++)
                SendDue(process);
        }
    }

    public void Dispose() => _limiters.ForEach(limiter => limiter.Dispose());

    private static Task<RateLimitLease> Ask(IterableSharedRateLimiter limiter) => limiter.AcquireAsync(Call).AsTask();

    private void SendDue(int process)
    {
        var callers = _waiting[process];
        for (var caller = 0; caller < callers.Length; caller++)
        {
            while (callers[caller].IsCompletedSuccessfully)
            {
                Sent[process]++;
                Bucket.Take();
                callers[caller] = Ask(_limiters[process]);
            }
        }
    }
}
