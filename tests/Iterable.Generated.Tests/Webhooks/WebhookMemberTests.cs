using System.Reflection;
using System.Text;

namespace Iterable.Generated.Tests.Webhooks;

/// <summary>The names that Iterable's help centre, published schemas and bodies of events have, each with a value as it was seen, or as its name has it where none was.</summary>
[TestFixture]
public sealed class WebhookMemberTests
{
    private static readonly (string Kind, string Fields)[] Seen =
    [
        ("emailSend", """
            {"email":"x@y","createdAt":"2016-12-02 20:21:04 +00:00","campaignId":59667,"campaignName":"c","templateId":93849,"templateName":"t","messageId":"m","channelId":3420,"messageTypeId":3866,
            "experimentId":11,"workflowId":12,"workflowName":"w","emailSubject":"s","emailId":"c59667:t93849:x@y","contentId":331201,"labels":["a"],"messageBusId":"b","locale":"de",
            "catalogCollectionCount":1,"catalogLookupCount":0,"productRecommendationCount":2}
            """),
        ("emailClick", """{"url":"u","canonicalUrlId":"3145668988","linkUrl":"l","linkId":"31","userAgent":"Mozilla","userAgentDevice":"Mac","ip":"192.0.2.1","city":"Paris","region":"IDF","country":"FR","proxySource":"Gmail"}"""),
        ("emailBounce", """{"recipientState":"HardBounce","bounceMessage":"550 no such user"}"""),
        ("emailComplaint", """{"recipientState":"Complaint"}"""),
        ("emailSendSkip", """{"reason":"DuplicateMarketingMessage"}"""),
        ("emailSubscribe", """{"emailListIds":[1589748],"messageTypeIds":[1],"channelIds":[2],"signupSource":"WebForm","profileUpdatedAt":"2016-12-02 20:21:04 +00:00","publicIdString":"p"}"""),
        ("emailUnSubscribe", """{"unsubSource":"EmailLink"}"""),
        ("smsReceived", """{"fromPhoneNumber":"+16503926753","toPhoneNumber":"+14155555555","smsMessage":"STOP"}"""),
        ("smsBounce", """{"smsProviderResponse":{"status":404,"message":"m","code":20404,"more_info":"i"}}"""),
        ("pushSend", """{"pushMessage":"p","deeplink":{"ios":"a","android":"b"}}"""),
        ("inAppSend", """{"inAppBody":"<p>"}"""),
        ("webPushSend", """{"webPushMessage":"w"}"""),
    ];

    private static IEnumerable<TestCaseData> Members() =>
        from seen in Seen
        from member in JObject.Parse(seen.Fields).Properties()
        select new TestCaseData(seen.Kind, member.Name, member.Value.ToString(Formatting.None)).SetArgDisplayNames(seen.Kind, member.Name);

    [TestCaseSource(nameof(Members))]
    public void A_member_that_was_seen_is_typed_and_written_as_it_came(string kind, string name, string value)
    {
        var property = typeof(WebhookEventFields).GetProperties().Single(property => property.GetCustomAttribute<JsonPropertyAttribute>()?.PropertyName == name);
        var json = "{\"eventName\":\"" + kind + "\",\"dataFields\":{\"" + name + "\":" + value + "}}";

        var read = IterableWebhookEvent.Parse(Encoding.UTF8.GetBytes(json));

        Assert.That(property.GetValue(read.DataFields), Is.Not.Null);
        Assert.That(read.DataFields!.AdditionalProperties, Is.Empty);
        Assert.That(JToken.DeepEquals(JObject.Parse(read.ToJson()), JObject.Parse(json)), read.ToJson());
    }

    // In the order of the help centre's list.
    [TestCase("emailSend emailBounce emailClick emailComplaint emailOpen emailSendSkip emailSubscribe emailUnSubscribe hostedUnsubscribeClick")]
    [TestCase("embeddedClick embeddedImpression embeddedReceived embeddedSession")]
    [TestCase("inAppClick inAppDelete inAppRecall inAppOpen inAppSend inAppSendSkip journeyExit")]
    [TestCase("pushBounce pushOpen pushSend pushSendSkip pushUninstall")]
    [TestCase("smsBounce smsClick smsReceived smsSend smsSendSkip")]
    [TestCase("webPushClick webPushSend webPushSendSkip")]
    [TestCase("whatsAppReceived whatsAppSeen whatsAppSend whatsAppClick whatsAppBounce whatsAppSendSkip")]
    public void The_kinds_that_are_listed_are_known(string kinds)
    {
        var known = typeof(WebhookEventKind.Values).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.That(kinds.Split(' ').Except(known), Is.Empty);
    }

    [TestCase("{\"eventName\":\"emailOpen\",\"dataFields\":{\"total\":NaN}}")]
    [TestCase("{\"dataFields\":{\"other\":Infinity}}")]
    [TestCase("{'eventName':'emailOpen'}")]
    [TestCase("{eventName:\"emailOpen\"}")]
    [TestCase("{\"eventName\":\"emailOpen\",}")]
    [TestCase("{/* a */}")]
    [TestCase("{\"a\":01}")]
    public void What_only_looks_like_JSON_is_refused(string json) => Assert.That(() => IterableWebhookEvent.Parse(Encoding.UTF8.GetBytes(json)), Throws.TypeOf<FormatException>());

    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    [TestCase("utf-32")]
    public void Another_encoding_is_refused(string encoding) =>
        Assert.That(() => IterableWebhookEvent.Parse(Encoding.GetEncoding(encoding).GetBytes("{\"eventName\":\"emailOpen\"}")), Throws.TypeOf<FormatException>());

    [Test]
    public void A_mark_of_UTF8_before_it_is_read_over() => Assert.That(IterableWebhookEvent.Parse("\uFEFF{\"eventName\":\"emailOpen\"}"u8).Kind, Is.EqualTo(WebhookEventKind.EmailOpen));

    [TestCase("{\"email\":\"a@example.com\",\"email\":\"b@example.com\",\"eventName\":\"emailOpen\"}")]
    [TestCase("{\"eventName\":\"emailOpen\",\"dataFields\":{\"other\":1,\"other\":{\"a\":1,\"a\":2},\"createdAt\":\"2016-12-02 20:21:04 +00:00\"}}")]
    public void A_member_that_stands_twice_is_read(string json)
    {
        var read = IterableWebhookEvent.Parse(Encoding.UTF8.GetBytes(json));
        Assert.That((read.Kind, IterableWebhookEvent.Parse(Encoding.UTF8.GetBytes(read.ToJson())).DuplicateKey), Is.EqualTo((WebhookEventKind.EmailOpen, read.DuplicateKey)));
    }
}
