using static Iterable.Generated.Tests.Support.BulkScene;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>What the failure of a call means for its records.</summary>
[TestFixture]
public sealed class CallFailureTests
{
    private static readonly IEnumerable<UserUpdateRequest> Hundred = Enumerable.Range(0, 100).Select(i => User(i, new { text = new string('x', 100) }));

    [Test]
    public async Task An_outcome_is_told_while_the_rest_of_its_batch_is_still_on_its_way()
    {
        using var scene = new BulkScene();
        var go = new TaskCompletionSource();
        scene.Answer = async (body, _) =>
        {
            if (CountOf(body) == 2)
                return (413, "");
            if (body.ToString().Contains("user2@"))
                await go.Task;
            return null;
        };

        await using var outcomes = scene.Bulk.UserUpdates().SendAsync([User(1), User(2)]).GetAsyncEnumerator();
        var first = outcomes.MoveNextAsync().AsTask();
        Assert.That(await first.WaitAsync(VirtualTime.Patience));
        go.SetResult();
        Assert.That(await outcomes.MoveNextAsync().AsTask().WaitAsync(VirtualTime.Patience));
    }

    [TestCase(413, "<html>too large</html>")]
    [TestCase(400, """{"msg":"Batch is too large","code":"BatchTooLarge"}""")]
    public async Task A_body_that_is_too_large_is_halved_and_the_lane_remembers(int status, string answer)
    {
        using var scene = new BulkScene().Answers(body => CountOf(body) > 30 ? (status, answer) : null);
        var lane = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxConcurrentCalls = 1 });

        var outcomes = await AllAsync(lane.SendAsync(Hundred));
        var calls = scene.Calls.Count;
        var again = await AllAsync(lane.SendAsync(Hundred));

        Assert.That(outcomes.Concat(again).Select(outcome => outcome.Kind), Has.Exactly(200).Items.And.All.EqualTo(BulkOutcomeKind.Accepted));
        Assert.That(calls, Is.EqualTo(6), "100 in vain, 50 in vain, 4 times 25");
        Assert.That(scene.Calls.Skip(calls).Count(call => CountOf(call) > 30), Is.LessThanOrEqualTo(1), "one try more is enough to find out");
    }

    [Test]
    public async Task Batches_that_are_ready_when_a_size_turns_out_too_large_go_out_in_parts_at_once()
    {
        using var scene = new BulkScene { Time = { Jumps = false } };
        var isReady = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Answer = async (body, _) =>
        {
            if (CountOf(body) == 1)
                return null;
            await isReady.Task;
            return (413, "");
        };
        var users = Enumerable.Range(0, 6).Select(i => User(i, new { text = new string('x', 2000) }));

        var all = AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxBatchRecords = 2, MaxConcurrentCalls = 1 }).SendAsync(users));
        await scene.Time.WaitsBegunAsync(2);
        isReady.SetResult();
        var outcomes = await all;

        Assert.That(outcomes.Select(outcome => outcome.Kind), Has.Exactly(6).Items.And.All.EqualTo(BulkOutcomeKind.Accepted));
        Assert.That(scene.Calls.Select(CountOf), Is.EqualTo(new[] { 2, 1, 1, 1, 1, 1, 1 }));
    }

    [Test]
    public async Task The_largest_record_of_a_batch_that_is_halved_goes_out_apart_from_those_before_it()
    {
        using var scene = new BulkScene().Answers(body => CountOf(body) > 1 ? (413, "") : null);

        await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1), User(2), User(3, new { text = new string('x', 100_000) })]));

        Assert.That(scene.Calls.Select(CountOf), Is.EqualTo(new[] { 3, 2, 1, 1, 1 }));
    }

    [Test]
    public async Task A_record_larger_than_the_size_that_is_remembered_is_tried_alone()
    {
        using var scene = new BulkScene().Answers(body => CountOf(body) > 1 ? (413, "") : null);
        var lane = scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxConcurrentCalls = 1 });

        await AllAsync(lane.SendAsync(Hundred));
        var outcome = (await AllAsync(lane.SendAsync([User(1, new { text = new string('x', 5000) })]))).Single();

        Assert.That(outcome.Kind, Is.EqualTo(BulkOutcomeKind.Accepted));
    }

    [Test]
    public async Task A_record_that_is_too_large_alone_is_refused()
    {
        using var scene = new BulkScene().Answers(_ => (413, ""));

        var outcome = (await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1)]))).Single();

        Assert.That((outcome.Kind, outcome.Reason), Is.EqualTo((BulkOutcomeKind.Refused, BulkReason.TooLarge)));
    }

    [Test]
    public async Task A_record_that_is_too_large_alone_after_a_call_that_may_have_taken_effect_is_not_said_to_be_refused()
    {
        using var scene = new BulkScene().Answers(body => CountOf(body) > 1 ? (200, Counters(5, 0)) : (413, ""));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1), User(2)]));

        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent)), Has.Exactly(2).Items.And.All.EqualTo((BulkOutcomeKind.NotSent, BulkReason.Unclear, false)));
    }

    [TestCase("SomethingNew", true)]
    [TestCase(null, false)]
    public async Task A_refusal_of_no_kind_is_about_the_records_where_the_service_gives_it_a_code(string? code, bool isSplit)
    {
        using var scene = new BulkScene().Answers(_ => (302, code is null ? "{}" : $$"""{"msg":"no","code":"{{code}}"}"""));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1), User(2)]));

        Assert.That(outcomes.Select(outcome => (outcome.Reason, outcome.SurelyNotSent)), Is.All.EqualTo((isSplit ? BulkReason.Rejected : BulkReason.CallRefused, false)));
        Assert.That(scene.Calls, Has.Count.EqualTo(isSplit ? 3 : 1));
    }

    [TestCase(405, "<html>not allowed</html>", false)]
    [TestCase(407, "", false)]
    [TestCase(421, "", false)]
    [TestCase(431, "", false)]
    [TestCase(451, "", false)]
    [TestCase(451, """{"msg":"no","code":"SomethingNew"}""", true)]
    [TestCase(400, "<html>bad request</html>", true)]
    [TestCase(422, "", true)]
    public async Task A_refusal_without_a_code_is_about_the_records_where_its_status_is_about_a_body(int status, string answer, bool isSplit)
    {
        using var scene = new BulkScene().Answers(_ => (status, answer));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1), User(2)]));

        Assert.That(outcomes.Select(outcome => outcome.Reason), Is.All.EqualTo(isSplit ? BulkReason.Rejected : BulkReason.CallRefused));
        Assert.That(scene.Calls, Has.Count.EqualTo(isSplit ? 3 : 1));
    }

    [Test]
    public async Task A_call_refused_for_one_of_its_records_is_halved()
    {
        using var scene = new BulkScene().Answers(body => body.ToString().Contains("user42@") ? (400, """{"msg":"Invalid email: x","code":"InvalidEmailAddressError"}""") : null);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Hundred));

        Assert.That(outcomes.Count(outcome => outcome.Kind == BulkOutcomeKind.Accepted), Is.EqualTo(99));
        Assert.That(outcomes.Single(outcome => outcome.Kind == BulkOutcomeKind.Refused) is { Sequence: 42, Exception: IterableBadRequestException, Reason.Value: "invalid" });
        Assert.That(scene.Calls, Has.Count.LessThanOrEqualTo(15));
    }

    [Test]
    public async Task A_call_refused_whatever_is_in_it_is_not_tried_record_by_record()
    {
        using var scene = new BulkScene().Answers(_ => (400, """{"msg":"No.","code":"BadParams"}"""));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Enumerable.Range(0, 1000).Select(i => User(i))));

        Assert.That(outcomes, Has.Count.EqualTo(1000));
        Assert.That(outcomes.Count(outcome => outcome.Reason == BulkReason.Rejected), Is.EqualTo(17));
        Assert.That(outcomes.Where(outcome => outcome.Reason == BulkReason.CallRefused).Select(outcome => (outcome.Kind, outcome.SurelyNotSent)), Is.All.EqualTo((BulkOutcomeKind.NotSent, true)));
        Assert.That(scene.Calls, Has.Count.LessThan(50));
    }

    [TestCase(401, """{"msg":"Invalid API key","code":"BadApiKey"}""")]
    [TestCase(403, """{"msg":"No","code":"Forbidden"}""")]
    [TestCase(404, """{"msg":"No","code":"NotFound"}""")]
    [TestCase(400, """{"msg":"error.lists.invalidListId(9)","code":"Success","params":{"listId":9}}""")]
    public async Task A_call_refused_for_its_key_or_its_list_is_made_once(int status, string answer)
    {
        using var scene = new BulkScene().Answers(_ => (status, answer));

        var outcomes = await AllAsync(scene.Bulk.ListSubscriptions(9).SendAsync(Enumerable.Range(0, 50).Select(i => new Subscriber { UserId = $"{i}" })));

        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent)), Is.All.EqualTo((BulkOutcomeKind.NotSent, BulkReason.CallRefused, true)));
        Assert.That(outcomes[0].Exception, Is.InstanceOf<IterableException>());
        Assert.That(scene.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_lost_answer_is_no_success_and_not_surely_not_sent()
    {
        using var scene = new BulkScene { Answer = (_, _) => throw new HttpRequestException("reset", new IOException()) };

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Hundred));

        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent)), Is.All.EqualTo((BulkOutcomeKind.NotSent, BulkReason.NoAnswer, false)));
    }

    [Test]
    public async Task Calls_are_repeated_as_the_client_is_told_to_and_with_the_same_bytes()
    {
        var lost = 2;
        using var scene = new BulkScene { Answer = (_, _) => lost-- > 0 ? throw new HttpRequestException("reset", new IOException()) : Task.FromResult<(int, string)?>(null) };
        scene.Options.Retry.MaxRetries = 4;

        var outcomes = await AllAsync(scene.Bulk.Events().SendAsync(Enumerable.Range(0, 3).Select(i => new TrackEventRequest("visit") { UserId = $"{i}", Id = i == 1 ? "mine" : null })));

        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.All.EqualTo(BulkOutcomeKind.Accepted));
        Assert.That(scene.Calls.Select(call => call.ToString()).Distinct().Count(), Is.EqualTo(1));
        Assert.That(scene.Calls, Has.Count.EqualTo(3));
        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Record.Id), Is.EqualTo(scene.Calls[0]["events"]!.Select(sent => (string?)sent["id"])));
        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Record.Id!.Length), Is.EqualTo(new[] { 32, 4, 32 }));
    }

    [TestCase(500, """{"msg":"Please try again later","code":"GenericError"}""", "no-answer", false)]
    [TestCase(408, "", "no-answer", false)]
    [TestCase(429, """{"msg":"Exceeded","code":"RateLimitExceeded"}""", "rate-limited", true)]
    public async Task A_call_that_the_service_could_not_answer_leaves_records_not_sent(int status, string answer, string reason, bool isSure)
    {
        using var scene = new BulkScene().Answers(_ => (status, answer));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Hundred));

        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.Reason.Value, outcome.SurelyNotSent)), Is.All.EqualTo((BulkOutcomeKind.NotSent, reason, isSure)));
        Assert.That(scene.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_purchase_that_was_waited_for_in_vain_in_each_attempt_is_not_said_to_be_refused()
    {
        using var scene = new BulkScene().Answers(_ => (408, ""));
        scene.Options.Retry.MaxRetries = 2;

        var outcome = (await AllAsync(scene.Bulk.Purchases().SendAsync([new PurchaseRequest(new CommerceUser { Email = "a@example.com" }, [new CommerceItem("1", "Thing", 1, 1)], 1)]))).Single();

        Assert.That((outcome.Kind, outcome.Reason, outcome.SurelyNotSent), Is.EqualTo((BulkOutcomeKind.NotSent, BulkReason.NoAnswer, false)));
        Assert.That(scene.Calls, Has.Count.EqualTo(3));
    }

    [TestCase(new[] { 429, 429, 429 }, true)]
    [TestCase(new[] { 429, 401, 401 }, true)]
    [TestCase(new[] { 500, 429, 429 }, false)]
    [TestCase(new[] { 429, 500, 429 }, false)]
    [TestCase(new[] { 429, 429, 500 }, false)]
    public async Task Records_of_a_call_that_was_refused_in_each_attempt_are_surely_not_sent(int[] statuses, bool isSure)
    {
        var attempt = 0;
        using var scene = new BulkScene();
        scene.Answers(_ => (statuses[attempt++], ""));
        scene.Options.Retry.MaxRetries = 2;

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Hundred));

        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.SurelyNotSent)), Is.All.EqualTo((BulkOutcomeKind.NotSent, isSure)));
    }

    [Test]
    public async Task A_provider_that_throws_leaves_records_surely_not_sent()
    {
        using var scene = new BulkScene();
        scene.Options.ApiKey = "";
        scene.Options.ApiKeyProvider = _ => throw new InvalidOperationException("vault");

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Hundred));

        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent)), Is.All.EqualTo((BulkOutcomeKind.NotSent, BulkReason.Failed, true)));
        Assert.That(outcomes[0].Exception, Is.InstanceOf<IterableProviderException>());
    }

    [Test]
    public async Task A_call_that_was_refused_for_one_record_is_halved_also_where_it_cannot_be_repeated()
    {
        using var scene = new BulkScene().Answers(body => body.ToString().Contains("user1@") ? (400, """{"msg":"Invalid email: x","code":"InvalidEmailAddressError"}""") : null);

        var outcomes = await AllAsync(scene.LaneOf(IterableRetrySafety.Never).SendAsync([User(0), User(1), User(2)]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { default, BulkReason.Invalid, default }));
    }

    [Test]
    public async Task A_failure_in_the_making_of_a_call_costs_no_other_batch_its_outcome()
    {
        using var scene = new BulkScene();
        var calls = 0;

        var outcomes = await AllAsync(scene.LaneOf(IterableRetrySafety.Always, request => calls++ > 0 ? request : throw new InvalidOperationException("no")).SendAsync([User(0), User(0)]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent, outcome.Exception is InvalidOperationException)), Is.EqualTo(new[]
        {
            (BulkOutcomeKind.NotSent, BulkReason.Failed, false, true), (BulkOutcomeKind.Accepted, default, false, false),
        }));
    }

    [Test]
    public async Task A_page_of_html_is_no_success()
    {
        using var scene = new BulkScene().Answers(_ => (200, "<html></html>"));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { MaxResends = 1 }).SendAsync(Hundred));

        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent)), Is.All.EqualTo((BulkOutcomeKind.NotSent, BulkReason.Unclear, false)));
        Assert.That(scene.Calls, Has.Count.EqualTo(2));
    }
}
