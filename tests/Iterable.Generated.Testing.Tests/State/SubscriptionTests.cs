namespace Iterable.Generated.Testing.Tests;

public class SubscriptionTests : ServerTests
{
    private const string Ada = "ada@example.com";

    private long _optIn;

    [SetUp]
    public void AddUser()
    {
        Server.Users.Add(Ada, userId: "u-1");
        _optIn = Server.MessageTypes.Add(new { name = "News", channelId = 1, subscriptionPolicy = "OptIn" });
    }

    [Test]
    public async Task A_bulk_update_of_users_changes_subscriptions_and_no_webhook_is_told()
    {
        var (joined, left) = (Server.Lists.Add("Writers"), Server.Lists.Add("Readers", "ada@example.com"));
        Server.Webhooks.Add(new { endpoint = $"{Server.BaseAddress}/hook" });
        var fields = new JObject { ["emailListIds"] = new JArray(joined), ["unsubscribedChannelIds"] = new JArray(1), ["unsubscribedMessageTypeIds"] = new JArray(2), ["plan"] = "pro" };

        await Client.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest([new UserUpdateRequest { Email = "ada@example.com", DataFields = fields }]));

        await Server.Webhooks.WaitUntilDeliveredAsync();
        var user = Server.Users.AssertExists("ada@example.com", new { plan = "pro" });
        Assert.Multiple(() =>
        {
            Assert.That(user.ListIds, Is.EqualTo(new[] { joined }));
            Assert.That(user.UnsubscribedChannelIds, Is.EqualTo(new[] { 1L }));
            Assert.That(user.UnsubscribedMessageTypeIds, Is.EqualTo(new[] { 2L }));
            Assert.That(user.DataFields.Count, Is.EqualTo(1), "they are no fields");
            Server.Lists.AssertNotMember(left, "ada@example.com");
            Assert.That(Server.Webhooks.Deliveries, Is.Empty);
        });
    }

    [Test]
    public async Task What_is_set_takes_the_place_of_what_was_and_what_is_null_stays()
    {
        var (first, second) = (Server.Lists.Add("First", Ada), Server.Lists.Add("Second"));
        await UpdateAsync(new UpdateSubscriptionsRequest { UnsubscribedChannelIds = [2], SubscribedMessageTypeIds = [_optIn] });

        await UpdateAsync(new UpdateSubscriptionsRequest { EmailListIds = [second], UnsubscribedMessageTypeIds = [1] });

        var user = Server.Users.Find(Ada)!;
        Assert.Multiple(() =>
        {
            Assert.That(user.ListIds, Is.EqualTo(new[] { second }), $"not {first}");
            Assert.That(user.UnsubscribedChannelIds, Is.EqualTo(new[] { 2 }));
            Assert.That(user.UnsubscribedMessageTypeIds, Is.EqualTo(new[] { 1 }));
            Assert.That(user.SubscribedMessageTypeIds, Is.EqualTo(new[] { _optIn }));
        });
    }

    [Test]
    public async Task What_is_empty_clears()
    {
        Server.Lists.Add("First", Ada);
        await UpdateAsync(new UpdateSubscriptionsRequest { UnsubscribedChannelIds = [2], UnsubscribedMessageTypeIds = [1] });

        await UpdateAsync(new UpdateSubscriptionsRequest { EmailListIds = [], UnsubscribedChannelIds = [] });

        var user = Server.Users.Find(Ada)!;
        Assert.That((user.ListIds.Count, user.UnsubscribedChannelIds.Count, user.UnsubscribedMessageTypeIds.Count), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public async Task The_profile_shows_what_was_chosen()
    {
        await UpdateAsync(new UpdateSubscriptionsRequest { UnsubscribedChannelIds = [2] });

        var fields = (await Client.Users.GetUserByEmailAsync(Ada)).User!.DataFields!;

        Assert.That((fields["unsubscribedChannelIds"]!.Single(), fields["emailListIds"]!.Count()), Is.EqualTo((new JValue(2), 0)));
    }

    [Test]
    public async Task A_message_type_of_a_channel_that_was_left_is_refused_unless_told_otherwise()
    {
        var request = new UpdateSubscriptionsRequest { UnsubscribedChannelIds = [1], SubscribedMessageTypeIds = [_optIn] };

        Assert.That((await Assert.CatchAsync<IterableException>(() => UpdateAsync(request)))!.Code?.Value, Is.EqualTo("BadParams"));
        Assert.That(Server.Users.Find(Ada)!.UnsubscribedChannelIds, Is.Empty);

        request.ValidateChannelAlignment = false;
        await UpdateAsync(request);

        Server.Subscriptions.AssertNotSubscribed(Ada, SubscriptionGroup.MessageType, _optIn);
        await UpdateAsync(new UpdateSubscriptionsRequest { UnsubscribedChannelIds = [] });
        Server.Subscriptions.AssertSubscribed(Ada, SubscriptionGroup.MessageType, _optIn);
    }

    [Test]
    public async Task A_bulk_update_tells_which_users_can_be_sent_again()
    {
        Server.Users.Add("bob@example.com");
        Server.Users.AddByUserId("u-2");
        Server.Subscriptions.FailInside("bob@example.com");
        Server.Subscriptions.FailInside("u-2");
        var request = new BulkUpdateSubscriptionsRequest([
            new UpdateSubscriptionsRequest { Email = Ada, UnsubscribedChannelIds = [1] },
            new UpdateSubscriptionsRequest { Email = "bob@example.com", UnsubscribedChannelIds = [1] },
            new UpdateSubscriptionsRequest { UserId = "u-2", UnsubscribedChannelIds = [1] },
            new UpdateSubscriptionsRequest { Email = "no address" },
            new UpdateSubscriptionsRequest { UserId = "nobody" },
        ]);

        var first = await Client.Users.BulkUpdateSubscriptionsAsync(request);
        var second = await Client.Users.BulkUpdateSubscriptionsAsync(request);

        Assert.Multiple(() =>
        {
            Assert.That((first.SuccessCount, first.FailCount), Is.EqualTo((1L, 4L)));
            Assert.That(first.InvalidEmails, Is.EqualTo(new[] { "no address" }));
            Assert.That(first.InvalidUserIds, Is.EqualTo(new[] { "nobody" }));
            Assert.That(first.ValidEmailFailures, Is.EqualTo(new[] { "bob@example.com" }));
            Assert.That(first.ValidUserIdFailures, Is.EqualTo(new[] { "u-2" }));
            Assert.That((second.SuccessCount, second.FailCount), Is.EqualTo((3L, 2L)));
            Server.Subscriptions.AssertNotSubscribed("bob@example.com", SubscriptionGroup.MessageChannel, 1);
        });
    }

    [Test]
    public async Task One_subscription_changes_and_the_others_stay()
    {
        var list = Server.Lists.Add("Readers");

        await Client.Subscriptions.SubscribeUserByEmailAsync(SubscriptionGroup.EmailList, list, Ada);
        await Client.Subscriptions.UnsubscribeUserByUserIdAsync(SubscriptionGroup.MessageChannel, 2, "u-1");
        await Client.Subscriptions.SubscribeUserByUserIdAsync(SubscriptionGroup.MessageType, _optIn, "u-1");
        await Client.Subscriptions.UnsubscribeUserByEmailAsync(SubscriptionGroup.MessageType, 1, Ada);

        Assert.Multiple(() =>
        {
            Server.Subscriptions.AssertSubscribed(Ada, SubscriptionGroup.EmailList, list);
            Server.Subscriptions.AssertSubscribed(Ada, SubscriptionGroup.MessageChannel, 1);
            Server.Subscriptions.AssertNotSubscribed(Ada, SubscriptionGroup.MessageChannel, 2);
            Server.Subscriptions.AssertNotSubscribed(Ada, SubscriptionGroup.MessageType, 1);
            Server.Subscriptions.AssertNotSubscribed(Ada, SubscriptionGroup.MessageType, 2);
            Server.Subscriptions.AssertSubscribed(Ada, SubscriptionGroup.MessageType, _optIn);
            Assert.That(Server.Requests.Select(request => request.Status), Is.All.EqualTo(202));
        });
    }

    [Test]
    public async Task Many_users_are_subscribed_and_unsubscribed_and_unknown_ones_passed_over()
    {
        var list = Server.Lists.Add("Readers");
        Server.Users.AddByUserId("u-2");
        var request = new BulkSubscriptionActionRequest { Users = [Ada, "nobody@example.com"], UsersByUserId = ["u-2"] };

        await Client.Subscriptions.BulkUpdateSubscriptionGroupAsync(SubscriptionGroup.EmailList, list, SubscriptionAction.Subscribe, request);
        Assert.That(Server.Lists.Find(list)!.Members, Is.EqualTo(new[] { Ada, "u-2" }));

        await Client.Subscriptions.BulkUpdateSubscriptionGroupAsync(SubscriptionGroup.EmailList, list, SubscriptionAction.Unsubscribe, request);
        Assert.That(Server.Lists.Find(list)!.Members, Is.Empty);
    }

    [TestCase("emailList", "Success")]
    [TestCase("messageType", "BadParams")]
    [TestCase("messageChannel", "BadParams")]
    public async Task What_does_not_exist_cannot_be_subscribed_to(string group, string code)
    {
        var thrown = await Assert.CatchAsync<IterableException>(() => Client.Subscriptions.SubscribeUserByEmailAsync(group, 99, Ada));

        Assert.That((thrown!.StatusCode, thrown.Code?.Value), Is.EqualTo((HttpStatusCode.BadRequest, code)));
    }

    [Test]
    public async Task A_double_opt_in_waits_until_its_user_agrees()
    {
        var request = new DoubleOptInSubscriptionsRequest([_optIn]) { Email = Ada, PhoneNumber = "+15555550100" };

        var answer = await Client.Subscriptions.SubscribeToDoubleOptInAsync(request);
        Server.Subscriptions.AssertNotSubscribed(Ada, SubscriptionGroup.MessageType, _optIn);
        Assert.That(Server.Subscriptions.DoubleOptIns.Single().PhoneNumber, Is.EqualTo("+15555550100"));

        Server.Subscriptions.ConfirmDoubleOptIn(Ada);
        var again = await Client.Subscriptions.SubscribeToDoubleOptInAsync(request);

        Assert.Multiple(() =>
        {
            Assert.That(answer, Does.Contain("accepted"));
            Assert.That(again, Is.Empty);
            Assert.That(Server.Requests.Select(sent => sent.Status), Is.EqualTo(new[] { 202, 204 }));
            Server.Subscriptions.AssertSubscribed("u-1", SubscriptionGroup.MessageType, _optIn);
            Assert.That(Server.Subscriptions.DoubleOptIns, Is.Empty);
            Assert.Throws<InvalidOperationException>(() => Server.Subscriptions.ConfirmDoubleOptIn(Ada));
        });
    }

    [Test]
    public async Task A_double_opt_in_of_an_unknown_user_is_refused_in_plain_text()
    {
        var thrown = await Assert.CatchAsync<IterableBadRequestException>(() => Client.Subscriptions.SubscribeToDoubleOptInAsync(
            new DoubleOptInSubscriptionsRequest([_optIn]) { Email = "nobody@example.com" }));

        Assert.That((thrown!.Code?.Value, thrown.ApiMessage), Is.EqualTo(((string?)null, "User not found for userId:  or email: nobody@example.com")));
    }

    [Test]
    public async Task A_failed_assertion_shows_what_was_chosen()
    {
        await UpdateAsync(new UpdateSubscriptionsRequest { UnsubscribedChannelIds = [2] });

        var thrown = Assert.Throws<IterableTestAssertionException>(() => Server.Subscriptions.AssertSubscribed(Ada, SubscriptionGroup.MessageChannel, 2));

        Assert.That(thrown!.Message, Does.Contain("messageChannel 2").And.Contain("unsubscribed channels [2]"));
    }

    private Task<IterableResponse> UpdateAsync(UpdateSubscriptionsRequest request)
    {
        request.Email = Ada;
        return Client.Users.UpdateSubscriptionsAsync(request);
    }
}
