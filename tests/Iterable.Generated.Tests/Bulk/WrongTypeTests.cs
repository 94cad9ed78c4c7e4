using static Iterable.Generated.Tests.Support.BulkScene;

namespace Iterable.Generated.Tests.Bulk;

/// <summary>One value of a wrong type makes a whole call fail: what that costs, and who pays.</summary>
[TestFixture]
public sealed class WrongTypeTests
{
    [Test]
    public async Task One_record_among_a_thousand_costs_one_call_more()
    {
        using var scene = TypedService(firstOnly: true);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Users(1000, i => i == 500 ? "many" : i)));

        var refused = outcomes.Single(outcome => outcome.Kind == BulkOutcomeKind.Refused);
        Assert.That(outcomes.Count(outcome => outcome.Kind == BulkOutcomeKind.Accepted), Is.EqualTo(999));
        Assert.That((refused.Sequence, refused.Reason, refused.FieldErrors.Single().ToString()), Is.EqualTo((500L, BulkReason.WrongType, "count: expected long, got this one")));
        Assert.That(refused.FieldErrors.Single().OffendingValue, Is.Null);
        Assert.That(scene.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Ten_records_on_two_fields_cost_a_call_for_each_field()
    {
        using var scene = TypedService(firstOnly: true);
        var users = Enumerable.Range(0, 1000).Select(i => User(i, i % 100 == 0 ? new { born = "long ago", count = (object)1 } : i % 200 == 50 ? new { born = "2020-01-31", count = (object)1.5 } : new { born = "2020-01-31 10:00:00 +00:00", count = (object)i }));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(users));

        Assert.That(outcomes.Count(outcome => outcome.Reason == BulkReason.WrongType), Is.EqualTo(15));
        Assert.That(outcomes.Count(outcome => outcome.Kind == BulkOutcomeKind.Accepted), Is.EqualTo(985));
        Assert.That(scene.Calls, Has.Count.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task A_thousand_wrong_records_are_a_thousand_outcomes_and_few_calls()
    {
        using var scene = TypedService(firstOnly: true);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Users(1000, i => $"no {i}")));

        Assert.That(outcomes.Select(outcome => outcome.Reason), Has.Exactly(1000).Items.And.All.EqualTo(BulkReason.WrongType));
        Assert.That(scene.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Where_no_record_looks_wrong_the_batch_is_halved()
    {
        using var scene = new BulkScene().Answers(body => body["users"]!.Any(user => (string)user["email"]! == "user7@example.com")
            ? (400, Mismatch(("elsewhere", "long", "x")))
            : null);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Users(16, i => i)));

        var refused = outcomes.Single(outcome => outcome.Kind == BulkOutcomeKind.Refused);
        Assert.That((refused.Record.Email, refused.Reason, refused.FieldErrors.Single().Field), Is.EqualTo(("user7@example.com", BulkReason.WrongType, "elsewhere")));
        Assert.That(refused.Exception, Is.InstanceOf<IterableFieldTypesException>());
        Assert.That(scene.Calls, Has.Count.EqualTo(9));
    }

    [Test]
    public async Task A_type_that_is_not_known_here_is_told_by_the_value_that_offended()
    {
        using var scene = new BulkScene().Answers(body => body["users"]!.Any(user => (string?)user["dataFields"]!["count"] == "13") ? (400, Mismatch(("count", "quaternion", "13"))) : null);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Users(100, i => $"{i}")));

        Assert.That(outcomes.Single(outcome => outcome.Kind == BulkOutcomeKind.Refused).Sequence, Is.EqualTo(13));
        Assert.That(scene.Calls, Has.Count.EqualTo(2));
    }

    [TestCase("""{"w":1,"x":[0,2.5,"z"]}""", """{"x":[0,2.5,"z"],"w":1}""")]
    [TestCase("""[1,{"a":null}]""", """[1,{"a":null}]""")]
    [TestCase("true", "true")]
    public async Task So_is_a_value_that_is_no_text(string told, string sent)
    {
        using var scene = new BulkScene().Answers(body => body["users"]!.Any(user => (string?)user["email"] == "user13@example.com") ? (400, Mismatch(("count", "quaternion", JToken.Parse(told)))) : null);

        var others = new[] { """{"w":1,"x":[0,2.5,"y"]}""", "false", "[1,2]", "null" }.Select(JToken.Parse).ToList();

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Users(1000, i => i == 13 ? JToken.Parse(sent) : others[i % 4])));

        Assert.That(outcomes.Single(outcome => outcome.Kind == BulkOutcomeKind.Refused).Sequence, Is.EqualTo(13));
        Assert.That(scene.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_thousand_values_that_only_the_service_finds_wrong_cost_few_calls()
    {
        using var scene = new BulkScene().Answers(body => (400, Mismatch(("count", "quaternion", body["users"]![0]!["dataFields"]!["count"]!))));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(Users(1000, i => $"{i}")));

        Assert.That(outcomes.Select(outcome => outcome.Sequence).Order(), Is.EqualTo(Enumerable.Range(0, 1000)));
        Assert.That(outcomes.Select(outcome => outcome.Reason), Is.All.EqualTo(BulkReason.WrongType).Or.EqualTo(BulkReason.CallRefused));
        Assert.That(scene.Calls, Has.Count.LessThan(50));
    }

    [Test]
    public async Task Four_values_in_a_row_are_looked_for_before_the_batch_is_halved()
    {
        using var scene = new BulkScene().Answers(body => (400, Mismatch(("count", "quaternion", body["users"]![0]!["dataFields"]!["count"]!))));

        await AllAsync(scene.Bulk.UserUpdates().SendAsync(Users(8, i => $"{i}")));

        Assert.That(scene.Calls.Select(CountOf).Take(6), Is.EqualTo(new[] { 8, 7, 6, 5, 4, 2 }));
    }

    [TestCase("a.b", """{"a":[1,{"z":{"b":"bad"}}],"z":{"b":"bad"},"b":"bad"}""", """{"a":[{"k":1},{"b":"bad"}]}""")]
    [TestCase("count", """{"x":{"count":"bad"},"y":[{"count":"bad"}]}""", """{"x":{},"count":"bad"}""")]
    [TestCase("a..b", """{"a":{"b":"bad"},"b":"bad"}""", """{"a.":{"b":"bad"}}""")]
    [TestCase(".b", """{"b":"bad"}""", """{"":{"b":"bad"}}""")]
    public async Task A_value_elsewhere_is_not_to_blame(string field, string innocent, string guilty)
    {
        using var scene = new BulkScene().Answers(body => CountOf(body) > 1 ? (400, Mismatch((field, "long", "bad"))) : null);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1, JObject.Parse(innocent)), User(2, JObject.Parse(guilty))]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { default, BulkReason.WrongType }));
        Assert.That(scene.Calls.Select(CountOf), Is.EqualTo(new[] { 2, 1 }));
    }

    [Test]
    public async Task A_number_is_to_blame_where_the_service_refused_one_as_a_date()
    {
        using var scene = new BulkScene().Answers(body => CountOf(body) > 1 ? (400, Mismatch(("born", "date", 1700000000))) : null);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1, new { born = 1800000000 }), User(2, new { born = "2020-01-31" })]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { BulkReason.WrongType, default }));
        Assert.That(scene.Calls.Select(CountOf), Is.EqualTo(new[] { 2, 1 }));
    }

    [Test]
    public async Task A_field_of_a_catalog_item_is_found_too()
    {
        using var scene = new BulkScene().Answers(body => body.ToString().Contains('"' + "b\":") ? (400, Mismatch(("price", "double", "x"))) : (202, "{}"));

        var outcomes = await AllAsync(scene.Bulk.CatalogItems("shop").SendAsync([new("a", new JObject { ["price"] = 1 }), new("b", new JObject { ["price"] = "x" })]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Reason), Is.EqualTo(new[] { default, BulkReason.WrongType }));
    }

    [Test]
    public async Task Fields_within_objects_and_lists_and_with_dots_in_their_names_are_found()
    {
        using var scene = new BulkScene().Answers(body => body.ToString().Contains("bad") ? (400, Mismatch(("a.b.c", "long", "bad"))) : null);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync(
            [
                User(1, new { a = new { b = new { c = "bad" } } }), User(2, new { a = new { b = new { c = 1 } } }), User(3, new Dictionary<string, object> { ["a.b.c"] = "bad" }),
                User(4, new Dictionary<string, object> { ["a.b"] = new[] { new { c = "bad" } } }), User(5, new { a = (object?)null, b = 1 }),
            ]));

        Assert.That(outcomes.Where(outcome => outcome.Kind == BulkOutcomeKind.Refused).Select(outcome => outcome.Sequence).Order(), Is.EqualTo(new[] { 0, 2, 3 }));
        Assert.That(scene.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_field_of_an_event_is_looked_for_in_events_of_that_name()
    {
        using var scene = new BulkScene().Answers(body => CountOf(body) == 3 ? (400, Mismatch(("order:::total", "double", "x"))) : null);
        TrackEventRequest Event(int i, string name) => new(name) { UserId = $"{i}", DataFields = new JObject { ["total"] = "x" } };

        var outcomes = await AllAsync(scene.Bulk.Events().SendAsync([Event(1, "order"), Event(2, "visit"), Event(3, "visit")]));

        Assert.That(outcomes.Where(outcome => outcome.Reason == BulkReason.WrongType).Select(outcome => outcome.Record.EventName), Is.EqualTo(new[] { "order" }));
    }

    [TestCase("order", "Order", "visit", 1)]
    [TestCase("nothing", "order", "visit", 2)]
    public async Task The_name_that_the_service_gives_is_that_of_an_event_in_any_case_or_of_none(string told, string first, string second, int refused)
    {
        using var scene = new BulkScene().Answers(body => CountOf(body) == 2 ? (400, Mismatch(($"{told}:::total", "double", "x"))) : null);
        TrackEventRequest Event(int i, string name) => new(name) { UserId = $"{i}", DataFields = new JObject { ["total"] = "x" } };

        var outcomes = await AllAsync(scene.Bulk.Events().SendAsync([Event(1, first), Event(2, second)]));

        Assert.That(outcomes.Count(outcome => outcome.Reason == BulkReason.WrongType), Is.EqualTo(refused));
        Assert.That(outcomes.SelectMany(outcome => outcome.FieldErrors).Select(error => (error.Scope, error.Field)), Is.All.EqualTo((told, "total")));
    }

    [Test]
    public async Task An_error_without_a_scope_is_told_without_one()
    {
        using var scene = new BulkScene().Answers(_ => (400, """{"code":"RequestFieldsTypesMismatched","params":{"validationErrors":{"count":{"expectedType":"long","offendingValue":"x"}}}}"""));

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1, new { count = "x" })]));

        Assert.That(outcomes.Single().FieldErrors.Select(error => (error.Scope, error.Field)), Is.EqualTo(new[] { ((string?)null, "count") }));
    }

    [TestCase("long", "[1, null, 2]", true)]
    [TestCase("long", "[1, 2.5]", false)]
    [TestCase("long", "12345678901234567890", false)]
    [TestCase("double", "7", true)]
    [TestCase("string", "7", false)]
    [TestCase("boolean", "\"true\"", false)]
    [TestCase("object", "{}", true)]
    [TestCase("geo_location", "{\"lat\":1,\"lon\":2}", true)]
    [TestCase("geo_location", "{\"lat\":1}", false)]
    [TestCase("geo_location", "{\"lon\":1}", false)]
    [TestCase("geo_location", "{\"at\":{\"lat\":1,\"lon\":2}}", false)]
    [TestCase("geo_location", "{\"lat\":{},\"lon\":[]}", true)]
    [TestCase("object", "[{\"a\":\"x\"}]", true)]
    [TestCase("date", "\"2020-04-13\"", true)]
    [TestCase("date", "\"2020-04-13 14:04:09\"", true)]
    [TestCase("date", "\"2020-04-13 14:04:09 +02:00\"", true)]
    [TestCase("date", "\"2020-04-13T14:04:09.123+00:00\"", true)]
    [TestCase("date", "\"2020-04-13T14:04:09.123Z\"", true)]
    [TestCase("date", "\"2020-04-13 14:04:09.000\"", false)]
    [TestCase("date", "\"2020-04-13T14:04:09.1234567Z\"", false)]
    [TestCase("date", "null", true)]
    public void A_value_can_have_types(string type, string json, bool fits)
    {
        var reader = new System.Text.Json.Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        reader.Read();

        Assert.That((FieldTypesOf.Value(reader) & FieldTypesOf.Named(type)) != 0, Is.EqualTo(fits));
    }

    private static IEnumerable<UserUpdateRequest> Users(int count, Func<int, object> value) => Enumerable.Range(0, count).Select(i => User(i, new { count = value(i) }));

    [Test]
    public async Task A_value_of_the_right_type_that_reads_like_the_wrong_one_is_not_to_blame()
    {
        using var scene = TypedService(firstOnly: true);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1, new { count = "5" }), User(2, new { count = 5 }), User(3, new { count = 6 })]));

        Assert.That(outcomes.Where(outcome => outcome.Kind == BulkOutcomeKind.Refused).Select(outcome => outcome.Sequence), Is.EqualTo(new[] { 0L }));
        Assert.That(scene.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_record_that_is_nested_deep_costs_no_other_its_outcome()
    {
        using var scene = TypedService(firstOnly: true);
        var deep = new JObject { ["count"] = 1, ["deep"] = Nested(100) };

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([new() { Email = "deep@example.com", DataFields = deep }, User(1, new { count = "x" }), User(2, new { count = 2 })]));

        Assert.That(outcomes.OrderBy(outcome => outcome.Sequence).Select(outcome => outcome.Kind), Is.EqualTo(new[] { BulkOutcomeKind.Accepted, BulkOutcomeKind.Refused, BulkOutcomeKind.Accepted }));
    }

    [Test]
    public async Task A_field_whose_name_is_full_of_dots_is_found_at_once()
    {
        var name = string.Concat(Enumerable.Repeat("a.", 60)) + "b";
        using var scene = new BulkScene().Answers(body => CountOf(body) > 1 ? (400, Mismatch((name, "long", "x"))) : null);

        var outcomes = await AllAsync(scene.Bulk.UserUpdates().SendAsync([User(1, new Dictionary<string, object> { [name] = "x" }), User(2, new { a = new Dictionary<string, object> { [name.Substring(2)] = 1 } })]));

        Assert.That(outcomes.Single(outcome => outcome.Kind == BulkOutcomeKind.Refused).Sequence, Is.Zero);
    }

    private static JToken Nested(int depth) => Enumerable.Range(0, depth).Aggregate((JToken)1, (inner, _) => new JObject { ["in"] = inner });

    private static BulkScene TypedService(bool firstOnly) => new BulkScene().Answers(body =>
    {
        var wrong = new List<(string, string, object)>();
        foreach (var user in body["users"]!)
        {
            if (user["dataFields"]!["count"] is { Type: not JTokenType.Integer } count)
                wrong.Add(("count", "long", count));
            if (user["dataFields"]!["born"] is { } born && (string)born! == "long ago")
                wrong.Add(("born", "date", born));
        }

        return wrong.Count == 0 ? null : (400, Mismatch([.. firstOnly ? wrong.Take(1) : wrong.DistinctBy(each => each.Item1)]));
    });

    private static string Mismatch(params (string Field, string Expected, object Value)[] errors) => new JObject
    {
        ["msg"] = "Project 1: The request does not have the same data types",
        ["code"] = "RequestFieldsTypesMismatched",
        ["params"] = new JObject
        {
            ["validationErrors"] = new JObject(errors.Select(error => new JProperty(
                error.Field.Contains(":::") ? error.Field : $"project:::{error.Field}",
                new JObject { ["incomingTypes"] = new JArray("string"), ["expectedType"] = error.Expected, ["category"] = "user", ["offendingValue"] = JToken.FromObject(error.Value), ["_type"] = "UnexpectedType" }))),
        },
    }.ToString();
}
