using static Iterable.Generated.Tests.Support.BulkScene;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>What an answer says about each record.</summary>
[TestFixture]
public sealed class AnswerTests
{
    [Test]
    public async Task Failures_are_found_by_value_as_the_service_writes_it()
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(1, 4, """
            ,"failedUpdates":{"conflictEmails":["a@example.com"],"forgottenEmails":["b@example.com"],"invalidUserIds":["id c"],"invalidDataEmails":["d@example.com"],"notFoundEmails":[]},"invalidUserIds":["id c"]
            """)));
        UserUpdateRequest[] users = [new() { Email = " A@Example.com" }, new() { Email = "B@example.com" }, new() { UserId = "ID C" }, new() { Email = "d@example.com" }, new() { Email = "id c" }];

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(users));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { BulkReason.Conflict, BulkReason.Forgotten, BulkReason.Invalid, BulkReason.InvalidData, default }));
        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.EquivalentTo(new[] { BulkOutcomeKind.Refused, BulkOutcomeKind.Refused, BulkOutcomeKind.Refused, BulkOutcomeKind.Refused, BulkOutcomeKind.Accepted }));
        Assert.That(scene.Calls, Has.Count.EqualTo(1));
    }

    [TestCase(""","failedUpdates":{"invalidEmails":["nobody@example.com"]}""", TestName = "A name that nobody has")]
    [TestCase("", TestName = "A failure without a name")]
    public async Task An_answer_that_does_not_add_up_is_asked_again_in_halves_until_it_does(string more)
    {
        using var scene = new BulkScene().Answers(body => body["users"]!.Any(user => (string)user["email"]! == "user13@example.com") ? (200, Counters(CountOf(body) - 1, 1, more)) : null);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Enumerable.Range(0, 64).Select(i => User(i))));

        Assert.That(outcomes.Count(outcome => outcome.Kind == BulkOutcomeKind.Accepted), Is.EqualTo(63));
        Assert.That(outcomes.Single(outcome => outcome.Kind == BulkOutcomeKind.Refused).Record.Email, Is.EqualTo("user13@example.com"));
        Assert.That(scene.Calls, Has.Count.EqualTo(13));
    }

    [TestCase(1, 0)]
    [TestCase(0, 1)]
    public async Task Counters_that_never_add_up_are_no_success(int moreSuccesses, int failures)
    {
        using var scene = new BulkScene().Answers(body => (200, Counters(CountOf(body) + moreSuccesses, failures)));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Enumerable.Range(0, 1000).Select(i => User(i))));

        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent)), Is.All.EqualTo((BulkOutcomeKind.NotSent, BulkReason.Unclear, false)));
        Assert.That(scene.Calls, Has.Count.LessThan(60));
    }

    [Test]
    public async Task Where_all_have_failed_by_no_name_they_are_not_asked_about_one_by_one()
    {
        using var scene = new BulkScene().Answers(body => (200, Counters(0, CountOf(body))));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Enumerable.Range(0, 1000).Select(i => User(i))));

        Assert.That(outcomes.Select(outcome => outcome.Reason), Has.Exactly(1000).Items.And.All.EqualTo(BulkReason.Rejected));
        Assert.That(scene.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_answer_without_counters_is_no_success()
    {
        using var scene = new BulkScene().Answers(_ => (200, "{}"));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Enumerable.Range(0, 10).Select(i => User(i))));

        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent)), Is.All.EqualTo((BulkOutcomeKind.NotSent, BulkReason.Unclear, false)));
        Assert.That(scene.Calls, Has.Count.EqualTo(4), "three times again");
    }

    [Test]
    public async Task Events_whose_fate_is_unclear_go_out_again_under_their_ids_and_are_never_said_to_be_surely_not_sent()
    {
        using var scene = new BulkScene().Answers(_ => (200, """{"msg":"","code":"Success"}"""));

        var outcomes = await AllAsync(scene.Bulk.Events().SendAsync(Enumerable.Range(0, 3).Select(i => new TrackEventRequest("visit") { UserId = $"u{i}" })));

        Assert.That(outcomes.Select(outcome => (outcome.Kind, outcome.Reason, outcome.SurelyNotSent)), Has.Exactly(3).Items.And.All.EqualTo((BulkOutcomeKind.NotSent, BulkReason.Unclear, false)));
        Assert.That(scene.Calls, Has.Count.EqualTo(4), "three times again");
        Assert.That(scene.Calls.Select(call => call.ToString()).Distinct().Count(), Is.EqualTo(1), "with the same ids");
    }

    [Test]
    public async Task Records_of_an_operation_that_cannot_be_repeated_go_out_once_where_their_fate_is_unclear(
        [Values("""{"msg":"","code":"Success"}""", """{"successCount":9,"failCount":0}""", """{"successCount":1,"failCount":1,"validEmailFailures":["user1@example.com"]}""", "<html>")] string answer,
        [Values(IterableRetrySafety.Never, IterableRetrySafety.WithId)] IterableRetrySafety safety)
    {
        using var scene = new BulkScene().Answers(_ => (200, answer));
        var outcomes = await AllAsync(scene.LaneOf(safety).SendAsync([User(1), User(2)]));

        Assert.That(scene.Calls, Has.Count.EqualTo(1));
        Assert.That(outcomes.Where(outcome => outcome.Kind != BulkOutcomeKind.Accepted).Select(outcome => (outcome.Kind, outcome.SurelyNotSent)), Is.Not.Empty.And.All.EqualTo((BulkOutcomeKind.NotSent, false)));
    }

    [TestCase("successCount")]
    [TestCase("failCount")]
    public async Task An_answer_with_one_of_its_counters_does_not_tell_which_records_to_look_at(string counter)
    {
        using var scene = new BulkScene().Answers(_ => (200, $$"""{"msg":"","code":"Success","{{counter}}":0}"""));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1), User(2)]));

        Assert.That(outcomes.Select(outcome => (outcome.Reason, outcome.SurelyNotSent)), Is.All.EqualTo((BulkReason.Unclear, false)));
        Assert.That(scene.Calls.Select(CountOf), Is.EqualTo(new[] { 2, 2, 2, 2 }));
    }

    [TestCase(""","failedUpdates":{"forgottenEmails":["somebody@example.com"]}""", "forgotten")]
    [TestCase(""","failedUpdates":{"conflictEmails":["taken@example.com"]},"invalidEmails":["user1@example.com"]""", "conflict")]
    [TestCase(""","invalidEmails":["user1@example.com"]""", "rejected")]
    public async Task A_record_alone_has_the_reason_by_whatever_value_it_is_named(string more, string reason)
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(0, 1, more)));

        var outcome = (await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1)]))).Single();

        Assert.That((outcome.Kind, outcome.Reason.Value), Is.EqualTo((BulkOutcomeKind.Refused, reason)));
    }

    [Test]
    public async Task A_reason_from_the_failed_updates_wins_over_a_list_that_gives_none()
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(1, 1, ""","failedUpdates":{"conflictUserIds":["u1"]},"invalidEmails":["user1@example.com"]""")));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([new() { Email = "user1@example.com", UserId = "u1" }, User(2)]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { BulkReason.Conflict, default }));
        Assert.That(scene.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_record_alone_whose_field_was_dropped_is_accepted_without_it()
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(1, 0, ""","filteredOutFields":["color"]""")));

        var outcome = (await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1, new { color = "red" })]))).Single();

        Assert.That((outcome.Kind, outcome.DroppedFields), Is.EqualTo((BulkOutcomeKind.AcceptedWithoutFields, new[] { "color" })));
    }

    [Test]
    public async Task The_name_of_an_event_is_found_in_whatever_case_the_service_writes_it()
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(2, 0, ""","disallowedEventNames":["SPAM"]""")));

        var outcomes = await AllAsync(scene.Bulk.Events().SendAsync([new TrackEventRequest("Spam") { UserId = "a" }, new TrackEventRequest("ham") { UserId = "b" }]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { BulkReason.DisallowedEvent, default }));
    }

    [TestCase("""{"successCount":1,"failCount":0,"filteredOutFields":["color"]}""", 0)]
    [TestCase("""{"successCount":1,"failCount":0}""", 0)]
    [TestCase("""{"successCount":0,"failCount":1}""", 32)]
    public async Task Records_are_tried_alone_for_as_long_as_others_are_accepted_in_between(string answer, int givenUp)
    {
        using var scene = new BulkScene().Answers(body => CountOf(body) == 1 && (string)body["users"]![0]!["dataFields"]!["kind"]! == "good" ? (200, answer) : (400, """{"msg":"no","code":"BadParams"}"""));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Enumerable.Range(0, 64).Select(i => User(i, new { kind = i % 2 == 0 ? "good" : "bad" }))));

        Assert.That(outcomes, Has.Count.EqualTo(64));
        Assert.That(outcomes.Count(outcome => outcome.Reason == BulkReason.CallRefused), Is.EqualTo(givenUp));
    }

    [TestCase("""{"successCount":1,"failCount":0,"filteredOutFields":["color"]}""")]
    [TestCase("""{"successCount":1,"failCount":0}""")]
    public async Task An_accepted_record_makes_the_search_begin_anew(string answer)
    {
        using var scene = new BulkScene().Answers(body => CountOf(body) == 1 && (string)body["users"]![0]!["email"]! == "user8@example.com" ? (200, answer) : (400, """{"msg":"no","code":"BadParams"}"""));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Enumerable.Range(0, 64).Select(i => User(i))));

        Assert.That(outcomes.Count(outcome => outcome.Reason == BulkReason.Rejected), Is.EqualTo(25), "8 before it, 17 behind it");
    }

    [Test]
    public async Task The_pauses_before_records_are_sent_again_double_up_to_half_a_minute()
    {
        using var scene = new BulkScene().Answers(body => (200, Counters(0, 1, ""","validUserIdFailures":["7"]""")));

        await AllAsync(scene.Bulk.SubscriptionUpdates(new BulkOptions { MaxResends = 7, MaxBatchRecords = 1 }).SendAsync([new UpdateSubscriptionsRequest { UserId = "7" }]));

        Assert.That(scene.Time.Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 1.0, 2, 4, 8, 16, 30, 30 }));
    }

    [Test]
    public async Task Counters_of_a_record_alone_that_do_not_fit_its_name_are_no_success()
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(1, 0, ""","invalidEmails":["nobody@example.com"]""")));

        var outcome = (await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1)]))).Single();

        Assert.That((outcome.Kind, outcome.Reason, outcome.SurelyNotSent), Is.EqualTo((BulkOutcomeKind.NotSent, BulkReason.Unclear, false)));
    }

    [Test]
    public async Task An_event_alone_that_the_project_does_not_allow_is_refused_also_where_it_is_counted_as_a_success()
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(1, 0, ""","disallowedEventNames":["spam"]""")));

        var outcome = (await AllAsync(scene.Bulk.Events().SendAsync([new TrackEventRequest("spam") { UserId = "u" }]))).Single();

        Assert.That((outcome.Kind, outcome.Reason), Is.EqualTo((BulkOutcomeKind.Refused, BulkReason.DisallowedEvent)));
    }

    [Test]
    public async Task An_event_that_failed_for_its_user_and_for_its_name_is_told_the_former_and_counted_once()
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(1, 2, ""","disallowedEventNames":["spam"],"invalidUserIds":["u0"]""")));
        string[] names = ["spam", "spam", "ham"];

        var outcomes = await AllAsync(scene.Bulk.Events().SendAsync(names.Select((name, i) => new TrackEventRequest(name) { UserId = $"u{i}" })));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { BulkReason.NotFound, BulkReason.DisallowedEvent, default }));
        Assert.That(scene.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_outcome_tells_kind_and_reason_and_nothing_of_the_record()
    {
        Assert.That(new BulkOutcome<string>("ada@example.com", BulkOutcomeKind.Refused, BulkReason.WrongType).ToString(), Is.EqualTo("Refused: wrong-type"));
        Assert.That(new BulkOutcome<string>("ada@example.com", BulkOutcomeKind.Accepted).ToString(), Is.EqualTo("Accepted"));
    }

    [Test]
    public void An_outcome_that_is_made_for_a_test_tells_what_it_was_made_of()
    {
        var error = new IterableFieldTypeError("project:::count", []);
        var whole = new BulkOutcome<string>("record", BulkOutcomeKind.NotSent, BulkReason.Failed, "state", 7, ["color"], [error], new InvalidDataException(), surelyNotSent: true);
        var least = new BulkOutcome<string>("record", BulkOutcomeKind.Accepted);

        Assert.That((whole.Record, whole.Kind, whole.Reason, whole.State, whole.Sequence, whole.Exception is InvalidDataException, whole.SurelyNotSent), Is.EqualTo(("record", BulkOutcomeKind.NotSent, BulkReason.Failed, (object)"state", 7L, true, true)));
        Assert.That((whole.DroppedFields, whole.FieldErrors), Is.EqualTo((new[] { "color" }, new[] { error })));
        Assert.That((least.DroppedFields.Count, least.FieldErrors.Count, least.Reason, least.SurelyNotSent), Is.EqualTo((0, 0, default(BulkReason), false)));
    }

    [Test]
    public void A_reason_is_its_text_and_none_is_that_of_an_accepted_record()
    {
        Assert.That(new BulkReason("x").Value, Is.EqualTo("x"));
        Assert.That(new BulkReason(""), Is.EqualTo(default(BulkReason)));
        Assert.That(() => new BulkReason(null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task Dropped_fields_are_told_to_the_records_that_had_them()
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(4, 0, ""","filteredOutFields":["color","size.height","ghost"]""")));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1, new { color = "red" }), User(2, new { size = new { height = 1 } }), User(3, new { size = new { width = 1 }, name = "color" }), User(4)]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => string.Join(",", outcome.DroppedFields)), Is.EqualTo(new[] { "color,ghost", "size.height,ghost", "ghost", "ghost" }));
        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.All.EqualTo(BulkOutcomeKind.AcceptedWithoutFields));
    }

    [Test]
    public async Task Where_more_fields_were_dropped_than_are_told_apart_those_above_are_told_to_all()
    {
        using var scene = new BulkScene().Answers(body => (200, Counters(CountOf(body), 0, $$""","filteredOutFields":[{{string.Join(",", Enumerable.Range(0, 65).Select(i => $"\"f{i}\""))}}]""")));
        var all = new JObject(Enumerable.Range(0, 64).Select(i => new JProperty($"f{i}", 1)));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([new() { Email = "all@example.com", DataFields = all }, User(1, new { f63 = 1 }), User(2, new { f64 = 1 }), .. Enumerable.Range(3, 13).Select(i => User(i, new { f1 = 1 }))]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => string.Join(",", outcome.DroppedFields)).Skip(1).Take(3), Is.EqualTo(new[] { "f63,f64", "f64", "f1,f64" }));
        Assert.That(outcomes, Has.Count.EqualTo(16));
    }

    [Test]
    public async Task A_record_without_the_dropped_field_is_accepted_whole()
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(2, 0, ""","filteredOutFields":["color"]""")));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1, new { color = "red" }), User(2)]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Kind), Is.EqualTo(new[] { BulkOutcomeKind.AcceptedWithoutFields, BulkOutcomeKind.Accepted }));
    }

    [Test]
    public async Task Records_that_failed_inside_the_service_are_sent_again_alone_after_a_pause()
    {
        var failures = 2;
        using var scene = new BulkScene().Answers(body => failures-- > 0 ? (200, Counters(CountOf(body) - 1, 1, ""","validEmailFailures":["user2@example.com"],"invalidEmails":[]""")) : null);

        var outcomes = await AllAsync(scene.Bulk.SubscriptionUpdates().SendAsync(Enumerable.Range(0, 5).Select(i => new UpdateSubscriptionsRequest { Email = $"user{i}@example.com", EmailListIds = [] })));

        Assert.That(outcomes.Select(outcome => outcome.Kind), Has.Exactly(5).Items.And.All.EqualTo(BulkOutcomeKind.Accepted));
        Assert.That(scene.Calls.Select(CountOf), Is.EqualTo(new[] { 5, 1, 1 }));
        Assert.That(scene.Time.Waits, Does.Contain(TimeSpan.FromSeconds(1)).And.Contain(TimeSpan.FromSeconds(2)));
    }

    [TestCase(0)]
    [TestCase(2)]
    public async Task Records_that_go_on_failing_inside_the_service_are_given_up(int resends)
    {
        using var scene = new BulkScene().Answers(body => (200, Counters(0, 1, ""","validUserIdFailures":["7"]""")));

        var outcome = (await AllAsync(scene.Bulk.SubscriptionUpdates(new BulkOptions { MaxResends = resends }).SendAsync([new UpdateSubscriptionsRequest { UserId = "7" }]))).Single();

        Assert.That((outcome.Kind, outcome.Reason, outcome.SurelyNotSent), Is.EqualTo((BulkOutcomeKind.NotSent, BulkReason.InternalError, false)), "how far it came before it failed, nobody knows");
        Assert.That(scene.Calls, Has.Count.EqualTo(resends + 1));
    }

    [TestCase(2, TestName = "Counted as failures")]
    [TestCase(0, TestName = "Not counted")]
    public async Task Events_that_the_project_does_not_allow_are_refused_by_their_name(int counted)
    {
        using var scene = new BulkScene().Answers(_ => (200, Counters(4 - counted, counted, ""","disallowedEventNames":["spam"]""")));
        string[] names = ["spam", "ham", "spam", "eggs"];

        var outcomes = await AllAsync(scene.Bulk.Events().SendAsync(names.Select((name, i) => new TrackEventRequest(name) { UserId = $"u{i}" })));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { BulkReason.DisallowedEvent, default, BulkReason.DisallowedEvent, default }));
        Assert.That(scene.Calls, Has.Count.EqualTo(1));
    }
}
