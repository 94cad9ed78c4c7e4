using System.Threading.RateLimiting;

namespace Iterable.Generated.Tests.RateLimits;

/// <summary>Calls of several processes that keep to one limit.</summary>
public class SharedRateLimiterTests
{
    private readonly VirtualTime _time = new();

    [Test]
    public void Processes_use_one_limit_evenly_and_the_service_refuses_none()
    {
        var store = new Store(_time);
        using var fleet = new Fleet(store, _time, processes: 3, callers: 20);

        fleet.Run(TimeSpan.FromSeconds(10));

        Assert.That(fleet.Bucket.Refused, Is.Zero);
        Assert.That(fleet.Sent.Sum(), Is.InRange(950, 1050));
        Assert.That(fleet.Sent, Has.All.GreaterThan(0.8 * fleet.Sent.Sum() / 3));
        Assert.That(store.Asked, Is.LessThan(fleet.Sent.Sum() / 4));
    }

    [Test]
    public async Task Those_who_are_cancelled_cost_the_others_no_more_than_a_chunk()
    {
        var store = new Store(_time);
        using var limiter = new IterableSharedRateLimiter(store, Options());
        using var leaving = new CancellationTokenSource();
        for (var i = 0; i < 50; i++)
            Assert.That((await limiter.AcquireAsync(Call).InTime()).IsAcquired);
        var gone = Enumerable.Range(0, 500).Select(_ => limiter.AcquireAsync(Call, cancellationToken: leaving.Token).AsTask()).ToList();
        var staying = limiter.AcquireAsync(Call).AsTask();

        leaving.Cancel();
        _time.Advance(TimeSpan.FromMilliseconds(250));

        Assert.That((await staying.InTime()).IsAcquired);
        foreach (var wait in gone)
            Assert.That((await FailureAsync<OperationCanceledException>(wait)).CancellationToken, Is.EqualTo(leaving.Token));
        Assert.That(store.Reserved, Is.LessThanOrEqualTo(50 + 19 + 1));
    }

    [Test]
    public async Task There_is_one_reservation_at_a_time_and_it_is_for_all_who_wait()
    {
        var store = new Store(_time) { Answer = new() };
        using var limiter = new IterableSharedRateLimiter(store, Options());
        var waiting = Enumerable.Range(0, 15).Select(_ => limiter.AcquireAsync(Call).AsTask()).ToList();
        Assert.That((store.Asked, store.Reserved), Is.EqualTo((1, 1)));

        store.Answer.SetResult();
        store.Answer = null;

        await Task.WhenAll(waiting).InTime();
        Assert.That((store.Asked, store.Reserved), Is.EqualTo((2, 15)));
    }

    [Test]
    public async Task A_hold_of_one_process_holds_the_others()
    {
        var store = new Store(_time);
        using var first = new IterableSharedRateLimiter(store, Options());
        using var second = new IterableSharedRateLimiter(store, Options());

        await first.HoldAsync(Call, TimeSpan.FromSeconds(30));
        var one = first.AcquireAsync(Call).AsTask();
        var other = second.AcquireAsync(Call).AsTask();

        _time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.That((one.IsCompleted, other.IsCompleted), Is.EqualTo((false, false)));
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await Task.WhenAll(one, other).InTime();
    }

    [Test]
    public async Task A_hold_that_no_call_may_wait_for_fails_the_calls_of_every_process_at_once()
    {
        var store = new Store(_time);
        using var first = new Scene().Answers(429, "{}", answer => answer.Headers.Add("Retry-After", "3600"));
        using var second = new Scene();
        using var one = Share(first, store);
        using var other = Share(second, store);

        await Update(first).FailureAsync<IterableRateLimitedException>();
        var failure = await Update(second).FailureAsync<IterableRateLimitedException>();

        Assert.That(failure.Message, Does.Contain("the service has asked to wait"));
        Assert.That((failure.RetryAfter!.Value.TotalSeconds, second.Sent.Count), Is.EqualTo((3600d, 0)));
    }

    [Test]
    public async Task A_wait_that_is_too_long_is_a_failure_at_once_and_reserves_nothing()
    {
        var store = new Store(_time);
        using var scene = new Scene();
        using var limiter = Share(scene, store);
        scene.Options.RateLimit.MaxWait = TimeSpan.FromSeconds(10);
        await store.ReserveAsync(new IterableSlotRequest("exportDataJson/shop", TimeSpan.FromSeconds(15.3), 2, 4, TimeSpan.MaxValue, TimeSpan.MaxValue), default);

        var failure = await scene.Client.Export.ExportDataJsonAsync(ExportDataType.User).FailureAsync<IterableRateLimitedException>();
        var next = await store.ReserveAsync(new IterableSlotRequest("exportDataJson/shop", TimeSpan.FromSeconds(15.3), 2, 1, TimeSpan.MaxValue, TimeSpan.MaxValue), default).InTime();

        Assert.That(failure.Message, Does.Contain("4 calls in 60 s").And.Contain("MaxWait"));
        Assert.That((failure.RetryAfter, failure.SurelyNotSent, next.Wait), Is.EqualTo((TimeSpan.FromSeconds(45.9), true, TimeSpan.FromSeconds(45.9))));
    }

    [Test]
    public async Task A_long_wait_is_told_when_the_store_has_said_how_long()
    {
        var store = new Store(_time);
        using var scene = new Scene();
        using var log = new LogWatch();
        using var limiter = Share(scene, store);
        scene.Options.LoggerFactory = log;
        await store.ReserveAsync(new IterableSlotRequest("exportDataJson/shop", TimeSpan.FromSeconds(15.3), 2, 2, TimeSpan.MaxValue, TimeSpan.MaxValue), default);

        var waiting = scene.Client.Export.ExportDataJsonAsync(ExportDataType.User);

        Assert.That(log.Entries.Select(entry => entry.Text), Has.One.StartsWith("exportDataJson waits 15300 ms: its rate limit"));
        _time.Advance(TimeSpan.FromSeconds(16));
        (await waiting.InTime()).Dispose();
    }

    [Test]
    public async Task A_full_queue_is_a_failure()
    {
        var store = new Store(_time) { Answer = new() };
        using var scene = new Scene();
        using var limiter = Share(scene, store, options => options.QueueLimit = 1);
        _ = Update(scene);

        Assert.That((await Update(scene).FailureAsync<IterableRateLimitedException>()).Message, Does.Contain("QueueLimit"));
    }

    [Test]
    public async Task A_limit_of_a_plan_takes_the_place_of_the_published_one_and_calls_without_one_do_not_wait()
    {
        var store = new Store(_time);
        using var scene = new Scene();
        using var limiter = Share(scene, store);
        var none = IterableOperations.All.First(operation => operation.RateLimit is null);
        scene.Options.RateLimit.Limits[IterableOperations.UpdateUser] = new IterableRateLimit(2000, TimeSpan.FromSeconds(2), IterableRateLimitScope.Organization);
        scene.Options.RateLimit.Limits[IterableOperations.UpdateUserEmail] = new IterableRateLimit(10, TimeSpan.FromSeconds(1), IterableRateLimitScope.Project);

        await Update(scene).InTime();
        await scene.Client.Users.UpdateUserEmailAsync(new UpdateEmailRequest("ada@example.org") { CurrentEmail = "ada@example.com" }).InTime();
        Assert.That(store.Requests.Select(request => (request.Key, request.Burst)), Is.EqualTo(new[] { ("updateUser/company", 1000), ("updateUserEmail/shop", 5) }));
        Assert.That(store.Requests[0].Interval, Is.EqualTo(TimeSpan.FromMilliseconds(1.02)));

        Assert.That((await limiter.AcquireAsync(new IterableRateLimitedCall(none, "shop")).InTime()).IsAcquired);
        Assert.That(limiter.AttemptAcquire(new IterableRateLimitedCall(none, "shop")).IsAcquired);
        await limiter.HoldAsync(new IterableRateLimitedCall(none, "shop"), TimeSpan.FromSeconds(1));
        Assert.That(store.Asked, Is.EqualTo(2));
    }

    [Test]
    public async Task A_new_key_counts_for_the_same_project()
    {
        var store = new Store(_time);
        using var scene = new Scene();
        using var limiter = Share(scene, store);
        var keys = new Queue<string>(["first", "second"]);
        scene.Options.ApiKeyProvider = _ => new(keys.Dequeue());

        await Update(scene).InTime();
        await Update(scene).InTime();

        Assert.That(store.Requests.Select(request => request.Key), Is.EqualTo(new[] { "updateUser/shop", "updateUser/shop" }));
    }

    [TestCase(null, "company", "Project")]
    [TestCase(" ", "company", "Project")]
    [TestCase("shop", null, "Organization")]
    public void A_client_needs_names_for_what_is_shared(string? project, string? organization, string option)
    {
        using var limiter = new IterableSharedRateLimiter(new Store(_time));
        var options = new IterableClientOptions { ApiKey = "k", RateLimit = { Limiter = limiter, Project = project, Organization = organization } };

        Assert.That(Assert.Throws<ArgumentException>(() => new IterableClient(options))!.Message, Does.Contain($"IterableClientOptions.RateLimit.{option} is needed"));
    }

    [Test]
    public void Who_waits_when_the_limiter_is_disposed_is_told()
    {
        var limiter = new IterableSharedRateLimiter(new Store(_time) { Answer = new() }, Options());
        var waiting = limiter.AcquireAsync(Call).AsTask();

        limiter.Dispose();

        Assert.That(async () => await waiting.InTime(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => limiter.AcquireAsync(Call), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Who_waits_when_a_limiter_is_disposed_asynchronously_is_told_too()
    {
        foreach (var limiter in new PartitionedRateLimiter<IterableRateLimitedCall>[] { new IterableSharedRateLimiter(new Store(_time) { Answer = new() }, Options()), new IterableRateLimiter(timeProvider: _time) })
        {
            // More than go at once.
            var waiting = Enumerable.Range(0, 2000).Select(_ => limiter.AcquireAsync(Call).AsTask()).ToList()[^1];

            await limiter.DisposeAsync();

            Assert.That(async () => await waiting.InTime(), Throws.TypeOf<ObjectDisposedException>(), limiter.GetType().Name);
            Assert.That(() => limiter.AcquireAsync(Call), Throws.TypeOf<ObjectDisposedException>());
        }
    }

    [Test]
    public async Task A_call_that_is_cancelled_where_the_limiter_fails_is_a_cancelled_one()
    {
        using var scene = new Scene();
        using var leaving = new CancellationTokenSource();
        var limiter = Share(scene, new Store(_time));
        scene.Options.ApiKeyProvider = _ =>
        {
            limiter.Dispose();
            leaving.Cancel();
            return new("k");
        };

        var failure = await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest(), leaving.Token).FailureAsync<OperationCanceledException>();

        Assert.That(failure.CancellationToken, Is.EqualTo(leaving.Token));
    }

    [Test]
    public void What_a_store_can_be_asked_and_answer_is_checked_where_it_is_made()
    {
        static IterableSlotRequest Ask(string key = "k", long interval = 1, int burst = 1, int count = 1) => new(key, TimeSpan.FromTicks(interval), burst, count, TimeSpan.Zero, TimeSpan.Zero);

        Assert.That((Ask().Key, Ask().Interval, Ask().Burst, Ask().Count), Is.EqualTo(("k", TimeSpan.FromTicks(1), 1, 1)));
        Assert.That(() => Ask(key: null!), Throws.ArgumentNullException);
        Assert.That(() => Ask(interval: 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("interval"));
        Assert.That(() => Ask(burst: 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("burst"));
        Assert.That(() => Ask(count: 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("count"));
        Assert.That(() => new IterableRateLimitedCall(null!, "shop"), Throws.ArgumentNullException);
        Assert.That(() => new IterableRateLimitedCall(IterableOperations.UpdateUser, null!), Throws.ArgumentNullException);

        var (one, same) = (new IterableSlotAnswer(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), new IterableSlotAnswer(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
        Assert.That(one == same && !(one != same) && one.Equals((object)same) && one.GetHashCode() == same.GetHashCode());
        foreach (var other in new[] { new IterableSlotAnswer(TimeSpan.FromSeconds(1), TimeSpan.Zero), new IterableSlotAnswer(TimeSpan.Zero, TimeSpan.FromSeconds(2)) })
            Assert.That(one != other && !(one == other) && !one.Equals((object)other) && one.GetHashCode() != other.GetHashCode());
        Assert.That(one.Equals("x"), Is.False);
    }

    [Test]
    public async Task Slots_are_asked_for_until_the_most_patient_of_those_who_wait_would_give_up()
    {
        var store = new Store(_time);
        using var scene = new Scene();
        using var limiter = Share(scene, store);
        scene.Options.RateLimit.MaxWait = TimeSpan.FromSeconds(10);

        await Update(scene).InTime();
        await limiter.AcquireAsync(new IterableRateLimitedCall(IterableOperations.ListLists, "shop")).InTime();

        Assert.That(store.Requests.Select(request => (request.Count, request.LongestWait, request.LongestHold)), Is.EqualTo(new[]
        {
            (1, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(3)), (1, TimeSpan.FromDays(100), TimeSpan.FromDays(100)),
        }));
    }

    [Test]
    public async Task A_slot_that_was_reserved_for_somebody_who_left_is_there_for_a_moment_for_whoever_asks_at_once()
    {
        var store = new Store(_time);
        using var limiter = new IterableSharedRateLimiter(store, Options());
        Assert.That(limiter.AttemptAcquire(Call).IsAcquired, Is.False);
        for (var i = 0; i < 50; i++)
            await limiter.AcquireAsync(Call).InTime();
        using var leaving = new CancellationTokenSource();
        var gone = limiter.AcquireAsync(Call, cancellationToken: leaving.Token).AsTask();
        leaving.Cancel();
        await FailureAsync<OperationCanceledException>(gone);

        Assert.That(limiter.AttemptAcquire(Call).IsAcquired, Is.False, "not before it is due");
        _time.Advance(TimeSpan.FromMilliseconds(11));
        Assert.That(limiter.AttemptAcquire(Call).IsAcquired);
        Assert.That(limiter.AttemptAcquire(Call).IsAcquired, Is.False);
    }

    private static IterableRateLimitedCall Call => Fleet.Call;

    private static Task Update(Scene scene) => scene.Client.Users.UpdateUserAsync(new UserUpdateRequest());

    private static Task<T> FailureAsync<T>(Task wait)
        where T : Exception => wait.FailureAsync<T>();

    private IterableSharedRateLimiterOptions Options() => new() { TimeProvider = _time };

    private IterableSharedRateLimiter Share(Scene scene, Store store, Action<IterableSharedRateLimiterOptions>? configure = null)
    {
        var options = Options();
        configure?.Invoke(options);
        var limiter = new IterableSharedRateLimiter(store, options);
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.RateLimit.Project = "shop";
        scene.Options.RateLimit.Organization = "company";
        return limiter;
    }
}
