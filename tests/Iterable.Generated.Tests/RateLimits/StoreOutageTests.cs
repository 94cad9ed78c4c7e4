using Microsoft.Extensions.Logging;

namespace Iterable.Generated.Tests.RateLimits;

/// <summary>The store of a limit that processes share does not answer.</summary>
public class StoreOutageTests
{
    private readonly VirtualTime _time = new();

    [Test]
    public void Processes_keep_to_their_part_of_the_limit_and_go_back_to_the_store_when_it_answers()
    {
        var store = new Store(_time);
        using var log = new LogWatch();
        using var fleet = new Fleet(store, _time, processes: 3, callers: 20, options => options.LoggerFactory = log);
        fleet.Run(TimeSpan.FromSeconds(10));
        var before = fleet.Sent.Sum();

        store.Failure = new IOException("store");
        fleet.Run(TimeSpan.FromSeconds(10));
        var during = fleet.Sent.Sum() - before;
        var asked = store.Asked;
        fleet.Run(TimeSpan.FromSeconds(2));
        Assert.That(store.Asked - asked, Is.LessThanOrEqualTo(3), "asked while it is away");

        store.Failure = null;
        store.Restart();
        fleet.Run(TimeSpan.FromSeconds(20));

        Assert.That(during, Is.InRange(900, 1010));
        Assert.That(fleet.Bucket.Refused, Is.LessThanOrEqualTo(5));
        Assert.That(fleet.Sent.Sum(), Is.GreaterThan(0.95 * 4200));
        Assert.That(log.Entries.Count(entry => entry.Event == "StoreAway"), Is.EqualTo(3));
        Assert.That(log.Entries.Count(entry => entry.Event == "StoreReturned"), Is.EqualTo(3));
        Assert.That(log.Entries[0].Text, Does.StartWith("The store of the shared rate limits does not answer (IOException): this process keeps to 1/3 of each limit, and asks again in 5000 ms"));
    }

    [Test]
    public void A_store_that_forgets_everything_costs_no_more_refusals_than_slots_were_in_hand()
    {
        var store = new Store(_time);
        using var fleet = new Fleet(store, _time, processes: 3, callers: 20);
        fleet.Run(TimeSpan.FromSeconds(10));

        store.Restart();
        fleet.Run(TimeSpan.FromSeconds(10));

        // A chunk of 200 ms for each process: its burst, half a limit, has room in the other half.
        Assert.That(fleet.Bucket.Refused, Is.LessThanOrEqualTo(3 * 20));
    }

    [Test]
    public async Task One_that_does_not_answer_at_all_is_away_after_a_time()
    {
        var store = new Store(_time) { Answer = new() };
        using var limiter = new IterableSharedRateLimiter(store, new IterableSharedRateLimiterOptions { TimeProvider = _time, StoreTimeout = TimeSpan.FromSeconds(1), Processes = 1 });
        var first = limiter.AcquireAsync(Fleet.Call).AsTask();
        var second = limiter.AcquireAsync(Fleet.Call).AsTask();

        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((false, false)));
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await first.InTime();

        await ComeAsync(second);
    }

    [Test]
    public async Task One_that_answers_late_is_asked_again_at_once_and_the_second_time_in_a_row_when_its_break_is_over()
    {
        var store = new Store(_time);
        using var limiter = new IterableSharedRateLimiter(store, new IterableSharedRateLimiterOptions { TimeProvider = _time, StoreTimeout = TimeSpan.FromSeconds(1), BreakDuration = TimeSpan.FromHours(1), Processes = 1 });
        await AnswerLateAsync();
        await AnswerLateAsync();

        store.Answer = null;
        await TakeAsync();
        Assert.That(store.Asked, Is.EqualTo(2), "asked again only when the break is over");
        _time.Advance(TimeSpan.FromHours(1));
        await TakeAsync();
        await AnswerLateAsync();
        store.Answer = null;
        await TakeAsync();
        Assert.That(store.Asked, Is.EqualTo(5), "an answer in time makes good for it");

        async Task AnswerLateAsync()
        {
            var answer = store.Answer = new();
            await TakeAsync();
            answer.SetResult();
        }

        async Task TakeAsync()
        {
            // Slots that were reserved for nobody are forgotten after a while.
            _time.Advance(TimeSpan.FromSeconds(10));
            await ComeAsync(limiter.AcquireAsync(Fleet.Call).AsTask());
        }
    }

    [Test]
    public async Task Calls_fail_instead_where_that_is_chosen_and_nothing_is_sent()
    {
        var failure = new IOException("store");
        var store = new Store(_time) { Failure = failure };
        using var scene = new Scene();
        using var limiter = Share(scene, store, IterableStoreOutage.Fail);

        var exception = await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableProviderException>();

        Assert.That(exception.InnerException, Is.SameAs(failure));
        Assert.That(exception.Message, Does.Contain("updateUser").And.Contain("IterableClientOptions.RateLimit.Limiter").And.Contain("IOException"));
        Assert.That((exception.SurelyNotSent, store.Asked, scene.Sent.Count), Is.EqualTo((true, 1, 0)));
    }

    [Test]
    public async Task What_the_service_refuses_is_held_in_this_process_all_the_same()
    {
        var store = new Store(_time) { Failure = new IOException("store") };
        using var scene = new Scene().Answers(429, "{}", answer => answer.Headers.Add("Retry-After", "3600"));
        using var limiter = Share(scene, store, IterableStoreOutage.LocalShare);

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();
        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();

        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_logger_that_fails_is_no_outage()
    {
        var store = new Store(_time) { Failure = new IOException("store") };
        using var log = new FailingLog();
        using var limiter = new IterableSharedRateLimiter(store, new IterableSharedRateLimiterOptions { TimeProvider = _time, LoggerFactory = log });
        Assert.That((await limiter.AcquireAsync(Fleet.Call).InTime()).IsAcquired);

        store.Failure = null;
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.That((await limiter.AcquireAsync(Fleet.Call).InTime()).IsAcquired);
        Assert.That((await limiter.AcquireAsync(Fleet.Call).InTime()).IsAcquired);

        Assert.That(log.Told, Is.EqualTo(new[] { "StoreAway", "StoreReturned" }));
        Assert.That(store.Asked, Is.EqualTo(3));
    }

    [TestCase(IterableStoreOutage.LocalShare)]
    [TestCase(IterableStoreOutage.Fail)]
    public async Task A_store_that_answers_with_a_wait_without_an_end_is_refused_and_one_that_was_due_long_ago_is_granted(IterableStoreOutage whenAway)
    {
        var store = new Store(_time) { Says = new IterableSlotAnswer(TimeSpan.MaxValue, TimeSpan.MaxValue) };
        using var scene = new Scene();
        using var limiter = Share(scene, store, whenAway);

        var failure = await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();
        Assert.That((failure.SurelyNotSent, scene.Sent.Count), Is.EqualTo((true, 0)));

        using var other = new Scene();
        using var fresh = Share(other, store, whenAway);
        store.Says = new IterableSlotAnswer(TimeSpan.MinValue, TimeSpan.MinValue);
        await other.Client.Users.UpdateUserAsync(new UserUpdateRequest()).InTime();
        Assert.That(other.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void Options_at_their_ends_are_taken()
    {
        foreach (var options in new IterableSharedRateLimiterOptions[]
        {
            new() { Processes = 1, StoreTimeout = TimeSpan.FromTicks(1), BreakDuration = TimeSpan.Zero, QueueLimit = 0 },
            new() { StoreTimeout = TimeSpan.FromMinutes(1), BreakDuration = TimeSpan.FromDays(1), Share = 1, WhenStoreIsAway = IterableStoreOutage.Fail },
        })
        {
            using var limiter = new IterableSharedRateLimiter(new Store(_time), options);
            Assert.That(limiter.GetStatistics(Fleet.Call), Is.Null);
        }

        Assert.That(() => new IterableSharedRateLimiter(null!), Throws.ArgumentNullException);
        Assert.That(() => new IterableSharedRateLimiter(new Store(_time), new() { StoreTimeout = TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1) }), Throws.ArgumentException);
        Assert.That(() => new IterableSharedRateLimiter(new Store(_time), new() { BreakDuration = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1) }), Throws.ArgumentException);
        Assert.That(() => new IterableSharedRateLimiter(new Store(_time), new() { TimeProvider = null! }), Throws.ArgumentException.With.Message.Contains("TimeProvider"));
    }

    [TestCase(nameof(IterableSharedRateLimiterOptions.Processes))]
    [TestCase(nameof(IterableSharedRateLimiterOptions.StoreTimeout))]
    [TestCase(nameof(IterableSharedRateLimiterOptions.BreakDuration))]
    [TestCase(nameof(IterableSharedRateLimiterOptions.Share))]
    [TestCase(nameof(IterableSharedRateLimiterOptions.QueueLimit))]
    [TestCase(nameof(IterableSharedRateLimiterOptions.WhenStoreIsAway))]
    public void Options_that_cannot_be_right_are_refused(string name)
    {
        var options = new IterableSharedRateLimiterOptions();
        switch (name)
        {
            case nameof(options.Processes): options.Processes = 0; break;
            case nameof(options.StoreTimeout): options.StoreTimeout = TimeSpan.Zero; break;
            case nameof(options.BreakDuration): options.BreakDuration = TimeSpan.FromSeconds(-1); break;
            case nameof(options.Share): options.Share = 1.5; break;
            case nameof(options.QueueLimit): options.QueueLimit = -1; break;
            default: options.WhenStoreIsAway = (IterableStoreOutage)7; break;
        }

        Assert.That(Assert.Throws<ArgumentException>(() => new IterableSharedRateLimiter(new Store(_time), options))!.Message, Does.Contain($"IterableSharedRateLimiterOptions.{name}"));
    }

    /// <summary>Lets time go by until a turn has come, for ten minutes at most.</summary>
    private async Task ComeAsync(Task turn)
    {
        for (var left = 60_000; !turn.IsCompleted && left > 0; left--)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await turn.InTime();
    }

    private IterableSharedRateLimiter Share(Scene scene, Store store, IterableStoreOutage whenAway)
    {
        var limiter = new IterableSharedRateLimiter(store, new IterableSharedRateLimiterOptions { TimeProvider = _time, WhenStoreIsAway = whenAway });
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.RateLimit.Project = "shop";
        scene.Options.RateLimit.Organization = "company";
        return limiter;
    }

    /// <summary>A log that notes what it is told, and then throws.</summary>
    private sealed class FailingLog : ILoggerFactory, ILogger
    {
        public List<string?> Told { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Told.Add(eventId.Name);
            throw new InvalidOperationException("disk");
        }

        public void Dispose()
        {
        }
    }
}
