using System.Net.Sockets;

namespace Iterable.Generated.Tests.Retries;

public class RetryTests
{
    private static readonly TrackEventRequest EventWithoutId = new("x") { Email = "ada@example.com" };
    private static readonly TrackEventRequest EventWithId = new("x") { Email = "ada@example.com", Id = "e1" };

    private static readonly Exception Cut = new HttpRequestException("cut", new IOException());

    private static Exception Refused =>
#if NETSTANDARD_BUILD
        new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused));
#else
        new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));
#endif

    private static IEnumerable<TestCaseData> Calls()
    {
        yield return Call("always", 3, client => client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" }));
        yield return Call("with-id and an id", 3, client => client.Events.TrackEventAsync(EventWithId));
        yield return Call("with-id and no id", 1, client => client.Events.TrackEventAsync(EventWithoutId));
        yield return Call("with-id and an empty id", 1, client => client.Events.TrackEventAsync(new TrackEventRequest("x") { Id = "" }));
        yield return Call("with-id and an id among what has no member", 3, client => client.Events.TrackEventAsync(new TrackEventRequest("x") { AdditionalProperties = { ["id"] = "e1" } }));
        yield return Call("with-id, in a batch, all with one", 3, client => client.Events.TrackBulkEventsAsync(new BulkTrackRequest([EventWithId, EventWithId])));
        yield return Call("with-id, in a batch, one without", 1, client => client.Events.TrackBulkEventsAsync(new BulkTrackRequest([EventWithId, EventWithoutId])));
        yield return Call("a purchase with an id", 3, client => client.Commerce.TrackPurchaseAsync(Purchase("p1")));
        yield return Call("a purchase without", 1, client => client.Commerce.TrackPurchaseAsync(Purchase(null)));
        yield return Call("never", 1, client => client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(1) { RecipientEmail = "ada@example.com" }));

        static TestCaseData Call(string name, int attempts, Func<IterableClient, Task> call) => new TestCaseData(attempts, call).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Calls))]
    public async Task What_may_have_taken_effect_is_repeated_only_where_that_does_no_harm(int attempts, Func<IterableClient, Task> call)
    {
        foreach (var unknown in new Func<Scene, Scene>[] { scene => scene.Fails(Cut), scene => scene.Answers(500), scene => scene.Answers(502, "<html>"), scene => scene.Answers(503), Broken })
        {
            using var scene = unknown(new Scene());
            scene.Options.Retry.MaxRetries = 2;

            await call(scene.Client).FailureAsync();

            Assert.That(scene.Sent, Has.Count.EqualTo(attempts));
        }
    }

    [TestCaseSource(nameof(Calls))]
    public async Task What_surely_took_no_effect_is_repeated_always(int attempts, Func<IterableClient, Task> call)
    {
        foreach (var refused in new Func<Scene, Scene>[] { scene => scene.Answers(429), scene => scene.Answers(400, """{"code":"RateLimitExceeded"}"""), scene => scene.Fails(Refused) })
        {
            using var scene = refused(new Scene());
            scene.Options.Retry.MaxRetries = 2;

            await call(scene.Client).FailureAsync();

            Assert.That(scene.Sent, Has.Count.EqualTo(3), $"{attempts}");
        }
    }

    [TestCaseSource(nameof(Calls))]
    public async Task What_is_refused_for_good_is_not_repeated(int attempts, Func<IterableClient, Task> call)
    {
        foreach (var status in new[] { 400, 401, 403, 404, 409, 413, 501 })
        {
            using var scene = new Scene().Answers(status);

            await call(scene.Client).FailureAsync();

            Assert.That(scene.Sent, Has.Count.EqualTo(1), $"HTTP {status}, {attempts}");
        }
    }

    [Test]
    public async Task A_call_ends_with_the_first_success()
    {
        using var scene = new Scene().Answers(503).Fails(Cut).Answers(200, """{"user":{"email":"ada@example.com"}}""");

        var answer = await scene.Client.Users.GetUserByEmailAsync("ada@example.com");

        Assert.That(answer.User!.Email, Is.EqualTo("ada@example.com"));
        Assert.That(scene.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_thread_of_a_user_interface_that_waits_for_a_call_does_not_stop_its_repetitions()
    {
        using var scene = new Scene().Answers(503).Answers(200);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new BusyContext());
        try
        {
            Assert.That(scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).Wait(TimeSpan.FromSeconds(30)));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Test]
    public async Task Each_attempt_is_a_request_of_its_own_with_the_same_content()
    {
        using var scene = new Scene().Answers(503).Answers(503).Answers(200);

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });

        Assert.Multiple(() =>
        {
            Assert.That(scene.Sent.Select(sent => sent.Request).Distinct().Count(), Is.EqualTo(3));
            Assert.That(scene.Sent.Select(sent => sent.Request.Content).Distinct().Count(), Is.EqualTo(3));
            Assert.That(scene.Sent.Select(sent => sent.Body).Distinct(), Is.EqualTo(new[] { """{"email":"ada@example.com"}""" }));
            Assert.That(scene.Sent.Select(sent => sent.Headers["Api-Key"]).Distinct(), Is.EqualTo(new[] { Scene.Key }));
            Assert.That(scene.Sent.Select(sent => sent.Headers.Count).Distinct().Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Waits_double_and_leave_half_to_chance()
    {
        using var scene = new Scene().Answers(500);
        scene.Options.Retry.MaxRetries = 6;
        scene.Options.Retry.MaxDelay = TimeSpan.FromSeconds(10);

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableServerException>();

        var waits = scene.Time.Waits.Select(wait => wait.TotalSeconds).ToArray();
        Assert.That(waits, Has.Length.EqualTo(6));
        foreach (var (wait, most) in waits.Zip([1.0, 2, 4, 8, 10, 10]))
            Assert.That(wait, Is.InRange(most / 2, most));
    }

    [Test]
    public async Task Clients_that_failed_together_do_not_come_back_together()
    {
        using var scene = new Scene().Answers(500);
        scene.Options.Retry.MaxRetries = 60;
        scene.Options.Retry.MaxDelay = scene.Options.Retry.BaseDelay = TimeSpan.FromSeconds(1);

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableServerException>();

        Assert.That(scene.Time.Waits, Has.Some.LessThan(TimeSpan.FromSeconds(0.75)).And.Some.GreaterThan(TimeSpan.FromSeconds(0.75)));
    }

    [Test]
    public async Task The_time_that_a_call_waited_for_its_turn_is_not_taken_from_its_repetitions()
    {
        using var scene = new Scene().Answers(200).Answers(503).Answers(200);
        scene.Options.Retry.MaxElapsedTime = TimeSpan.FromSeconds(5);
        scene.Options.RateLimit.Limits[IterableOperations.UpdateUser] = new IterableRateLimit(1, TimeSpan.FromMinutes(1), IterableRateLimitScope.Project);
        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest());

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest());

        Assert.That(scene.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_service_that_gave_up_waiting_for_the_request_is_asked_again_where_that_does_no_harm()
    {
        using var scene = new Scene().Answers(408);
        scene.Options.Retry.MaxRetries = 2;

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync();
        Assert.That(scene.Sent, Has.Count.EqualTo(3));

        await scene.Client.Events.TrackEventAsync(EventWithoutId).FailureAsync();
        Assert.That(scene.Sent, Has.Count.EqualTo(4));
    }

    [TestCase("Retry-After: 20", """{"params":{"rateLimitReset":3}}""", 20)]
    [TestCase("Retry-After: Thu, 01 Jan 2026 00:00:09 GMT", "{}", 9)]
    [TestCase("Retry-After: 0", """{"params":{"rateLimitReset":3}}""", 3)]
    [TestCase("Retry-After: Wed, 31 Dec 2025 23:59:00 GMT", """{"params":{"rateLimitReset":3}}""", 3)]
    [TestCase(null, """{"params":{"rateLimitReset":3}}""", 3)]
    [TestCase(null, """{"params":{"rateLimitReset":0.5}}""", 0.5)]
    [TestCase(null, """{"params":{"rateLimitReset":0}}""", 15)]
    [TestCase(null, "{}", 15)]
    public async Task A_wait_is_what_the_service_asks_for_or_what_the_limit_comes_to(string? header, string body, double seconds)
    {
        using var scene = new Scene()
            .Answers(429, body, response =>
            {
                if (header?.IndexOf(':') is { } at)
                    response.Headers.TryAddWithoutValidation(header.Substring(0, at), header.Substring(at + 1).Trim());
            })
            .Answers(200);
        scene.Options.RateLimit.Enabled = false;

        using var export = await scene.Client.Export.ExportDataJsonAsync(ExportDataType.EmailSend);

        Assert.That(scene.Time.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(seconds) }));
    }

    [Test]
    public async Task A_time_to_come_back_at_is_measured_with_the_clock_of_who_gives_it()
    {
        using var scene = new Scene();
        var theirs = scene.Time.GetUtcNow().AddMinutes(10);
        scene
            .Answers(429, change: response =>
            {
                response.Headers.Date = theirs;
                response.Headers.RetryAfter = new(theirs.AddSeconds(9));
            })
            .Answers(200);

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest());

        Assert.That(scene.Time.GetUtcNow().AddMinutes(10), Is.EqualTo(theirs.AddSeconds(9)));
    }

    [Test]
    public async Task A_limit_of_a_plan_is_what_a_refusal_without_a_time_comes_to()
    {
        using var scene = new Scene().Answers(429);
        scene.Options.RateLimit.Enabled = false;
        scene.Options.RateLimit.Limits[IterableOperations.ExportDataJson] = new IterableRateLimit(1, TimeSpan.FromSeconds(40), IterableRateLimitScope.Project);

        var error = await scene.Client.Export.ExportDataJsonAsync(ExportDataType.EmailSend).FailureAsync<IterableRateLimitedException>();

        Assert.That(scene.Time.Waits, Is.Not.Empty.And.All.EqualTo(TimeSpan.FromSeconds(40)));
        Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(40)));
    }

    [Test]
    public async Task A_fast_limit_that_refuses_again_and_again_is_asked_less_and_less_often()
    {
        using var scene = new Scene().Answers(429);
        scene.Options.RateLimit.Enabled = false;
        scene.Options.RateLimit.Limits[IterableOperations.UpdateUser] = new IterableRateLimit(100, TimeSpan.FromSeconds(1), IterableRateLimitScope.Project);

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();

        foreach (var (wait, most) in scene.Time.Waits.Zip([1.0, 2, 4, 8]))
            Assert.That(wait.TotalSeconds, Is.InRange(most / 2, most));
    }

    [Test]
    public async Task A_wait_longer_than_the_time_left_is_not_begun()
    {
        using var scene = new Scene().Answers(429, change: response => response.Headers.TryAddWithoutValidation("Retry-After", "600"));

        var error = await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();

        Assert.Multiple(() =>
        {
            Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromMinutes(10)));
            Assert.That(scene.Sent, Has.Count.EqualTo(1));
            Assert.That(scene.Time.GetUtcNow(), Is.EqualTo(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        });
    }

    [TestCase(30, false)]
    [TestCase(31, true)]
    public async Task A_wait_past_the_end_of_the_call_is_not_begun_and_the_refusal_stays_what_it_was(double timeout, bool isWaited)
    {
        using var scene = new Scene().Answers(429, change: response => response.Headers.TryAddWithoutValidation("Retry-After", "30")).Answers(200);
        scene.Options.RateLimit.Enabled = false;
        scene.Time.Jumps = false;

        var call = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(timeout) }).Email.SendTransactionalEmailAsync(new TargetEmailRequest(1) { RecipientEmail = "ada@example.com" });

        if (isWaited)
        {
            await scene.Time.WaitsBegunAsync(2);
            scene.Time.Advance(TimeSpan.FromSeconds(30));
            await call.InTime();
        }
        else
        {
            var failure = await call.FailureAsync<IterableRateLimitedException>();
            Assert.That((failure.RetryAfter, failure.StatusCode, failure.Attempts), Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(30), (HttpStatusCode?)HttpStatusCode.TooManyRequests, 1)));
        }

        Assert.That(scene.Sent, Has.Count.EqualTo(isWaited ? 2 : 1));
    }

    [TestCase("604799", 604799)]
    [TestCase("2147483647", 604800)]
    public async Task A_wait_that_no_window_can_mean_is_a_week(string header, double seconds)
    {
        using var scene = new Scene().Answers(429, change: response => response.Headers.TryAddWithoutValidation("Retry-After", header));

        var error = await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableRateLimitedException>();

        Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public async Task A_wait_that_takes_all_of_the_time_left_is_begun()
    {
        using var scene = new Scene().Answers(503, change: response => response.Headers.TryAddWithoutValidation("Retry-After", "180")).Answers(200);

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest());

        Assert.That(scene.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Repeating_ends_with_the_time_allowed_for_it()
    {
        using var scene = new Scene().Answers(503, change: response => response.Headers.TryAddWithoutValidation("Retry-After", "50"));
        scene.Options.Retry.MaxRetries = 100;

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest()).FailureAsync<IterableServerException>();

        Assert.That(scene.Sent, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Cancelling_ends_the_wait()
    {
        using var scene = new Scene().Answers(503);
        scene.Time.Jumps = false;
        using var cancellation = new CancellationTokenSource();

        var call = scene.Client.Users.UpdateUserAsync(new UserUpdateRequest(), cancellation.Token);
        await scene.Time.WaitsBegunAsync(1);
        cancellation.Cancel();

        var error = await call.FailureAsync<OperationCanceledException>();
        Assert.That(error.CancellationToken, Is.EqualTo(cancellation.Token));
        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Records_without_an_id_can_be_given_one_that_stays_the_same()
    {
        using var scene = new Scene().Fails(Cut).Answers(200, """{"successCount":3,"failCount":0}""");
        scene.Options.Retry.GenerateIds = true;
        var batch = new BulkTrackRequest([EventWithId, new TrackEventRequest("x"), new TrackEventRequest("x") { Id = "" }]);

        await scene.Client.Events.TrackBulkEventsAsync(batch);

        var ids = scene.Sent.Select(sent => JObject.Parse(sent.Body!)["events"]!.Select(each => (string?)each["id"]).ToArray()).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(ids, Has.Length.EqualTo(2));
            Assert.That(ids[1], Is.EqualTo(ids[0]));
            Assert.That(ids[0][0], Is.EqualTo("e1"));
            Assert.That(ids[0].Distinct().Count(), Is.EqualTo(3));
            Assert.That(batch.Events.Select(each => each.Id), Is.EqualTo(ids[0]), "the caller sees them");
        });
    }

    [Test]
    public async Task What_its_caller_does_to_a_body_that_is_out_makes_it_no_safer_to_send_again()
    {
        var batch = new BulkTrackRequest([EventWithId, EventWithoutId]);
        using var scene = new Scene().Answers(_ =>
        {
            batch.Events.Remove(EventWithoutId);
            return Task.FromException<HttpResponseMessage>(Cut);
        });

        await scene.Client.Events.TrackBulkEventsAsync(batch).FailureAsync<IterableConnectionException>();

        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_record_that_is_sent_again_by_its_caller_keeps_the_id_it_was_given()
    {
        using var scene = new Scene().Answers(400).Answers(200);
        scene.Options.Retry.GenerateIds = true;
        var record = new TrackEventRequest("x");

        await scene.Client.Events.TrackEventAsync(record).FailureAsync();
        await scene.Client.Events.TrackEventAsync(record);

        Assert.That(scene.Sent.Select(sent => (string?)JObject.Parse(sent.Body!)["id"]), Is.All.EqualTo(record.Id).And.All.Not.Null);
    }

    [Test]
    public async Task A_record_whose_id_among_what_has_no_member_is_empty_is_given_one_that_is_sent_once()
    {
        using var scene = new Scene();
        scene.Options.Retry.GenerateIds = true;
        var record = new TrackEventRequest("x") { AdditionalProperties = { ["id"] = "" } };

        await scene.Client.Events.TrackEventAsync(record);

        Assert.That((string?)JObject.Parse(scene.Sent.Single().Body!)["id"], Is.EqualTo(record.Id).And.Not.Empty);
        Assert.That(record.AdditionalProperties, Does.Not.ContainKey("id"));
    }

    [Test]
    public async Task Single_events_and_purchases_are_given_ids_too()
    {
        using var scene = new Scene();
        scene.Options.Retry.GenerateIds = true;

        await scene.Client.Events.TrackEventAsync(new TrackEventRequest("x"));
        await scene.Client.Commerce.TrackPurchaseAsync(Purchase(null));

        Assert.That(scene.Sent.Select(sent => (string?)JObject.Parse(sent.Body!)["id"]), Has.None.Null.And.Unique);
    }

    [Test]
    public void The_body_of_every_operation_that_needs_an_id_is_known()
    {
        foreach (var operation in IterableOperations.All.Where(operation => operation.RetrySafety == IterableRetrySafety.WithId))
        {
            var body = typeof(IIterableClient).GetProperties()
                .SelectMany(property => property.PropertyType.GetMethods())
                .Single(method => string.Equals(method.Name, operation.Id + "Async", StringComparison.OrdinalIgnoreCase))
                .GetParameters()[0].ParameterType;

            Assert.That(typeof(IIdentifiedRecord).IsAssignableFrom(body) || typeof(IIdentifiedRecords).IsAssignableFrom(body), operation.Id);
        }
    }

    private static Scene Broken(Scene scene) => scene.Answers(_ => Task.FromResult(new HttpResponseMessage
    {
        Content = new StreamContent(new FaultyStream("{\"msg\":", new IOException("cut"))),
    }));

    private static PurchaseRequest Purchase(string? id) => new(new CommerceUser { Email = "ada@example.com" }, [], 1)
    {
        Id = id,
    };

    /// <summary>A thread that has no time for what is posted to it.</summary>
    private sealed class BusyContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
