namespace Iterable.Generated.Testing.Tests;

public class EmbeddedTests : ServerTests
{
    private const string Ada = "ada@example.com";

    [Test]
    public async Task Messages_come_by_placement_in_the_order_of_their_rank()
    {
        var second = Server.EmbeddedMessages.Add(Ada, 10, new { metadata = new { priorityOrder = 2 }, elements = new { title = "Second" } });
        var first = Server.EmbeddedMessages.Add(Ada, 10, new { metadata = new { priorityOrder = 1 }, elements = new { title = "First" } });
        Server.EmbeddedMessages.Add(Ada, 20);
        Server.EmbeddedMessages.Add("bob@example.com", 10);

        var all = (await Client.EmbeddedMessaging.GetEmbeddedMessagesAsync(email: Ada)).Placements!;
        var chosen = (await Client.EmbeddedMessaging.GetEmbeddedMessagesAsync(
            email: Ada, platform: AppPlatform.Ios, placementIds: [10, 30], currentMessageIds: [first])).Placements!;

        Assert.Multiple(() =>
        {
            Assert.That(all.Select(placement => placement.PlacementId), Is.EqualTo(new[] { 10, 20 }));
            Assert.That(all[0].EmbeddedMessages!.Select(message => message.Metadata?.MessageId), Is.EqualTo(new[] { first, second }));
            Assert.That(chosen.Select(placement => placement.EmbeddedMessages!.Count), Is.EqualTo(new[] { 2, 0 }));
            Assert.That(chosen[0].EmbeddedMessages!.Select(message => message.Elements?.Title), Is.EqualTo(new[] { null, "Second" }));
        });
    }

    [Test]
    public async Task A_message_that_was_taken_away_does_not_come()
    {
        var id = Server.EmbeddedMessages.Add(Ada, 10);

        var removed = Server.EmbeddedMessages.Remove(id);

        Assert.That(removed, Is.True);
        Assert.That((await Client.EmbeddedMessaging.GetEmbeddedMessagesAsync(email: Ada, currentMessageIds: [id])).Placements, Is.Empty);
    }

    [Test]
    public async Task What_a_user_does_is_in_the_events_and_proofs_are_not()
    {
        var id = Server.EmbeddedMessages.Add(Ada, 10, new { metadata = new { campaignId = 7 } });
        var proof = Server.EmbeddedMessages.Add(Ada, 10, new { metadata = new { isProof = true } });
        var start = new DateTimeOffset(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);
        foreach (var messageId in new[] { id, proof })
        {
            await Client.EmbeddedMessaging.TrackEmbeddedReceivedAsync(new EmbeddedReceivedRequest(messageId) { Email = Ada });
            await Client.EmbeddedMessaging.TrackEmbeddedClickAsync(
                new EmbeddedClickRequest(messageId) { Email = Ada, ButtonIdentifier = "buy", CreatedAt = start });
        }

        await Client.EmbeddedMessaging.TrackEmbeddedSessionAsync(new EmbeddedSessionRequest
        {
            Email = Ada,
            Session = new EmbeddedSession { Id = "s-1", Start = start, End = start.AddSeconds(30) },
            Impressions =
            [
                new EmbeddedImpression { MessageId = id, PlacementId = 10, DisplayCount = 2, DisplayDuration = 12.5m },
                new EmbeddedImpression { MessageId = proof, PlacementId = 10, DisplayCount = 1 },
            ],
        });

        Assert.Multiple(() =>
        {
            Server.Events.AssertTracked("embeddedReceived", Ada, new { messageId = id }, times: 1);
            var click = Server.Events.AssertTracked("embeddedClick", Ada, new { buttonIdentifier = "buy" }, times: 1);
            Assert.That((click.CreatedAt, click.CampaignId), Is.EqualTo((start, (long?)7)));
            Server.Events.AssertTracked("embeddedSession", Ada, new { id = "s-1", start }, times: 1);
            Server.Events.AssertTracked("embeddedImpression", Ada, new { messageId = id, displayDuration = 12.5, sessionId = "s-1" }, times: 1);
            Assert.That(Server.Events.Count, Is.EqualTo(4));
        });
    }
}
