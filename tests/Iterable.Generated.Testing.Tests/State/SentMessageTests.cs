namespace Iterable.Generated.Testing.Tests;

public class SentMessageTests : ServerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);

    private long _receipt;
    private long _blast;

    [SetUp]
    public void AddCampaigns()
    {
        Server.Clock.Stop();
        Server.Clock.Set(Start);
        Server.Users.Add("ada@example.com", userId: "u-1");
        Server.Users.Add("bob@example.com");
        _receipt = Server.Campaigns.Add(new { name = "Receipt", templateId = 7 });
        _blast = Server.Campaigns.Add(new { name = "News", type = "Blast", templateId = 8 });
    }

    [Test]
    public async Task Messages_to_a_user_are_listed_newest_first()
    {
        await SendAsync(_receipt, "ada@example.com");
        await SendAsync(_blast, "ada@example.com");
        await SendAsync(_receipt, "bob@example.com");

        var messages = (await Client.Users.GetSentMessagesAsync(userId: "u-1")).Messages!;

        Assert.Multiple(() =>
        {
            Assert.That(messages.Select(message => message.CampaignId), Is.EqualTo(new[] { _blast, _receipt }));
            Assert.That(messages.Select(message => message.TemplateId), Is.EqualTo(new long?[] { 8, 7 }));
            Assert.That(messages[1].CreatedAt, Is.EqualTo(Start));
            Assert.That(messages[1].MessageId, Is.EqualTo(Server.Messages.First().MessageId));
        });
    }

    [Test]
    public async Task Ten_are_listed_unless_more_are_asked_for()
    {
        for (var i = 0; i < 12; i++)
            await SendAsync(_receipt, "ada@example.com");

        var few = (await Client.Users.GetSentMessagesAsync("ada@example.com")).Messages!.Count;
        var all = 0;
        await foreach (var _ in Client.Users.EnumerateSentMessagesAsync("ada@example.com"))
            all++;

        Assert.That((few, all), Is.EqualTo((10, 12)));
    }

    [Test]
    public async Task Campaigns_media_and_windows_narrow_the_list()
    {
        await SendAsync(_receipt, "ada@example.com");
        await SendAsync(_blast, "ada@example.com");
        await Client.Sms.SendSmsAsync(new TargetSmsRequest(_receipt) { RecipientEmail = "ada@example.com" });

        Assert.Multiple(async () =>
        {
            Assert.That(await CountAsync(campaignIds: [_blast]), Is.EqualTo(1));
            Assert.That(await CountAsync(excludeBlastCampaigns: true), Is.EqualTo(2));
            Assert.That(await CountAsync(campaignIds: [_blast], excludeBlastCampaigns: true), Is.EqualTo(1));
            Assert.That(await CountAsync(messageMedium: MessageMedium.Sms), Is.EqualTo(1));
            Assert.That(await CountAsync(startDateTime: Start.AddSeconds(2)), Is.EqualTo(1));
            Assert.That(await CountAsync(endDateTime: Start.AddSeconds(2)), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Somebody_has_to_be_named() =>
        Assert.That((await Assert.CatchAsync<IterableException>(() => Client.Users.GetSentMessagesAsync()))!.Code?.Value, Is.EqualTo("BadParams"));

    private async Task SendAsync(long campaign, string email)
    {
        await Client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(campaign) { RecipientEmail = email });
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task<int> CountAsync(
        IEnumerable<long>? campaignIds = null,
        DateTimeOffset? startDateTime = null,
        DateTimeOffset? endDateTime = null,
        bool? excludeBlastCampaigns = null,
        MessageMedium? messageMedium = null) =>
        (await Client.Users.GetSentMessagesAsync(
            "ada@example.com",
            campaignIds: campaignIds,
            startDateTime: startDateTime,
            endDateTime: endDateTime,
            excludeBlastCampaigns: excludeBlastCampaigns,
            messageMedium: messageMedium)).Messages!.Count;
}
