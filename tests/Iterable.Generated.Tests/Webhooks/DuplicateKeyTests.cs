using System.Text;

namespace Iterable.Generated.Tests.Webhooks;

[TestFixture]
public sealed class DuplicateKeyTests
{
    private const string Event = """{"email":"ada@example.com","eventName":"emailClick","dataFields":{"messageId":"m-1","createdAt":"2026-12-02 20:31:39 +00:00","url":"https://shop.example/a","ip":"10.0.0.1"}}""";
    private const string Subscription = """{"email":"ada@example.com","eventName":"emailSubscribe","dataFields":{"createdAt":"2026-12-02 20:31:39 +00:00","emailListIds":[1],"channelIds":[]}}""";

    [Test]
    public void The_same_event_has_the_same_key_in_another_form()
    {
        Assert.That(Key(Event.Replace("20:31:39 +00:00", "21:31:39 +01:00")), Is.EqualTo(Key(Event)));
        Assert.That(Key("""{"eventName":"emailSubscribe","dataFields":{"channelIds":[],"emailListIds":[1],"createdAt":"2026-12-02 20:31:39 +00:00"},"email":"ada@example.com"}"""), Is.EqualTo(Key(Subscription)));
        Assert.That(Key(Event.Replace("eventName", "eventTitle")), Is.EqualTo(Key(Event)));
    }

    [TestCase("emailClick", "emailOpen")]
    [TestCase("m-1", "m-2")]
    [TestCase("20:31:39", "20:31:40")]
    [TestCase("example/a", "example/b")]
    [TestCase("ada@", "bob@")]
    [TestCase("2026-12-02 20:31:39 +00:00", "last night")]
    public void Another_event_has_another_key(string old, string other) => Assert.That(Key(Event.Replace(old, other)), Is.Not.Null.And.Not.EqualTo(Key(Event)));

    [TestCase("clickedUrl", "\"https://shop.example/a\"", "\"https://shop.example/b\"")]
    [TestCase("linkUrl", "\"https://shop.example/a\"", "\"https://shop.example/b\"")]
    [TestCase("linkId", "\"1\"", "\"2\"")]
    [TestCase("hrefIndex", "1", "2")]
    [TestCase("embeddedButtonId", "\"yes\"", "\"no\"")]
    [TestCase("embeddedTargetUrl", "\"a\"", "\"b\"")]
    [TestCase("smsMessage", "\"STOP\"", "\"START\"")]
    [TestCase("whatsAppBodyField", "\"STOP\"", "\"START\"")]
    [TestCase("emailListIds", "[1]", "[2]")]
    [TestCase("channelIds", "[1]", "[2]")]
    [TestCase("messageTypeIds", "[]", "[7]")]
    public void Two_things_that_a_user_does_with_one_message_in_one_second_are_two_events(string member, string one, string other) =>
        Assert.That(Key(Event.Replace("\"ip\"", $"\"{member}\":{one},\"ip\"")), Is.Not.EqualTo(Key(Event.Replace("\"ip\"", $"\"{member}\":{other},\"ip\""))));

    [Test]
    public void Where_the_user_was_does_not_count() => Assert.That(Key(Event.Replace("10.0.0.1", "10.0.0.2")), Is.EqualTo(Key(Event)));

    [Test]
    public void Without_a_message_everything_counts() => Assert.That(Key(Subscription.Replace("[1]", "[2]")), Is.Not.EqualTo(Key(Subscription)));

    [TestCase("""{"email":"ada@example.com","eventName":"inAppSendSkip"}""")]
    [TestCase("""{"email":"ada@example.com","eventName":"inAppSendSkip","dataFields":{"messageId":"m-1"}}""")]
    [TestCase("""{"email":"ada@example.com","eventName":"inAppSendSkip","dataFields":{"messageId":"m-1","createdAt":null}}""")]
    public void Events_without_a_time_cannot_be_told_apart(string json) => Assert.That(Key(json), Is.Null);

    [Test]
    public void A_key_holds_no_data() => Assert.That(Key(Event), Has.Length.EqualTo(64).And.Match("^[0-9a-f]+$"));

    private static string? Key(string json) => IterableWebhookEvent.Parse(Encoding.UTF8.GetBytes(json)).DuplicateKey;
}
