using System.Text.Json;
using Iterable.Generated.Tests.Wire;

namespace Iterable.Generated.Tests.Json;

/// <summary>Models and enums through System.Text.Json: minimal APIs, outboxes, logs.</summary>
public class SystemTextJsonTests
{
    private const string Update = """
        {"email":"ada@example.com","userId":"9007199254740993","dataFields":{"signedUp":"2026-11-26T09:30:00+02:00","total":12345678901234567.89,"id":9007199254740993,"list":[],"none":null,"a":{"b":[1,2]}},"custom":{"x":1.5}}
        """;

    [Test]
    public void A_model_is_written_as_on_the_wire_and_read_with_all_it_holds()
    {
        var model = System.Text.Json.JsonSerializer.Deserialize<UserUpdateRequest>(Update)!;

        Assert.That(model.DataFields!["total"]!.Value<decimal>(), Is.EqualTo(12345678901234567.89m));
        Assert.That(model.AdditionalProperties["custom"]!["x"]!.Type, Is.EqualTo(JTokenType.Float));
        Assert.That(System.Text.Json.JsonSerializer.Serialize(model), Is.EqualTo(Update.Trim()));
        Assert.That(System.Text.Json.JsonSerializer.Serialize<object>(new[] { model }, new JsonSerializerOptions(JsonSerializerDefaults.Web)), Is.EqualTo($"[{Update.Trim()}]"));
        Assert.That(model.ToJson(), Is.EqualTo(Update.Trim()));
        Assert.That(IterableModel.FromJson<UserUpdateRequest>(model.ToJson()).ToJson(), Is.EqualTo(Update.Trim()));
    }

    [TestCaseSource(nameof(Models))]
    public void Every_model_names_its_converter_and_keeps_its_members(Type type, JObject sample)
    {
        var model = System.Text.Json.JsonSerializer.Deserialize(sample.ToString(Formatting.None), type)!;
        var text = System.Text.Json.JsonSerializer.Serialize(model, type);

        Assert.That(JObject.Parse(text).Properties().Select(member => member.Name), Is.EquivalentTo(sample.Properties().Select(member => member.Name)));
        Assert.That(text, Is.EqualTo(((IterableModel)model).ToJson()));
        Assert.That(System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonSerializer.Deserialize(text, type), type), Is.EqualTo(text));
    }

    [TestCaseSource(nameof(Models))]
    public void Newtonsoft_Json_writes_and_reads_the_same_with_any_settings(Type type, JObject sample)
    {
        var settings = new JsonSerializerSettings { NullValueHandling = NullValueHandling.Include, DateParseHandling = DateParseHandling.DateTime, ContractResolver = new Newtonsoft.Json.Serialization.CamelCasePropertyNamesContractResolver() };
        var text = ((IterableModel)System.Text.Json.JsonSerializer.Deserialize(sample.ToString(Formatting.None), type)!).ToJson();

        var model = JsonConvert.DeserializeObject(text, type, settings)!;

        Assert.That(((IterableModel)model).ToJson(), Is.EqualTo(text));
        Assert.That(JsonConvert.SerializeObject(model, settings), Is.EqualTo(text));
        Assert.That(JObject.FromObject(model).ToString(Formatting.None), Is.EqualTo(text));
    }

    [TestCaseSource(nameof(Enums))]
    public void Every_enum_names_its_converter(Type type) =>
        Assert.That(System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonSerializer.Deserialize("\"a new value\"", type), type), Is.EqualTo("\"a new value\""));

    [Test]
    public void A_member_of_a_class_of_the_callers_is_written_as_the_model_is()
    {
        var message = new Envelope(SubscriptionGroup.MessageType, new() { [ExportDataType.EmailOpen] = 2 }, new TrackEventRequest("signedUp") { DataFields = new JObject { ["n"] = 1 } }, default);

        var text = System.Text.Json.JsonSerializer.Serialize(message);

        Assert.That(text, Is.EqualTo("""{"Group":"messageType","Counts":{"emailOpen":2},"Event":{"eventName":"signedUp","dataFields":{"n":1}},"None":null}"""));
        var back = System.Text.Json.JsonSerializer.Deserialize<Envelope>(text)!;
        Assert.That((back.Group, back.Counts[ExportDataType.EmailOpen], back.Event.EventName, back.None), Is.EqualTo((SubscriptionGroup.MessageType, 2, "signedUp", default(ExportDataType))));
    }

    [Test]
    public void An_enum_takes_what_the_service_may_send_in_its_place() =>
        Assert.That(System.Text.Json.JsonSerializer.Deserialize<SubscriptionGroup[]>("""["channel","newKind",7,null]""")!.Select(group => group.Value), Is.EqualTo(new[] { "channel", "newKind", "7", "" }));

    [Test]
    public void What_cannot_be_read_is_refused_without_being_repeated()
    {
        var error = Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize<UserUpdateRequest>("""["ada@example.com"]"""))!;
        var text = Assert.Throws<FormatException>(() => IterableModel.FromJson<UserUpdateRequest>("""{"email":"ada@example.com" """))!;

        Assert.That(new[] { error.ToString(), text.ToString() }, Has.All.Contains("UserUpdateRequest").And.None.Contains("ada@"));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("7")]
    [TestCase("{}{}")]
    public void What_is_no_object_is_no_model(string text) =>
        Assert.That(() => IterableModel.FromJson<UserUpdateRequest>(text), Throws.TypeOf<FormatException>().With.Message.Contains("UserUpdateRequest"));

    [Test]
    public void A_date_without_a_kind_is_UTC_whoever_writes_it()
    {
        var date = new DateTime(2026, 11, 26, 9, 30, 0, DateTimeKind.Unspecified);
        var model = new UserUpdateRequest { DataFields = { ["at"] = date } };
        const string Expected = """{"dataFields":{"at":"2026-11-26T09:30:00.000+00:00"}}""";

        Assert.Multiple(() =>
        {
            Assert.That(model.ToJson(), Is.EqualTo(Expected));
            Assert.That(JsonConvert.SerializeObject(model, new JsonSerializerSettings { DateTimeZoneHandling = DateTimeZoneHandling.Local }), Is.EqualTo(Expected));
            Assert.That(System.Text.Json.JsonSerializer.Serialize(model), Is.EqualTo(Expected));
            Assert.That((string?)DataFields.From(new { date })["date"], Is.EqualTo("2026-11-26T09:30:00.000+00:00"));
        });
    }

    [Test]
    public void A_model_that_could_not_be_sent_can_be_kept() =>
        Assert.That(IterableModel.FromJson<TrackEventRequest>("{}").ToJson(), Is.EqualTo("{}"));

    [Test]
    public void A_null_that_is_sent_on_purpose_stays()
    {
        var settings = new UpdateExperimentSettingsRequest { HoldoutSettings = null };

        var back = IterableModel.FromJson<UpdateExperimentSettingsRequest>(settings.ToJson());

        Assert.That(settings.ToJson(), Is.EqualTo("""{"holdoutSettings":null}"""));
        Assert.That(back.ToJson(), Is.EqualTo(settings.ToJson()));
        back.HoldoutSettings = new ExperimentHoldoutSettings(10, 24);
        Assert.That(back.ToJson(), Is.EqualTo("""{"holdoutSettings":{"holdOutGroupSize":10,"attributionPeriodHours":24}}"""));
    }

    [TestCaseSource(nameof(Elements))]
    public void An_element_that_became_its_kind_is_refused_before_it_is_sent(Func<JObject> fields)
    {
        var request = new UserUpdateRequest { Email = "ada@example.com", DataFields = fields() };

        Assert.That(request.ToJson, Throws.InvalidOperationException.With.Message.Contains("DataFields.From"));
    }

    private static IEnumerable<Func<JObject>> Elements()
    {
        yield return () => JObject.FromObject(System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object>>("""{"plan":"pro"}""")!);
        yield return () => JObject.FromObject(new { Nested = new { Values = new object[] { JsonDocument.Parse("1").RootElement } } });
    }

    internal static IEnumerable<TestCaseData> Models() =>
        from schema in ((JObject)SpecDocument.Root["components"]!["schemas"]!).Properties()
        let type = typeof(IterableModel).Assembly.GetType($"Iterable.Generated.{schema.Name}")
        where type is { IsAbstract: false } && typeof(IterableModel).IsAssignableFrom(type)
        select new TestCaseData(type, (JObject)Sample.For(schema.Value)).SetArgDisplayNames(type.Name);

    private static IEnumerable<TestCaseData> Enums() => typeof(IterableModel).Assembly.GetExportedTypes()
        .Where(type => type.IsValueType && typeof(IOpenEnum).IsAssignableFrom(type)).Select(type => new TestCaseData(type).SetArgDisplayNames(type.Name));

    [Test]
    public void No_model_is_left_out() =>
        Assert.That(Models().Select(test => ((Type)test.Arguments[0]!).Name), Is.EquivalentTo(
            typeof(IterableModel).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && typeof(IterableModel).IsAssignableFrom(type)).Select(type => type.Name)));

    private sealed record Envelope(SubscriptionGroup Group, Dictionary<ExportDataType, int> Counts, TrackEventRequest Event, ExportDataType None);
}
