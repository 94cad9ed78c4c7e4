using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Iterable.Generated.Tests.Webhooks;

/// <summary>Events of system webhooks, in all the forms in which they were seen.</summary>
[TestFixture]
public sealed class WebhookEventTests
{
    private const string Click = """
        {"email":"ada@example.com","userId":"u-1","eventName":"emailClick","dataFields":{"url":"https://shop.example/a","linkId":"31","city":"Paris","createdAt":"2026-12-02 20:31:39 +00:00",
        "campaignId":59667,"templateId":93849,"messageId":"m-1","channelId":3420,"messageTypeId":3866,"labels":["spring"],"workflowId":null,"emailId":"c59667:t93849:ada@example.com","experimentId":null}}
        """;

    private static IEnumerable<string> Kinds =>
        typeof(WebhookEventKind.Values).GetFields(BindingFlags.Public | BindingFlags.Static).Select(known => (string)known.GetRawConstantValue()!);

    [Test]
    public void An_event_says_what_happened_to_whom_and_when()
    {
        var read = Read(Click);

        Assert.That(read.Kind, Is.EqualTo(WebhookEventKind.EmailClick));
        Assert.That((read.UserEmail, read.UserId), Is.EqualTo(("ada@example.com", "u-1")));
        Assert.That(read.CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 12, 2, 20, 31, 39, TimeSpan.Zero)));
        Assert.That((read.DataFields!.CampaignId, read.DataFields.TemplateId, read.DataFields.ChannelId, read.DataFields.MessageTypeId), Is.EqualTo((59667, 93849, 3420, 3866)));
        Assert.That(read.DataFields.Labels, Is.EqualTo(new[] { "spring" }));
        Assert.That(read.DataFields.WorkflowId, Is.Null);
    }

    [Test]
    public void There_are_as_many_kinds_as_the_help_centre_lists() => Assert.That(Kinds.Count(), Is.EqualTo(39));

    [TestCaseSource(nameof(Kinds))]
    public void Every_kind_is_read_under_either_name(string kind)
    {
        Assert.That(Read($$"""{"eventName":"{{kind}}"}""").Kind.Value, Is.EqualTo(kind));
        Assert.That(Read($$"""{"eventTitle":"{{kind}}","eventName":""}""").Kind.Value, Is.EqualTo(kind));
    }

    [TestCase("""{"email":"ada@example.com","eventName":"inAppSendSkip"}""")]
    [TestCase("""{"email":"ada@example.com","eventName":"inAppSendSkip","dataFields":null}""")]
    [TestCase("""{"email":"ada@example.com","eventName":"inAppSendSkip","dataFields":"none"}""")]
    [TestCase("""{"email":"ada@example.com","eventName":"inAppSendSkip","dataFields":[1]}""")]
    public void An_event_without_fields_is_an_event(string json)
    {
        var read = Read(json);

        Assert.That(read.Kind, Is.EqualTo(WebhookEventKind.InAppSendSkip));
        Assert.That(read.DataFields, Is.Null);
        Assert.That(read.CreatedAt, Is.Null);
        Assert.That(JToken.DeepEquals(JObject.Parse(read.ToJson()), JObject.Parse(json)));
    }

    [TestCase("""{"email":"4f9c@placeholder.email","userId":"u-2"}""", null)]
    [TestCase("""{"userId":"u-2"}""", null)]
    [TestCase("""{"email":"","dataFields":{"email":"ada@example.com"}}""", "ada@example.com")]
    [TestCase("""{"email":"4f9c@PLACEHOLDER.email","dataFields":{"email":"4f9c@placeholder.email"}}""", null)]
    [TestCase("""{"email":"ada@placeholder.email.example"}""", "ada@placeholder.email.example")]
    public void A_placeholder_is_no_address(string json, string? address) => Assert.That(Read(json).UserEmail, Is.EqualTo(address));

    [TestCase("\"2026-12-02 20:21:04 +00:00\"")]
    [TestCase("\"2026-12-02 20:21:04 +0000\"")]
    [TestCase("\"2026-12-02T20:21:04Z\"")]
    [TestCase("\"2026-12-02T20:21:04.000.000Z\"")]
    [TestCase("\"2026-12-02T14:21:04-06:00\"")]
    [TestCase("\"2026-12-02 20:21:04\"")]
    [TestCase("1796242864")]
    [TestCase("1796242864000")]
    [TestCase("\"1796242864000\"")]
    public void A_time_is_read_in_every_form(string time) =>
        Assert.That(Read($$$"""{"dataFields":{"createdAt":{{{time}}}}}""").CreatedAt?.ToUniversalTime(), Is.EqualTo(new DateTimeOffset(2026, 12, 2, 20, 21, 4, TimeSpan.Zero)));

    [Test]
    public void What_is_unknown_or_of_another_kind_survives_a_round_trip()
    {
        const string json = """
            {"email":"ada@example.com","eventName":"carrierPigeonSend","dataFields":{"campaignId":"fb_1","createdAt":"yesterday","labels":{"a":1},"pigeon":{"speed":1.10},"workflowId":null,"deeplink":{"ios":"a","huawei":"b"}},"batch":[1,2]}
            """;

        var read = Read(json);

        Assert.That(read.Kind.Value, Is.EqualTo("carrierPigeonSend"));
        Assert.That(read.DataFields!.CampaignId, Is.Null);
        Assert.That(read.DataFields.AdditionalProperties.Keys, Is.SupersetOf(new[] { "campaignId", "createdAt", "labels", "pigeon", "workflowId" }));
        Assert.That(JToken.DeepEquals(JObject.Parse(read.ToJson()), JObject.Parse(json)), read.ToJson());
        Assert.That(Read(read.ToJson()).ToJson(), Is.EqualTo(read.ToJson()));
    }

    [Test]
    public async Task An_event_is_read_from_a_stream_that_stays_open()
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(Click));

        var read = await IterableWebhookEvent.ParseAsync(body);

        Assert.That(read.Kind, Is.EqualTo(WebhookEventKind.EmailClick));
        Assert.That(body.CanRead);
    }

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"ada@example.com\"")]
    [TestCase("{\"email\":\"ada@example.com\"")]
    [TestCase("{\"email\":\"ada@example.com\"}{}")]
    [TestCase("ada@example.com")]
    public void What_is_no_object_is_refused_without_repeating_it(string text) =>
        Assert.That(() => Read(text), Throws.TypeOf<FormatException>().With.Message.Not.Contains("ada").And.Message.StartsWith("The event of a webhook cannot be read"));

    [Test]
    public void Any_bytes_are_read_or_refused_in_one_way() =>
        Prop.ForAll<byte[]>(bytes => ReadsOrRefuses(bytes)).Check(Properties.Cases(500));

    [Test]
    public void Any_JSON_under_any_member_is_kept()
    {
        string[] names = [.. typeof(WebhookEventFields).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => property.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName).OfType<string>(), "other", "$ref", ""];
        var values = Gen.Elements("null", "true", "0", "-1.5", "9223372036854775808", "\"\\ud800\"", "\"2026-01-01\"", "[]", "[null]", "[1,\"a\"]", "{}", "{\"a\":{\"b\":[{}]}}", "\"c1:t2:x\"");
        var members = Gen.Zip(Gen.Elements(names), values).ListOf();

        Prop.ForAll(members.ToArbitrary(), list =>
        {
            var fields = string.Join(",", list.DistinctBy(m => m.Item1).Select(m => $"{JsonConvert.ToString(m.Item1)}:{m.Item2}"));
            var read = Read("{\"eventName\":\"emailSend\",\"dataFields\":{" + fields + "}}");
            _ = (read.DuplicateKey, read.UserEmail, read.CreatedAt);
            return Read(read.ToJson()).ToJson() == read.ToJson() && JObject.Parse(read.ToJson())["dataFields"]!.Count() == list.DistinctBy(m => m.Item1).Count();
        }).Check(Properties.Cases(300));
    }

    [TestCase("9223372036854775808")]
    [TestCase("1.5")]
    [TestCase("[1,1.5]")]
    public void A_number_that_its_member_cannot_hold_exactly_is_kept_beside_it(string number)
    {
        var read = Read("{\"dataFields\":{\"channelIds\":" + number + ",\"campaignId\":" + number + "}}");

        Assert.That((read.DataFields!.CampaignId, read.DataFields.ChannelIds), Is.EqualTo(((long?)null, (IList<long>?)null)));
        Assert.That(read.ToJson(), Does.Contain($"\"campaignId\":{number}").And.Contain($"\"channelIds\":{number}"));
    }

    [TestCase("1e400")]
    public void A_number_that_nothing_holds_is_refused_in_the_same_way(string number) =>
        Assert.That(() => Read("{\"dataFields\":{\"campaignId\":" + number + "}}"), Throws.TypeOf<FormatException>().With.Message.Not.Contains(number));

    [Test]
    public void Deep_nesting_is_refused_and_does_not_end_the_process() =>
        Assert.That(ReadsOrRefuses(Encoding.UTF8.GetBytes("{\"dataFields\":" + new string('[', 100_000) + new string(']', 100_000) + "}")));

    [TestCase("c59667:t93849:x@y", 59667, 93849, "x@y")]
    [TestCase("c1:t2:a:b@example.com", 1, 2, "a:b@example.com")]
    public void An_email_id_is_taken_apart(string text, long campaign, long template, string email)
    {
        Assert.That(IterableEmailId.TryParse(text, out var id));
        Assert.That((id.CampaignId, id.TemplateId, id.Email), Is.EqualTo((campaign, template, email)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("c1:t2")]
    [TestCase("c1:t2:")]
    [TestCase("t1:c2:x@y")]
    [TestCase("c-1:t2:x@y")]
    [TestCase("c99999999999999999999:t2:x@y")]
    public void What_is_no_email_id_is_not(string? text) => Assert.That(IterableEmailId.TryParse(text, out _), Is.False);

    private static bool ReadsOrRefuses(byte[] bytes)
    {
        try
        {
            IterableWebhookEvent.Parse(bytes).ToJson();
            return true;
        }
        catch (FormatException)
        {
            return true;
        }
    }

    private static IterableWebhookEvent Read(string json) => IterableWebhookEvent.Parse(Encoding.UTF8.GetBytes(json));
}
