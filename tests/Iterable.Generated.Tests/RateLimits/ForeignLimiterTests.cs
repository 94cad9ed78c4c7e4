using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Iterable.Generated.Tests.RateLimits;

/// <summary>A limiter that the application gave.</summary>
public class ForeignLimiterTests
{
    [Test]
    public async Task What_it_asks_to_wait_is_waited()
    {
        using var scene = new Scene();
        using var log = new LogWatch();
        using var limiter = new Limiter(_ => TimeSpan.FromSeconds(7), refusals: 3);
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.LoggerFactory = log;

        await scene.Client.Lists.ListListsAsync();

        Assert.That(scene.Time.Waits.Count(wait => wait == TimeSpan.FromSeconds(7)), Is.EqualTo(3));
        Assert.That((limiter.Asked, limiter.Disposed, scene.Sent.Count), Is.EqualTo((4, 4, 1)));
        Assert.That(log.Entries.Select(entry => entry.Text), Has.Exactly(3).StartsWith("listLists waits 7000 ms: the limiter of the application asks for it"));
    }

    [TestCase(4)]
    [TestCase(0)]
    public async Task It_is_waited_for_no_longer_than_the_options_allow(int seconds)
    {
        using var scene = new Scene();
        using var limiter = new Limiter(_ => TimeSpan.FromSeconds(seconds), refusals: int.MaxValue);
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.RateLimit.MaxWait = TimeSpan.FromSeconds(3);

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableRateLimitedException>();

        Assert.That(failure.Message, Does.Contain("within the 3 s").And.Contain("IterableClientOptions.RateLimit.MaxWait").And.Not.Contain("QueueLimit"));
        Assert.That((failure.SurelyNotSent, failure.Attempts, scene.Sent.Count), Is.EqualTo((true, 0, 0)));
    }

    [Test]
    public async Task One_that_never_answers_is_waited_for_no_longer_either_and_it_is_told()
    {
        using var scene = new Scene();
        using var log = new LogWatch();
        using var limiter = new Limiter(null, refusals: 0, answer: token => Task.Delay(Timeout.Infinite, token));
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.LoggerFactory = log;
        scene.Time.Jumps = false;

        var call = scene.Client.Lists.ListListsAsync();
        await scene.Time.WaitsBegunAsync(1);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        await scene.Time.WaitsBegunAsync(2);
        scene.Time.Advance(TimeSpan.FromHours(1));

        Assert.That((await call.FailureAsync<IterableRateLimitedException>()).SurelyNotSent);
        Assert.That(log.Entries.Select(entry => entry.Text), Has.One.StartsWith("listLists waits for the limiter of the application, which has not answered for 1000 ms"));
    }

    [Test]
    public async Task What_was_waited_before_it_was_told_counts_as_waited()
    {
        using var scene = new Scene();
        using var limiter = new Limiter(null, refusals: 0, answer: token => Task.Delay(Timeout.Infinite, token));
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.RateLimit.MaxWait = TimeSpan.FromSeconds(5);
        var before = scene.Time.GetUtcNow();

        await scene.Client.Lists.ListListsAsync().FailureAsync<IterableRateLimitedException>();

        Assert.That(scene.Time.GetUtcNow() - before, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task A_lease_that_comes_when_nobody_waits_any_more_goes_back()
    {
        using var scene = new Scene();
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limiter = new Limiter(null, refusals: 0, answer: _ => late.Task);
        scene.Options.RateLimit.Limiter = limiter;

        await scene.Client.Lists.ListListsAsync().FailureAsync<IterableRateLimitedException>();
        Assert.That(limiter.Disposed, Is.Zero);
        late.SetResult();

        Assert.That(() => limiter.Disposed, Is.EqualTo(1).After((int)VirtualTime.Patience.TotalMilliseconds, 5));
        Assert.That(scene.Sent, Is.Empty);
    }

    [Test]
    public async Task One_that_is_asked_in_vain_is_told_that_nobody_waits_any_more()
    {
        using var scene = new Scene();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limiter = new Limiter(null, refusals: 0, answer: async token =>
        {
            using (token.Register(() => told.TrySetResult()))
                await new TaskCompletionSource().Task;
        });
        scene.Options.RateLimit.Limiter = limiter;

        await scene.Client.Lists.ListListsAsync().FailureAsync<IterableRateLimitedException>();

        await told.Task.WaitAsync(VirtualTime.Patience);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_call_that_is_cancelled_while_it_is_asked_is_a_cancelled_one_whether_it_listens_or_not(bool listens)
    {
        using var scene = new Scene();
        using var cancellation = new CancellationTokenSource();
        using var limiter = new Limiter(null, refusals: 0, answer: async token =>
        {
            cancellation.Cancel();
            await Task.Delay(Timeout.Infinite, listens ? token : default);
        });
        scene.Options.RateLimit.Limiter = limiter;
        scene.Time.Jumps = false;

        var failure = await scene.Client.Lists.ListListsAsync(cancellation.Token).FailureAsync<OperationCanceledException>();

        Assert.That(failure.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task A_wait_of_all_the_time_that_is_left_is_waited_and_one_of_a_moment_more_is_not()
    {
        foreach (var (seconds, isWaited) in new[] { (10.0, true), (10.001, false) })
        {
            using var scene = new Scene();
            using var limiter = new Limiter(_ => TimeSpan.FromSeconds(seconds), refusals: 1);
            scene.Options.RateLimit.Limiter = limiter;
            scene.Options.RateLimit.MaxWait = TimeSpan.FromSeconds(10);

            var call = scene.Client.Lists.ListListsAsync();

            if (isWaited)
                await call;
            else
                Assert.That((await call.FailureAsync<IterableRateLimitedException>()).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        }
    }

    [Test]
    public async Task A_wait_past_the_end_of_the_call_is_a_failure_at_once()
    {
        using var scene = new Scene();
        using var limiter = new Limiter(_ => TimeSpan.FromSeconds(10), refusals: 1);
        scene.Options.RateLimit.Limiter = limiter;
        scene.Time.Jumps = false;

        var failure = await scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(10) }).Lists.ListListsAsync().FailureAsync<IterableRateLimitedException>();

        Assert.That(failure.Message, Does.EndWith("its turn at the limiter would come in 10 s; its Timeout leaves 10 s."));
        Assert.That((failure.RetryAfter, failure.SurelyNotSent, failure.IsPastTimeout), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(10), true, true)));
    }

    [Test]
    public async Task One_that_wants_to_be_asked_again_at_once_is_given_a_moment()
    {
        using var scene = new Scene();
        using var limiter = new Limiter(_ => TimeSpan.Zero, refusals: 2);
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.RateLimit.MaxWait = Timeout.InfiniteTimeSpan;

        await scene.Client.Lists.ListListsAsync();

        Assert.That(scene.Time.Waits, Is.EqualTo(new[] { TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10) }));
    }

    [Test]
    public async Task A_refusal_that_says_nothing_is_a_failure_that_names_the_limiter()
    {
        using var scene = new Scene();
        using var limiter = new Limiter(_ => null, refusals: int.MaxValue);
        scene.Options.RateLimit.Limiter = limiter;

        var failure = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableRateLimitedException>();

        Assert.That(failure.Message, Does.Contain("IterableClientOptions.RateLimit.Limiter").And.Not.Contain("QueueLimit"));
        Assert.That((limiter.Asked, scene.Sent.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task One_that_fails_is_reported_as_that_and_not_as_the_service()
    {
        foreach (var thrown in new Exception[] { new HttpRequestException("store"), new IOException("store"), new TaskCanceledException("store"), new InvalidOperationException("store") })
        {
            using var scene = new Scene();
            using var limiter = new Limiter(null, refusals: 0, answer: _ => Task.FromException(thrown));
            scene.Options.RateLimit.Limiter = limiter;

            var failure = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableProviderException>();

            Assert.That(failure.InnerException, Is.SameAs(thrown));
            Assert.That(failure.Message, Does.Contain("listLists").And.Contain("IterableClientOptions.RateLimit.Limiter").And.Contain(thrown.GetType().Name).And.Not.Contain("store"));
            Assert.That((failure.SurelyNotSent, limiter.Asked, scene.Sent.Count), Is.EqualTo((true, 1, 0)), thrown.GetType().Name);
        }
    }

    [Test]
    public async Task It_is_not_asked_about_calls_without_a_limit()
    {
        using var scene = new Scene();
        using var limiter = new Limiter(_ => null, refusals: int.MaxValue);
        scene.Options.RateLimit.Limiter = limiter;

        await scene.Client.Users.UpdateUserEmailAsync(new UpdateEmailRequest("ada@example.org") { CurrentEmail = "ada@example.com" });

        Assert.That((IterableOperations.UpdateUserEmail.RateLimit, limiter.Asked, scene.Sent.Count), Is.EqualTo(((IterableRateLimit?)null, 0, 1)));
    }

    [Test]
    public async Task It_is_told_when_the_service_refuses_a_call()
    {
        using var scene = new Scene().Answers(429, "{}", answer => answer.Headers.Add("Retry-After", "9")).Answers(200);
        using var limiter = new HoldingLimiter();
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.RateLimit.Project = "shop";

        await scene.Client.Lists.ListListsAsync();

        Assert.That(limiter.Held, Is.EqualTo(new[] { ("listLists/shop", TimeSpan.FromSeconds(9)) }));
    }

    [Test]
    public async Task That_it_could_not_be_told_is_logged_and_the_call_goes_on()
    {
        using var scene = new Scene().Answers(429, "{}", answer => answer.Headers.Add("Retry-After", "9")).Answers(200);
        using var log = new LogWatch();
        using var limiter = new HoldingLimiter { Failure = new IOException("store") };
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.LoggerFactory = log;

        await scene.Client.Lists.ListListsAsync();

        Assert.That(log.Entries.Select(entry => entry.Text), Has.One.StartsWith("The limiter of the application could not be told that listLists was refused (IOException)"));
    }

    [Test]
    public async Task A_shared_limiter_of_this_package_holds_the_calls_of_all_its_clients()
    {
        using var first = new Scene().Answers(429, "{}", answer => answer.Headers.Add("Retry-After", "3600"));
        using var second = new Scene();
        using var limiter = new IterableRateLimiter(timeProvider: first.Time);
        first.Options.RateLimit.Limiter = second.Options.RateLimit.Limiter = limiter;

        await first.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();
        await second.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();

        Assert.That((first.Sent.Count, second.Sent.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task One_that_has_answered_is_told_nothing_of_what_becomes_of_the_call()
    {
        foreach (var isLate in new[] { false, true })
        {
            using var scene = new Scene();
            using var cancellation = new CancellationTokenSource();
            var token = CancellationToken.None;
            using var limiter = new Limiter(null, refusals: 0, answer: async given =>
            {
                token = given;
                if (isLate)
                    await Task.Yield();
            });
            scene.Options.RateLimit.Limiter = limiter;
            scene.Time.Jumps = false;
            scene.Answers(async sending =>
            {
                cancellation.Cancel();
                sending.ThrowIfCancellationRequested();
                return await Task.FromResult(new HttpResponseMessage());
            });

            await scene.Client.Lists.ListListsAsync(cancellation.Token).FailureAsync<OperationCanceledException>();

            Assert.That((token.CanBeCanceled, token.IsCancellationRequested), Is.EqualTo((true, false)));
        }
    }

    [Test]
    public async Task One_that_answers_late_leaves_no_timer_behind()
    {
        using var scene = new Scene();
        using var log = new LogWatch();
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limiter = new Limiter(null, refusals: 0, answer: _ => answer.Task);
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.LoggerFactory = log;
        scene.Time.Jumps = false;

        var call = scene.Client.Lists.ListListsAsync();
        await scene.Time.WaitsBegunAsync(1);
        answer.SetResult();
        await call.WaitAsync(VirtualTime.Patience);

        Assert.That(scene.Time.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(1) }));
        Assert.That(scene.Time.Timers, Is.Zero);
        Assert.That(log.Entries.Select(entry => entry.Text), Has.None.Contains("has not answered"));
    }

    [Test]
    public async Task One_that_answers_at_once_costs_no_timer()
    {
        using var scene = new Scene();
        using var limiter = new Limiter(null, refusals: 0);
        scene.Options.RateLimit.Limiter = limiter;

        await scene.Client.Lists.ListListsAsync();

        Assert.That(scene.Time.Waits, Is.Empty);
    }

    private class Limiter(Func<int, TimeSpan?>? retryAfter, int refusals, Func<CancellationToken, Task>? answer = null) : PartitionedRateLimiter<IterableRateLimitedCall>
    {
        public int Asked { get; private set; }

        public int Disposed { get; private set; }

        public override RateLimiterStatistics? GetStatistics(IterableRateLimitedCall resource) => null;

        protected override RateLimitLease AttemptAcquireCore(IterableRateLimitedCall resource, int permitCount) => throw new NotSupportedException();

        protected override async ValueTask<RateLimitLease> AcquireAsyncCore(IterableRateLimitedCall resource, int permitCount, CancellationToken cancellationToken)
        {
            if (++Asked > 1000)
                throw new InvalidOperationException("Nobody asks that often.");
            if (answer is not null)
                await answer(cancellationToken);

            return new Lease(Asked > refusals, retryAfter?.Invoke(Asked), () => Disposed++);
        }
    }

    private sealed class HoldingLimiter() : Limiter(null, refusals: 0), IIterableRateLimitHold
    {
        public List<(string, TimeSpan)> Held { get; } = [];

        public Exception? Failure { get; init; }

        public ValueTask HoldAsync(IterableRateLimitedCall call, TimeSpan time, CancellationToken cancellationToken)
        {
            Held.Add((call.ToString(), time));
            return Failure is null ? default : throw Failure;
        }
    }

    private sealed class Lease(bool isAcquired, TimeSpan? retryAfter, Action disposed) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }

        protected override void Dispose(bool disposing) => disposed();
    }
}
