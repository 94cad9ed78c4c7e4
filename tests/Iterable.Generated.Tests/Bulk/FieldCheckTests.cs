using static Iterable.Generated.Tests.Support.BulkScene;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>Fields that are looked at before they cost a call.</summary>
[TestFixture]
public sealed class FieldCheckTests
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["count"] = "long", ["born"] = "date", ["name"] = "string", ["address"] = "object", ["address.city"] = "string", ["address.zip"] = "long", ["strange"] = "quaternion",
    };

    [Test]
    public async Task A_value_of_another_type_is_refused_without_a_call()
    {
        using var scene = new BulkScene();
        var check = new BulkFieldCheck(Known);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { FieldCheck = check }).SendAsync(
            [User(1, new { count = "x", address = new { zip = "y", city = "z" } }), User(2, new { count = 1, born = "2020-01-31", address = new { zip = 1 }, strange = "x" }), User(3)]));

        var refused = outcomes.Single(outcome => outcome.Kind == BulkOutcomeKind.Refused);
        Assert.That((refused.Sequence, refused.Reason), Is.EqualTo((0L, BulkReason.WrongType)));
        Assert.That(refused.FieldErrors.Select(error => $"{error.Field} {error.ExpectedType}"), Is.EqualTo(new[] { "count long", "address.zip long" }));
        Assert.That(scene.Calls.Select(CountOf), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public async Task What_only_the_service_can_tell_is_left_to_it()
    {
        using var scene = new BulkScene();

        var outcomes = await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { FieldCheck = new BulkFieldCheck(Known) }).SendAsync([User(1, new { born = 1700000000, count = (object?)null, strange = true })]));

        Assert.That(outcomes.Single().Kind, Is.EqualTo(BulkOutcomeKind.Accepted));
    }

    [Test]
    public async Task New_fields_and_dates_that_would_be_texts_are_told()
    {
        using var scene = new BulkScene();
        var check = new BulkFieldCheck(Known);

        await AllAsync(scene.Bulk.ListSubscriptions(1, new BulkListSubscriptionOptions { FieldCheck = check }).SendAsync(
            [
                new Subscriber { UserId = "a", DataFields = JObject.FromObject(new { seen = "2026-01-02T03:04:05.1234567Z", name = "2020-04-13 14:04:09.000", good = "2020-04-13", address = new { street = "x" } }) },
                new Subscriber { UserId = "b", DataFields = JObject.FromObject(new { seen = "2026-01-02T03:04:05.1234567Z", gone = (object?)null, name = "1234-5678 is a number" }) },
            ]));

        Assert.That(check.NewFields, Is.EqualTo(new[] { "address.street", "good", "seen" }));
        Assert.That(check.DatesAsText, Is.EqualTo(new[] { "name", "seen" }));
    }

    [Test]
    public async Task Records_that_are_hard_to_read_have_their_outcome_from_the_service()
    {
        using var scene = new BulkScene().Answers(body => (200, Counters(CountOf(body), 0, ""","filteredOutFields":["in.x"]""")));
        var deep = Enumerable.Range(0, 100).Aggregate((JToken)1, (inner, _) => new JObject { ["in"] = inner });

        var outcomes = await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { FieldCheck = new BulkFieldCheck(Known) }).SendAsync([new() { Email = "deep@example.com", DataFields = (JObject)deep }, User(1)]));

        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.All.EqualTo(BulkOutcomeKind.AcceptedWithoutFields).And.Exactly(2).Items);
    }

    [Test]
    public async Task A_record_that_is_no_json_ends_no_stream()
    {
        using var scene = new BulkScene();

        var outcomes = await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { FieldCheck = new BulkFieldCheck(Known), MaxBatchRecords = 1 }).SendAsync(
            [new() { Email = "raw@example.com", DataFields = new JObject { ["count"] = new JRaw("}{") } }, User(1)]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Kind == BulkOutcomeKind.Accepted), Is.EqualTo(new[] { false, true }));
    }

    [TestCase("count", """ "\ud800" """)]
    [TestCase("in", """{"\udfff":1}""")]
    public async Task A_text_that_is_none_costs_no_other_record_its_outcome(string name, string raw)
    {
        var calls = 0;
        using var scene = new BulkScene();
        scene.Answers(body => calls++ == 0
            ? (400, """{"code":"RequestFieldsTypesMismatched","params":{"validationErrors":{"project:::count":{"expectedType":"long","offendingValue":"x"}}}}""")
            : (200, Counters(CountOf(body), 0, ""","filteredOutFields":["in.born","count"]""")));
        var check = new BulkFieldCheck(new Dictionary<string, string> { ["in.born"] = "date", ["count"] = "quaternion" });

        var outcomes = await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { FieldCheck = check }).SendAsync(
            [new() { Email = "raw@example.com", DataFields = new JObject { [name] = new JRaw(raw) } }, User(1, new { count = "x" }), User(2, new { count = 1 })]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Kind == BulkOutcomeKind.Refused), Is.EqualTo(new[] { false, true, false }));
        Assert.That(outcomes.Select(outcome => outcome.Kind), Has.None.EqualTo(BulkOutcomeKind.NotSent));
    }

    [TestCase("""{"other":{"count":"x"},"list":[{"count":"x"}]}""", "")]
    [TestCase("""{"list":[1],"count":"x"}""", "count long")]
    [TestCase("""{"one":{"only":"x"}}""", "one.only long")]
    [TestCase("""{"address.zip":"x"}""", "address.zip long")]
    [TestCase("""{".dot":"x"}""", ".dot long")]
    [TestCase("""{"address.none":"x","nothing.zip":"x","address.zip.more":"x"}""", "")]
    [TestCase("[]", "")]
    [TestCase("", "")]
    public void Each_value_is_held_against_the_field_that_it_stands_in(string json, string wrong)
    {
        var check = new BulkFieldCheck(new Dictionary<string, string>(Known) { ["one.only"] = "long", [".dot"] = "long" });

        var verdict = check.Check(System.Text.Encoding.UTF8.GetBytes(json));

        Assert.That(string.Join(",", verdict?.FieldErrors.Select(error => $"{error.Field} {error.ExpectedType}") ?? []), Is.EqualTo(wrong));
    }

    [Test]
    public void New_fields_are_told_by_their_whole_names_but_for_those_of_objects_that_the_project_knows_no_fields_of()
    {
        var check = new BulkFieldCheck(new Dictionary<string, string>(Known) { ["free"] = "object" });

        check.Check("""{"free":{"a":1},"address":{"street":"x"},"address.none":1,"new":{"a":1}}"""u8);

        Assert.That(check.NewFields, Is.EqualTo(new[] { "address.none", "address.street", "new" }));
    }

    [TestCase("2020-1-1", true)]
    [TestCase("1Jun-2020", true)]
    [TestCase("2020-12", false)]
    [TestCase("June-2020", false)]
    [TestCase("10/11/2020", false)]
    [TestCase("2020-99-99", false)]
    [TestCase("2020-04-13", false)]
    [TestCase("1", false)]
    [TestCase("", false)]
    public void A_text_that_people_take_for_a_date_and_the_service_does_not_is_told(string text, bool isTold)
    {
        var check = new BulkFieldCheck(Known);

        check.Check(System.Text.Encoding.UTF8.GetBytes($$"""{"name":"{{text}}"}"""));

        Assert.That(check.DatesAsText, Is.EqualTo(isTold ? new[] { "name" } : []));
    }

    [Test]
    public void No_more_than_ten_thousand_names_are_kept()
    {
        var check = new BulkFieldCheck(Known);

        check.Check(System.Text.Encoding.UTF8.GetBytes(new JObject(Enumerable.Range(0, 10_001).Select(i => new JProperty($"f{i}", 1))).ToString()));

        Assert.That(check.NewFields, Has.Count.EqualTo(10_000));
    }

    [Test]
    public async Task A_text_that_has_to_be_escaped_hides_no_field_of_its_record()
    {
        using var scene = new BulkScene();

        var outcomes = await AllAsync(scene.Bulk.UserUpdates(new BulkUserUpdateOptions { FieldCheck = new BulkFieldCheck(Known) }).SendAsync([User(1, new { text = "\u0001", count = "x" })]));

        Assert.That(outcomes.Single().Reason, Is.EqualTo(BulkReason.WrongType));
    }

    [Test]
    public async Task A_project_without_fields_knows_none()
    {
        using var scene = new Scene().Answers(200, "{}");

        var check = await BulkFieldCheck.FetchAsync(scene.Client.Users);
        check.Check("""{"count":1}"""u8);

        Assert.That(check.NewFields, Is.EqualTo(new[] { "count" }));
        Assert.That(() => BulkFieldCheck.FetchAsync(null!), Throws.ArgumentNullException);
        Assert.That(() => new BulkFieldCheck(null!), Throws.ArgumentNullException);
    }

    [Test]
    public async Task The_fields_are_asked_for_once()
    {
        using var scene = new Scene().Answers(200, """{"fields":{"count":"long"}}""").Answers(200, """{"successCount":1,"failCount":0}""");

        var check = await BulkFieldCheck.FetchAsync(scene.Client.Users);
        var outcomes = await AllAsync(scene.Client.Bulk.UserUpdates(new BulkUserUpdateOptions { FieldCheck = check }).SendAsync([User(1, new { count = true }), User(2)]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { BulkReason.WrongType, default }));
        Assert.That(scene.Sent.Select(sent => sent.Request.RequestUri!.AbsolutePath), Is.EqualTo(new[] { "/api/users/getFields", "/api/users/bulkUpdate" }));
    }
}
