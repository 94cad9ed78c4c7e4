namespace Iterable.Generated.Testing.Tests;

public class EventTests : ServerTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);

    [Test]
    public async Task A_tracked_event_is_in_the_history_of_its_user()
    {
        await Client.Events.TrackEventAsync(new TrackEventRequest("signedUp")
        {
            Email = "ada@example.com",
            CreatedAt = Time,
            CampaignId = 7,
            DataFields = new JObject { ["source"] = "newsletter" },
        });

        var history = (await Client.Events.GetEventsByEmailAsync("ada@example.com")).Events!.Single();
        var raw = await GetJsonAsync("events/ada@example.com");

        Assert.Multiple(() =>
        {
            Assert.That((history.EventName, history.CreatedAt, history.CampaignId), Is.EqualTo(("signedUp", Time, 7L)));
            Assert.That((string?)history.DataFields?["source"], Is.EqualTo("newsletter"));
            Assert.That((string?)raw["events"]![0]!["createdAt"], Is.EqualTo("2026-01-14 06:20:22 +00:00"));
            Assert.That(Server.Events.AssertTracked("signedUp", "ada@example.com", new { source = "newsletter" }, times: 1).CreatedAt, Is.EqualTo(Time));
            Server.Users.AssertExists("ada@example.com");
        });
    }

    [Test]
    public async Task An_event_with_an_id_is_updated_when_it_comes_again()
    {
        foreach (var source in (string[])["newsletter", "friend"])
        {
            await Client.Events.TrackEventAsync(new TrackEventRequest("signedUp")
            {
                Email = "ada@example.com",
                Id = "signup-1",
                DataFields = new JObject { ["source"] = source },
            });
        }

        Server.Events.AssertTracked("signedUp", "ada@example.com", new { source = "friend" }, times: 1);
        Server.Events.AssertNotTracked("signedUp", "ada@example.com", new { source = "newsletter" });
    }

    [Test]
    public async Task An_event_without_a_time_has_that_of_the_server()
    {
        Server.Clock.Stop();
        Server.Clock.Set(Time);

        await Client.Events.TrackEventAsync(new TrackEventRequest("signedUp") { Email = "ada@example.com" });

        Assert.That(Server.Events.Single().CreatedAt, Is.EqualTo(Time));
    }

    [Test]
    public async Task The_history_is_newest_first_and_limited()
    {
        for (var i = 0; i < 40; i++)
            Server.Events.Add($"event{i}", "ada@example.com", Time.AddMinutes(i));

        var byDefault = (await Client.Events.GetEventsByEmailAsync("ada@example.com")).Events!;
        var two = (await Client.Events.GetEventsByEmailAsync("ada@example.com", limit: 2)).Events!;
        var none = (await Client.Events.GetEventsByEmailAsync("nobody@example.com")).Events!;

        Assert.Multiple(() =>
        {
            Assert.That(byDefault, Has.Count.EqualTo(30));
            Assert.That(two.Select(item => item.EventName), Is.EqualTo(new[] { "event39", "event38" }));
            Assert.That(none, Is.Empty);
        });
    }

    [Test]
    public async Task The_history_by_user_id_has_what_users_did_with_messages_too()
    {
        Server.Users.Add("ada@example.com", userId: "u-1");
        Server.Events.Add("signedUp", "ada@example.com", Time);
        using var app = Server.CreateClient(IterableKeyType.Mobile);
        await app.Events.TrackPushOpenAsync(new TrackPushOpenRequest(7, "m-1") { UserId = "u-1", CreatedAt = Time.AddHours(1) });

        var events = (await Client.Events.GetEventsByUserIdAsync("u-1")).Events!;
        var export = await Http.GetStringAsync("export/data.json?dataTypeName=pushOpen&range=All");
        var custom = await Http.GetStringAsync("export/data.json?dataTypeName=customEvent&range=All");

        Assert.Multiple(() =>
        {
            Assert.That(events.Select(item => item.EventName), Is.EqualTo(new[] { null, "signedUp" }));
            Assert.That((events[0].CreatedAt, events[0].CampaignId), Is.EqualTo((Time.AddHours(1), (long?)7)));
            Assert.That((string?)JObject.Parse(export)["messageId"], Is.EqualTo("m-1"));
            Assert.That((string?)JObject.Parse(custom)["eventName"], Is.EqualTo("signedUp"));
        });
    }

    [TestCase("events/track", """{"email":"ada@example.com","eventName":"signedUp","id":"?"}""")]
    [TestCase("events/trackBulk", """{"events":[{"email":"bob@example.com","eventName":"signedUp"},{"email":"ada@example.com","eventName":"signedUp","id":"?"}]}""")]
    [TestCase("commerce/trackPurchase", """{"user":{"email":"ada@example.com"},"total":1,"items":[],"id":"?"}""")]
    public async Task An_id_has_512_bytes_at_most(string path, string json)
    {
        await ErrorAsync(await PostAsync(path, json.Replace("?", new string('é', 257))), HttpStatusCode.BadRequest, "BadParams");
        Assert.That(Server.Users, Is.Empty);

        Assert.That((await PostAsync(path, json.Replace("?", new string('é', 256)))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_disallowed_event_is_answered_with_200_and_not_recorded()
    {
        Server.Project.DisallowEvents("internal");

        var answer = (await Assert.CatchAsync<IterableEventDisallowedException>(
            () => Client.Events.TrackEventAsync(new TrackEventRequest("internal") { Email = "ada@example.com" })))!;

        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((answer.Code?.Value, answer.ApiMessage), Is.EqualTo(("Success", "event internal is disallowed from tracking.")));
            Assert.That(Server.Events.Count, Is.Zero);
        });
    }

    [Test]
    public async Task Tracking_in_bulk_counts_and_names_what_failed()
    {
        Server.Project.DisallowEvents("internal");
        Server.Users.Forget("gone@example.com");

        var answer = await Client.Events.TrackBulkEventsAsync(new BulkTrackRequest([
            new TrackEventRequest("signedUp") { Email = "ada@example.com", DataFields = new JObject { ["source"] = "x" } },
            new TrackEventRequest("signedUp") { UserId = "u-1" },
            new TrackEventRequest("internal") { Email = "ada@example.com" },
            new TrackEventRequest("signedUp") { Email = "gone@example.com" },
            new TrackEventRequest("signedUp") { Email = "ada" },
        ]));

        Assert.Multiple(() =>
        {
            Assert.That((answer.SuccessCount, answer.FailCount), Is.EqualTo((2L, 3L)));
            Assert.That(answer.DisallowedEventNames, Is.EqualTo(new[] { "internal" }));
            Assert.That(answer.FailedUpdates!.ForgottenEmails, Is.EqualTo(new[] { "gone@example.com" }));
            Assert.That(answer.FailedUpdates.InvalidEmails, Is.EqualTo(new[] { "ada" }));
            Assert.That(answer.CreatedFields, Is.EqualTo(new[] { "source" }));
            Server.Events.AssertTracked("signedUp", userId: "u-1");
        });
    }

    [Test]
    public async Task A_purchase_is_kept_with_its_items_and_empties_the_cart()
    {
        var item = new CommerceItem("b-1", "Book", 12.5m, 2);
        var user = new CommerceUser { Email = "ada@example.com" };
        await Client.Commerce.UpdateCartAsync(new UpdateCartRequest(user, [item]));
        var cart = Server.Users.Find("ada@example.com")!.DataFields["shoppingCartItems"];

        await Client.Commerce.TrackPurchaseAsync(new PurchaseRequest(user, [item], 25) { Id = "p-1" });
        await Client.Commerce.TrackPurchaseAsync(new PurchaseRequest(user, [item], 25) { Id = "p-1" });

        Assert.Multiple(() =>
        {
            Assert.That((string?)cart![0]!["name"], Is.EqualTo("Book"));
            Assert.That(Server.Users.Find("ada@example.com")!.DataFields.ContainsKey("shoppingCartItems"), Is.False);
            Assert.That((string?)Server.Purchases.AssertTracked("ada@example.com", total: 25, times: 1).Items[0]["name"], Is.EqualTo("Book"));
        });
    }
}
