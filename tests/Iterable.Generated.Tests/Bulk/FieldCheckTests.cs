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
