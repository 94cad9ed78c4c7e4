using System.Threading.RateLimiting;

namespace Iterable.Generated.Tests.RateLimits;

public class RateLimitTests
{
    [Test]
    public async Task A_burst_is_spread_over_the_time_the_limit_allows()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        var bucket = new ServerBucket(permits: 5, perSecond: 5, scene.Time);
        scene.Answers(_ => Task.FromResult(new HttpResponseMessage(bucket.Take() ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests) { Content = new StringContent("""{"successCount":0,"failCount":0}""") }));
        var start = scene.Time.GetUtcNow();

        foreach (var call in Enumerable.Range(0, 100).Select(_ => scene.Client.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest([]))).ToList())
        {
            // Each arrives before the clock goes on to the turn of the next.
            if (!call.IsCompleted)
                scene.Time.Advance(scene.Time.Waits[^1]);
            await call.InTime();
        }

        Assert.That(bucket.Refused, Is.Zero);
        Assert.That((scene.Time.GetUtcNow() - start).TotalSeconds, Is.InRange(19, 19 * 1.1));
    }

    [Test]
    public async Task Operations_do_not_wait_for_each_other()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;

        for (var i = 0; i < 3; i++)
            await ExportAsync(scene);
        var fourth = scene.Client.Export.ExportDataJsonAsync(ExportDataType.User);
        (await scene.Client.Export.ExportDataCsvAsync(ExportDataType.User)).Dispose();
        await scene.Client.Lists.ListListsAsync();

        Assert.That(fourth.IsCompleted, Is.False);
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        (await fourth.WaitAsync(VirtualTime.Patience)).Dispose();
    }

    [Test]
    public async Task A_full_queue_is_an_error_and_nothing_is_sent()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        scene.Options.RateLimit.QueueLimit = 1;
        for (var i = 0; i < 3; i++)
            await ExportAsync(scene);
        _ = scene.Client.Export.ExportDataJsonAsync(ExportDataType.User);

        var error = await scene.Client.Export.ExportDataJsonAsync(ExportDataType.User).FailureAsync<IterableRateLimitedException>();

        Assert.Multiple(() =>
        {
            Assert.That(error.Message, Does.Contain("was not sent").And.Contain("QueueLimit").And.Contain("4 calls in 60 s"));
            Assert.That(error.IsPastTimeout, Is.False);
            Assert.That(error.RetryAfter!.Value.TotalSeconds, Is.InRange(30, 31));
            Assert.That(error.StatusCode, Is.Null);
            Assert.That(scene.Sent, Has.Count.EqualTo(3));
        });
    }

    [Test]
    public async Task Cancelling_ends_the_wait()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        using var cancellation = new CancellationTokenSource();
        for (var i = 0; i < 3; i++)
            await ExportAsync(scene);

        var waiting = scene.Client.Export.ExportDataJsonAsync(ExportDataType.User, cancellationToken: cancellation.Token);
        await scene.Time.WaitsBegunAsync(1);
        cancellation.Cancel();

        var error = await waiting.FailureAsync<OperationCanceledException>();
        Assert.That(error.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task A_call_that_waits_for_its_turn_ends_with_its_client()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        for (var i = 0; i < 3; i++)
            await ExportAsync(scene);
        var waiting = scene.Client.Export.ExportDataJsonAsync(ExportDataType.User);

        scene.Client.Dispose();

        await waiting.FailureAsync<ObjectDisposedException>();
        Assert.That(scene.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task It_can_be_switched_off()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        scene.Options.RateLimit.Enabled = false;

        for (var i = 0; i < 20; i++)
            await ExportAsync(scene);

        Assert.That(scene.Sent, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task Two_clients_of_a_project_can_share_a_limiter()
    {
        using var first = new Scene();
        using var second = new Scene();
        first.Time.Jumps = false;
        using var limiter = new IterableRateLimiter(timeProvider: first.Time);
        first.Options.RateLimit.Limiter = second.Options.RateLimit.Limiter = limiter;

        await ExportAsync(first);
        await ExportAsync(second);
        await ExportAsync(first);
        var fourth = second.Client.Export.ExportDataJsonAsync(ExportDataType.User);

        Assert.That(fourth.IsCompleted, Is.False);
        first.Client.Dispose();
        first.Time.Advance(TimeSpan.FromMinutes(1));
        (await fourth.WaitAsync(VirtualTime.Patience)).Dispose();
    }

    [Test]
    public async Task Clients_of_other_projects_do_not_wait_at_a_shared_limiter()
    {
        using var first = new Scene();
        using var second = new Scene();
        second.Options.ApiKey = "another";
        using var limiter = new IterableRateLimiter(timeProvider: first.Time);
        first.Time.Jumps = false;
        first.Options.RateLimit.Limiter = second.Options.RateLimit.Limiter = limiter;

        for (var i = 0; i < 3; i++)
        {
            await ExportAsync(first);
            await ExportAsync(second);
        }
    }

    [Test]
    public async Task Any_partitioned_limiter_can_take_its_place_and_has_its_leases_back()
    {
        using var scene = new Scene();
        var asked = new List<string>();
        using var limiter = PartitionedRateLimiter.Create<IterableRateLimitedCall, string>(call =>
        {
            asked.Add(call.ToString());
            return RateLimitPartition.GetConcurrencyLimiter(call.Operation.Id, _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 0 });
        });
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.RateLimit.Project = "shop";

        await scene.Client.Lists.ListListsAsync();
        await scene.Client.Lists.ListListsAsync();

        Assert.That(asked, Is.EqualTo(new[] { "listLists/shop", "listLists/shop" }));
    }

    [Test]
    public async Task A_refusal_holds_back_the_other_calls_of_the_operation()
    {
        using var scene = new Scene().Answers(429, """{"params":{"rateLimitReset":8}}""").Answers(200);
        scene.Time.Jumps = false;

        var first = scene.Client.Users.UpdateUserAsync(new UserUpdateRequest());
        await scene.Time.WaitsBegunAsync(1);
        var second = scene.Client.Users.UpdateUserAsync(new UserUpdateRequest());
        Assert.That(scene.Sent, Has.Count.EqualTo(1));
        scene.Time.Advance(TimeSpan.FromSeconds(8));
        await Task.WhenAny(first, second).WaitAsync(VirtualTime.Patience);
        scene.Time.Advance(TimeSpan.FromSeconds(8));

        await Task.WhenAll(first, second).WaitAsync(VirtualTime.Patience);
    }

    [Test]
    public void Every_published_limit_reaches_the_limiter() => Assert.That(
        IterableOperations.All.Count(operation => operation.RateLimit is not null), Is.GreaterThan(20));

    [TestCase(nameof(IterableRateLimitOptions.Share))]
    [TestCase(nameof(IterableRateLimitOptions.QueueLimit))]
    public void What_a_limiter_of_the_application_has_of_its_own_is_refused_beside_it(string name)
    {
        using var limiter = new IterableRateLimiter();
        var options = new IterableClientOptions { ApiKey = "k", RateLimit = { Limiter = limiter } };
        using (new IterableClient(options))
        {
        }

        if (name == nameof(IterableRateLimitOptions.Share))
            options.RateLimit.Share = 0.5;
        else
            options.RateLimit.QueueLimit = 5;

        Assert.That(
            Assert.Throws<ArgumentException>(() => new IterableClient(options))!.Message,
            Does.StartWith($"IterableClientOptions.RateLimit.{name} has no effect with a limiter that is given in IterableClientOptions.RateLimit.Limiter").And.Contain($"IterableSharedRateLimiterOptions.{name}"));
        options.RateLimit.Enabled = false;
        using (new IterableClient(options))
        {
        }
    }

    [TestCase(0, 1.0)]
    [TestCase(1, 0.001)]
    public void Options_at_their_ends_are_taken(int queueLimit, double share)
    {
        foreach (var wait in new[] { TimeSpan.Zero, TimeSpan.FromDays(24), Timeout.InfiniteTimeSpan })
        {
            using var client = new IterableClient(new IterableClientOptions { ApiKey = "k", RateLimit = { QueueLimit = queueLimit, Share = share, MaxWait = wait } });
            Assert.That(client.BaseAddress.Host, Is.EqualTo("api.iterable.com"));
        }
    }

    [Test]
    public async Task A_call_without_a_limit_and_one_of_nobody_are_told_apart()
    {
        using var scene = new Scene();
        using var own = new IterableRateLimiter(timeProvider: scene.Time);
        using var shared = new IterableSharedRateLimiter(new Store(scene.Time), new IterableSharedRateLimiterOptions { TimeProvider = scene.Time });
        var call = new IterableRateLimitedCall(IterableOperations.All.First(operation => operation.RateLimit is null), "shop");

        foreach (var limiter in new PartitionedRateLimiter<IterableRateLimitedCall>[] { own, shared })
        {
            Assert.That(limiter.AttemptAcquire(call).IsAcquired);
            Assert.That((await limiter.AcquireAsync(call)).IsAcquired);
            Assert.That(limiter.GetStatistics(call), Is.Null);
            await ((IIterableRateLimitHold)limiter).HoldAsync(call, TimeSpan.FromSeconds(5), CancellationToken.None);
            Assert.That((await limiter.AcquireAsync(call)).IsAcquired);
            Assert.That(() => limiter.AttemptAcquire(null!), Throws.ArgumentNullException);
        }

        Assert.That(() => shared.AttemptAcquire(Fleet.Call, 2), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("One permit"));
        Assert.That(() => shared.AcquireAsync(Fleet.Call, 2), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task A_hold_of_a_limiter_ends_after_thirty_days_whatever_was_asked_for()
    {
        var time = new VirtualTime();
        using var limiter = new IterableRateLimiter(timeProvider: time);
        await limiter.HoldAsync(Fleet.Call, TimeSpan.MaxValue);

        var call = limiter.AcquireAsync(Fleet.Call).AsTask();
        for (var day = 0; day < 29; day++)
            time.Advance(TimeSpan.FromDays(1));
        Assert.That(call.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromDays(1));

        Assert.That(call.IsCompletedSuccessfully && call.Result.IsAcquired);
    }

    [Test]
    public void A_share_of_a_limit_is_a_share_of_its_burst_and_its_pace()
    {
        var time = new VirtualTime();
        using var limiter = new IterableRateLimiter(share: 0.5, timeProvider: time);
        Assert.That(Enumerable.Range(0, 100).Count(_ => limiter.AttemptAcquire(Fleet.Call).IsAcquired), Is.EqualTo(45));

        var next = limiter.AcquireAsync(Fleet.Call).AsTask();
        time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.That(next.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(next.IsCompletedSuccessfully && next.Result.IsAcquired);
        Assert.That(limiter.GetStatistics(Fleet.Call)!.TotalSuccessfulLeases, Is.EqualTo(46));
    }

    [TestCase(-1, 1.0, "QueueLimit")]
    [TestCase(1, 0.0, "Share")]
    [TestCase(1, 1.5, "Share")]
    public void Options_that_cannot_be_right_are_refused(int queueLimit, double share, string name)
    {
        var options = new IterableClientOptions { ApiKey = "k", RateLimit = { QueueLimit = queueLimit, Share = share } };

        var error = Assert.Throws<ArgumentException>(() => new IterableClient(options))!;
        Assert.That(error.Message, Does.Contain($"IterableClientOptions.RateLimit.{name}"));
        Assert.That(error.ParamName, Is.EqualTo("options"));
    }

    [TestCase(-1, 1.0, "queueLimit", "QueueLimit cannot be negative")]
    [TestCase(1, 0.0, "share", "Share has to be more than 0 and at most 1")]
    [TestCase(1, 1.001, "share", "Share has to be more than 0 and at most 1")]
    [TestCase(1, double.NaN, "share", "Share has to be more than 0 and at most 1")]
    public void A_limiter_that_cannot_be_right_is_refused_and_says_which_parameter_it_is(int queueLimit, double share, string parameter, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => new IterableRateLimiter(queueLimit, share))!;

        Assert.That((error.ParamName, error.Message), Is.EqualTo((parameter, $"{message}. (Parameter '{parameter}')")));
    }

    [Test]
    public void A_limiter_without_a_clock_has_that_of_the_machine()
    {
        using var limiter = new IterableRateLimiter();

        Assert.That(limiter.AttemptAcquire(Fleet.Call).IsAcquired);
    }

    [Test]
    public void The_defaults_are_those_that_the_documentation_says()
    {
        var options = new IterableRateLimitOptions();

        Assert.That((options.Enabled, options.QueueLimit, options.MaxWait, options.Share, options.Limits.Count), Is.EqualTo((true, 10_000, TimeSpan.FromHours(1), 1.0, 0)));
    }

    [Test]
    public async Task Limits_that_are_changed_after_the_client_was_made_change_nothing()
    {
        using var scene = new Scene();
        scene.Options.RateLimit.Limits[IterableOperations.ListLists] = new IterableRateLimit(2, TimeSpan.FromMinutes(1), IterableRateLimitScope.Project);
        var client = scene.Client;

        scene.Options.RateLimit.Limits.Clear();
        await client.Lists.ListListsAsync();
        await client.Lists.ListListsAsync();

        Assert.That(scene.Time.Waits, Has.One.GreaterThan(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Without_a_longest_wait_a_call_waits_as_long_as_it_takes()
    {
        using var scene = new Scene();
        scene.Options.RateLimit.MaxWait = Timeout.InfiniteTimeSpan;
        scene.Options.RateLimit.Limits[IterableOperations.ListLists] = new IterableRateLimit(1, TimeSpan.FromDays(7), IterableRateLimitScope.Project);

        await scene.Client.Lists.ListListsAsync();
        await scene.Client.Lists.ListListsAsync();

        Assert.That((scene.Sent.Count, scene.Time.Waits.Count(wait => wait > TimeSpan.FromDays(7))), Is.EqualTo((2, 1)));
    }

    [Test]
    public void One_description_of_a_call_is_counted_by_each_limiter_that_is_asked_about_it()
    {
        using var first = new IterableRateLimiter(timeProvider: new VirtualTime());
        using var second = new IterableRateLimiter(timeProvider: new VirtualTime());

        Assert.That(Enumerable.Range(0, 100).Count(_ => first.AttemptAcquire(Fleet.Call).IsAcquired), Is.EqualTo(90));
        Assert.That(Enumerable.Range(0, 100).Count(_ => second.AttemptAcquire(Fleet.Call).IsAcquired), Is.EqualTo(90));
    }

    [Test]
    public async Task A_call_that_comes_while_its_limiter_is_disposed_does_not_wait_for_a_turn_that_never_comes()
    {
        var time = new InterruptingTime();
        var limiter = new IterableRateLimiter(timeProvider: time);
        time.Interrupt = limiter.Dispose;

        await Failures.FailureAsync<ObjectDisposedException>(() => limiter.AcquireAsync(Fleet.Call).AsTask());
    }

    [Test]
    public void A_call_is_held_to_what_Iterable_publishes_where_nothing_else_is_said()
    {
        var other = new IterableRateLimit(1, TimeSpan.FromSeconds(1), IterableRateLimitScope.ApiKey);

        Assert.That(new IterableRateLimitedCall(IterableOperations.UpdateUser, "shop").Limit, Is.EqualTo(IterableOperations.UpdateUser.RateLimit).And.Not.Null);
        Assert.That(new IterableRateLimitedCall(IterableOperations.UpdateUser, "shop", other).Limit, Is.EqualTo(other));
        Assert.That(Assert.Throws<ArgumentNullException>(() => new IterableRateLimitedCall(null!, "shop"))!.ParamName, Is.EqualTo("operation"));
        Assert.That(Assert.Throws<ArgumentNullException>(() => new IterableRateLimitedCall(IterableOperations.UpdateUser, null!))!.ParamName, Is.EqualTo("scopeIdentity"));
    }

    [TestCase(1.0, true)]
    [TestCase(0.9, false)]
    public async Task What_a_limiter_takes_to_say_yes_is_a_wait_from_a_millisecond_on(double milliseconds, bool isMeasured)
    {
        using var watch = new TelemetryWatch();
        using var scene = new Scene();
        using var limiter = PartitionedRateLimiter.Create<IterableRateLimitedCall, int>(_ =>
        {
            scene.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            return RateLimitPartition.GetNoLimiter(0);
        });
        scene.Options.RateLimit.Limiter = limiter;

        await scene.Client.Lists.ListListsAsync();

        Assert.That(watch.Measured.GetValueOrDefault("iterable.rate_limit.wait"), isMeasured ? Is.EqualTo(new[] { 0.001 }) : Is.Null);
    }

    private static async Task ExportAsync(Scene scene)
    {
        using var export = await scene.Client.Export.ExportDataJsonAsync(ExportDataType.User).WaitAsync(VirtualTime.Patience);
    }
}
