using System.Threading.RateLimiting;

namespace Iterable.Generated.Tests.RateLimits;

/// <summary>No call waits without an end, or without a word.</summary>
public class HeldCallTests
{
    private static IEnumerable<TestCaseData> LongWaits()
    {
        yield return Wait("seconds", 3600, "{}", "3600");
        yield return Wait("a date", 7200, "{}", "Thu, 01 Jan 2026 02:00:00 GMT");
        yield return Wait("a reset", 86400, """{"params":{"rateLimitReset":86400}}""", null);
        yield return Wait("a reset that is a time", 7 * 86400, """{"params":{"rateLimitReset":4000000000}}""", null);

        static TestCaseData Wait(string name, double seconds, string body, string? header) => new TestCaseData(seconds, body, header).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(LongWaits))]
    public async Task A_wait_that_no_call_may_take_is_a_failure_at_once_for_every_caller(double seconds, string body, string? header)
    {
        using var scene = Refusing(body, header);

        await Update(scene).FailureAsync<IterableRateLimitedException>();
        for (var i = 0; i < 5; i++)
        {
            var failure = await Update(scene).FailureAsync<IterableRateLimitedException>();
            Assert.Multiple(() =>
            {
                Assert.That(failure.RetryAfter!.Value.TotalSeconds, Is.EqualTo(seconds).Within(1));
                Assert.That((failure.StatusCode, failure.Attempts, failure.SurelyNotSent), Is.EqualTo(((HttpStatusCode?)null, 0, true)));
                Assert.That(failure.Message, Does.Contain("was not sent: ").And.Contain("the service has asked to wait"));
                Assert.That(failure.IsPastTimeout, Is.False);
            });
        }

        Assert.That((scene.Sent.Count, scene.Time.Waits.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Who_waits_already_when_the_service_asks_for_too_long_fails_then()
    {
        using var scene = new Scene().Answers(200).Answers(200).Answers(200).Answers(429, "{}", answer => answer.Headers.Add("Retry-After", "3600"));
        scene.Time.Jumps = false;
        for (var i = 0; i < 3; i++)
            (await Export(scene).WaitAsync(VirtualTime.Patience)).Dispose();
        var next = Export(scene);
        var waiting = Enumerable.Range(0, 3).Select(_ => Export(scene)).ToList();

        scene.Time.Advance(TimeSpan.FromSeconds(16));

        await next.FailureAsync<IterableRateLimitedException>();
        foreach (var call in waiting)
            Assert.That((await call.FailureAsync<IterableRateLimitedException>()).SurelyNotSent);
        Assert.That(scene.Sent, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_wait_that_a_call_may_take_is_told_when_it_begins()
    {
        using var log = new LogWatch();
        using var scene = new Scene().Answers(429, "{}", answer => answer.Headers.Add("Retry-After", "30")).Answers(200);
        scene.Options.LoggerFactory = log;
        scene.Time.Jumps = false;
        var first = Update(scene);
        await scene.Time.WaitsBegunAsync(1);

        var second = Update(scene);

        Assert.That(second.IsCompleted, Is.False);
        Assert.That(log.Entries.Select(entry => entry.Text), Has.Some.StartsWith("No call of updateUser is made for 30000 ms: the service refused one too many"));
        Assert.That(log.Entries.Select(entry => entry.Text), Has.Some.StartsWith("updateUser waits 30000 ms: the service refused one too many"));
        scene.Time.Advance(TimeSpan.FromSeconds(31));
        await Task.WhenAll(first, second).WaitAsync(VirtualTime.Patience);
    }

    [Test]
    public async Task A_call_that_is_not_repeated_holds_the_others_all_the_same()
    {
        using var scene = Refusing("{}", "3600");
        var once = scene.Client.With(new IterableCallOptions { Retries = false });

        await once.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();
        await once.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();

        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_refusal_that_names_no_time_holds_the_others_for_the_pace_of_the_limit()
    {
        using var log = new LogWatch();
        using var scene = new Scene().Answers(429).Answers(200);
        scene.Options.Retry.MaxRetries = 0;
        scene.Options.LoggerFactory = log;
        scene.Time.Jumps = false;
        await Export(scene).FailureAsync<IterableRateLimitedException>();

        var second = Export(scene);

        Assert.That(log.Entries.Select(entry => entry.Text), Has.One.StartsWith("No call of exportDataJson is made for 15000 ms: the service refused one too many"));
        Assert.That(second.IsCompleted, Is.False);
        scene.Time.Advance(TimeSpan.FromSeconds(15));
        (await second.WaitAsync(VirtualTime.Patience)).Dispose();
    }

    [Test]
    public async Task A_hold_past_the_end_of_a_call_is_a_failure_at_once()
    {
        using var scene = Refusing("{}", "30");
        scene.Options.Retry.MaxRetries = 0;
        await Update(scene).FailureAsync<IterableRateLimitedException>();
        scene.Time.Jumps = false;

        var failure = await scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(10) }).Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();

        Assert.That((failure.SurelyNotSent, failure.IsPastTimeout, scene.Sent.Count), Is.EqualTo((true, true, 1)));
    }

    [TestCase(49.999, false)]
    [TestCase(51, true)]
    public async Task A_hold_is_waited_for_within_what_is_left_of_the_time_of_a_call(double timeout, bool isWaited)
    {
        using var scene = Refusing("{}", "50").Answers(200);
        scene.Time.Jumps = false;
        scene.Options.Retry.MaxRetries = 0;
        scene.Options.ApiKey = "";
        var asked = 0;
        scene.Options.ApiKeyProvider = _ =>
        {
            // What is asked for after the wait takes no time.
            if (++asked <= 2)
                scene.Time.Advance(TimeSpan.FromSeconds(20));
            return new(Scene.Key);
        };
        await Update(scene).FailureAsync<IterableRateLimitedException>();

        var call = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(timeout) }).Users.UpdateUserAsync(new UserUpdateRequest());

        if (!isWaited)
        {
            var failure = await call.FailureAsync<IterableRateLimitedException>();
            Assert.That(failure.Message, Does.Contain("the service has asked to wait, for 30 s more; a call waits at most 29.999 s for that"));
        }
        else
        {
            Assert.That(call.IsCompleted, Is.False);
            scene.Time.Advance(TimeSpan.FromSeconds(30));
            await call.WaitAsync(VirtualTime.Patience);
        }
    }

    [Test]
    public async Task A_queue_that_is_too_long_to_wait_in_is_a_failure_at_once()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        scene.Options.RateLimit.MaxWait = TimeSpan.FromSeconds(20);
        for (var i = 0; i < 3; i++)
            (await Export(scene).WaitAsync(VirtualTime.Patience)).Dispose();
        var fourth = Export(scene);

        var failure = await Export(scene).FailureAsync<IterableRateLimitedException>();

        Assert.That(failure.Message, Does.Contain("its turn would come in 30.6 s").And.Contain("IterableClientOptions.RateLimit.MaxWait allows 20 s"));
        Assert.That((failure.RetryAfter, failure.IsPastTimeout), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(30.6), false)));
        scene.Time.Advance(TimeSpan.FromSeconds(16));
        (await fourth.WaitAsync(VirtualTime.Patience)).Dispose();
    }

    [TestCase(15.2, false)]
    [TestCase(15.4, true)]
    public async Task A_queue_that_is_longer_than_the_time_of_the_call_is_a_failure_at_once(double timeout, bool isWaited)
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        for (var i = 0; i < 3; i++)
            (await Export(scene).WaitAsync(VirtualTime.Patience)).Dispose();

        var fourth = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(timeout) }).Export.ExportDataJsonAsync(ExportDataType.User);

        if (isWaited)
        {
            Assert.That(fourth.IsCompleted, Is.False);
            scene.Time.Advance(TimeSpan.FromSeconds(15.3));
            (await fourth.WaitAsync(VirtualTime.Patience)).Dispose();
        }
        else
        {
            var failure = await fourth.FailureAsync<IterableRateLimitedException>();
            Assert.That(failure.Message, Does.Contain("its turn would come in 15.3 s").And.Contain("its Timeout leaves 15.2 s").And.Not.Contain("MaxWait"));
            Assert.That((failure.RetryAfter, failure.SurelyNotSent, failure.IsPastTimeout), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(15.3), true, true)));
        }
    }

    [Test]
    public async Task A_repetition_that_is_not_sent_does_not_say_that_nothing_was()
    {
        using var scene = new Scene().Answers(200).Answers(200).Answers(503);
        scene.Time.Jumps = false;
        for (var i = 0; i < 2; i++)
            (await Export(scene).WaitAsync(VirtualTime.Patience)).Dispose();

        var call = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(10) }).Export.ExportDataJsonAsync(ExportDataType.User);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        var failure = await call.FailureAsync<IterableRateLimitedException>();

        Assert.That((failure.SurelyNotSent, failure.Attempts, scene.Sent.Count), Is.EqualTo((false, 1, 3)));
        Assert.That(failure.Message, Does.Contain("was not sent again: so many calls wait"));
    }

    [Test]
    public async Task A_call_that_waited_goes_out_with_the_key_of_then_and_not_that_of_when_it_began_to_wait()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        var key = "key-1";
        scene.Options.ApiKeyProvider = _ => new(key);
        for (var i = 0; i < 3; i++)
            (await Export(scene).WaitAsync(VirtualTime.Patience)).Dispose();
        var waiting = Export(scene);

        key = "key-2";
        scene.Time.Advance(TimeSpan.FromSeconds(16));
        (await waiting.WaitAsync(VirtualTime.Patience)).Dispose();

        Assert.That(scene.Sent.Select(sent => sent.Headers["Api-Key"]), Is.EqualTo(new[] { "key-1", "key-1", "key-1", "key-2" }));
    }

    [TestCase(5, 1)]
    [TestCase(999, 1)]
    [TestCase(1000, 2)]
    public async Task A_provider_of_keys_is_not_asked_anew_for_what_a_store_takes_to_answer(int milliseconds, int asked)
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        var store = new Store(scene.Time) { Answer = new() };
        using var limiter = new IterableSharedRateLimiter(store, new IterableSharedRateLimiterOptions { TimeProvider = scene.Time });
        (scene.Options.RateLimit.Limiter, scene.Options.RateLimit.Project, scene.Options.RateLimit.Organization) = (limiter, "shop", "company");
        var count = 0;
        scene.Options.ApiKeyProvider = _ => new($"key-{++count}");
        var update = Update(scene);

        scene.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        store.Answer.SetResult();
        await update.InTime();

        Assert.That(count, Is.EqualTo(asked));
    }

    [Test]
    public async Task A_limiter_that_never_takes_a_hold_suspends_neither_the_time_of_a_call_nor_its_cancellation([Values] bool cancelled)
    {
        using var scene = Refusing("{}", "1");
        scene.Time.Jumps = false;
        using var limiter = new Deaf();
        scene.Options.RateLimit.Limiter = limiter;
        using var cancellation = new CancellationTokenSource();
        var call = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(5) }).Users.UpdateUserAsync(new UserUpdateRequest(), cancellation.Token);
        await limiter.Told.Task.InTime();

        if (cancelled)
            cancellation.Cancel();
        else
            scene.Time.Advance(TimeSpan.FromSeconds(5));

        if (cancelled)
            Assert.That((await call.FailureAsync<OperationCanceledException>()).CancellationToken, Is.EqualTo(cancellation.Token));
        else
            Assert.That((await call.FailureAsync<IterableTimeoutException>()).SurelyNotSent, Is.False);
    }

    [Test]
    public async Task A_wait_for_the_own_rate_limit_is_told_when_it_begins()
    {
        using var log = new LogWatch();
        using var scene = new Scene();
        scene.Options.LoggerFactory = log;
        scene.Time.Jumps = false;
        for (var i = 0; i < 3; i++)
            (await Export(scene).WaitAsync(VirtualTime.Patience)).Dispose();

        var fourth = Export(scene);

        Assert.That(fourth.IsCompleted, Is.False);
        Assert.That(log.Entries.Select(entry => entry.Text), Has.One.StartsWith("exportDataJson waits 15300 ms: its rate limit"));
        scene.Time.Advance(TimeSpan.FromSeconds(16));
        (await fourth.WaitAsync(VirtualTime.Patience)).Dispose();
    }

    [TestCase(-1)]
    [TestCase(25 * 86400)]
    public void A_longest_wait_that_cannot_be_right_is_refused(int seconds)
    {
        var options = new IterableClientOptions { ApiKey = "k", RateLimit = { MaxWait = TimeSpan.FromSeconds(seconds) } };

        Assert.That(Assert.Throws<ArgumentException>(() => new IterableClient(options))!.Message, Does.Contain("IterableClientOptions.RateLimit.MaxWait"));
    }

    private static Scene Refusing(string body, string? header) => new Scene().Answers(429, body, answer =>
    {
        if (header is not null)
            answer.Headers.TryAddWithoutValidation("Retry-After", header);
    });

    private static Task Update(Scene scene) => scene.Client.Users.UpdateUserAsync(new UserUpdateRequest());

    private static Task<IterableStreamResponse> Export(Scene scene) => scene.Client.Export.ExportDataJsonAsync(ExportDataType.User);

    /// <summary>Lets everything through, takes no hold, and listens to no token.</summary>
    private sealed class Deaf : PartitionedRateLimiter<IterableRateLimitedCall>, IIterableRateLimitHold
    {
        private readonly ConcurrencyLimiter _open = new(new() { PermitLimit = 100 });

        public TaskCompletionSource Told { get; } = new();

        public ValueTask HoldAsync(IterableRateLimitedCall call, TimeSpan time, CancellationToken cancellationToken)
        {
            Told.SetResult();
            return new(new TaskCompletionSource().Task);
        }

        public override RateLimiterStatistics? GetStatistics(IterableRateLimitedCall resource) => null;

        protected override RateLimitLease AttemptAcquireCore(IterableRateLimitedCall resource, int permitCount) => _open.AttemptAcquire(permitCount);

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(IterableRateLimitedCall resource, int permitCount, CancellationToken cancellationToken) =>
            _open.AcquireAsync(permitCount, CancellationToken.None);

        protected override void Dispose(bool disposing)
        {
            _open.Dispose();
            base.Dispose(disposing);
        }
    }
}
