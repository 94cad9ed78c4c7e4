namespace Iterable.Generated.Testing.Tests;

public class ListTests : ServerTests
{
    [Test]
    public async Task Users_join_a_list_and_leave_it()
    {
        var list = (await Client.Lists.CreateListAsync(new CreateListRequest("Readers") { Description = "Who reads" })).ListId!.Value;

        var joined = await Client.Lists.SubscribeToListAsync(new SubscribeRequest(list, [new Subscriber { Email = "ada@example.com", DataFields = new JObject { ["plan"] = "pro" } }, new Subscriber { Email = "bob" }]));
        Server.Lists.AssertMember(list, "ada@example.com");
        Assert.That(Server.Users.Find("ada@example.com")!.ListIds, Is.EqualTo(new[] { list }));

        var left = await Client.Lists.UnsubscribeFromListAsync(new UnsubscribeRequest(list, [new Unsubscriber { Email = "ada@example.com" }, new Unsubscriber { UserId = "nobody" }]));

        Assert.Multiple(() =>
        {
            Assert.That((joined.SuccessCount, joined.FailCount), Is.EqualTo((1L, 1L)));
            Assert.That(joined.FailedUpdates!.InvalidEmails, Is.EqualTo(new[] { "bob" }));
            Assert.That((left.SuccessCount, left.FailCount), Is.EqualTo((1L, 1L)));
            Assert.That(left.FailedUpdates!.NotFoundUserIds, Is.EqualTo(new[] { "nobody" }));
            Server.Lists.AssertNotMember(list, "ada@example.com");
            Server.Users.AssertExists("ada@example.com", new { plan = "pro" });
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    [TestCase(null)]
    public async Task Who_leaves_a_list_leaves_its_channel_where_that_is_asked(bool? channel)
    {
        var list = Server.Lists.Add("Readers", "ada@example.com");

        await Client.Lists.UnsubscribeFromListAsync(new UnsubscribeRequest(list, [new Unsubscriber { Email = "ada@example.com" }]) { ChannelUnsubscribe = channel });

        Server.Lists.AssertNotMember(list, "ada@example.com");
        Assert.That(Server.Users.Find("ada@example.com")!.UnsubscribedChannelIds, Is.EqualTo(channel == true ? new[] { 1L } : []));
    }

    [TestCase(IterableTestIdentity.Hybrid)]
    [TestCase(IterableTestIdentity.UserId)]
    public async Task Only_users_that_exist_join_when_that_is_asked(IterableTestIdentity identity)
    {
        Server.Project.Identity = identity;
        var list = Server.Lists.Add("Readers");

        var answer = await Client.Lists.SubscribeToListAsync(new SubscribeRequest(list, [new Subscriber { Email = "nobody@example.com" }])
        {
            UpdateExistingUsersOnly = true,
        });

        Assert.Multiple(() =>
        {
            Assert.That(answer.FailedUpdates!.NotFoundEmails, Is.EqualTo(new[] { "nobody@example.com" }));
            Assert.That(Server.Users.Count, Is.Zero);
        });
    }

    [Test]
    public async Task Users_that_do_not_exist_join_all_the_same_where_the_address_identifies()
    {
        Server.Project.Identity = IterableTestIdentity.Email;
        var list = Server.Lists.Add("Readers");

        await Client.Lists.SubscribeToListAsync(new SubscribeRequest(list, [new Subscriber { Email = "nobody@example.com" }]) { UpdateExistingUsersOnly = true });

        Server.Lists.AssertMember(list, "nobody@example.com");
    }

    [TestCase(IterableTestIdentity.Hybrid, "u-1")]
    [TestCase(IterableTestIdentity.UserId, "u-1")]
    [TestCase(IterableTestIdentity.Email, "ada@example.com")]
    public async Task Members_are_named_by_userId_where_that_is_asked_and_the_address_does_not_identify(IterableTestIdentity identity, string expected)
    {
        Server.Users.Add("ada@example.com", userId: "u-1");
        var list = Server.Lists.Add("Readers", "ada@example.com");
        Server.Project.Identity = identity;

        var all = await Http.GetStringAsync($"lists/getUsers?listId={list}&preferUserId=true");
        var preview = await Http.GetStringAsync($"lists/previewUsers?listId={list}&preferUserId=true");

        Assert.That((all, preview), Is.EqualTo(($"{expected}\n", $"{expected}\n")));
    }

    [Test]
    public async Task Lists_have_their_times_in_milliseconds()
    {
        Server.Clock.Stop();
        Server.Clock.Set(new DateTimeOffset(2026, 1, 14, 6, 20, 22, TimeSpan.Zero));
        Server.Lists.Add("Readers");

        var raw = await GetJsonAsync("lists");
        var read = (await Client.Lists.ListListsAsync()).Lists!.Single();

        Assert.Multiple(() =>
        {
            Assert.That((long?)raw["lists"]![0]!["createdAt"], Is.EqualTo(1768371622000));
            Assert.That(read.CreatedAt, Is.EqualTo(Server.Clock.GetUtcNow()));
            Assert.That(read.ListType, Is.EqualTo(ListType.Standard));
        });
    }

    [Test]
    public async Task A_deleted_list_is_gone_and_its_members_stay()
    {
        var list = Server.Lists.Add("Readers", "ada@example.com");

        await Client.Lists.DeleteListAsync(list);
        var thrown = await Assert.CatchAsync<IterableException>(() => Client.Lists.DeleteListAsync(list));

        Assert.Multiple(() =>
        {
            Assert.That(Server.Lists, Is.Empty);
            Server.Users.AssertExists("ada@example.com");
            Assert.That((thrown!.StatusCode, thrown.Code?.Value), Is.EqualTo((HttpStatusCode.BadRequest, "BadParams")));
        });
    }

    [Test]
    public async Task A_list_that_a_campaign_uses_cannot_be_deleted()
    {
        var list = Server.Lists.Add("Readers");
        Server.Campaigns.Add(new { listIds = new[] { list } });

        await Assert.CatchAsync<IterableConflictException>(() => Client.Lists.DeleteListAsync(list));

        Assert.That(Server.Lists.Find(list), Is.Not.Null);
    }

    [Test]
    public async Task A_preview_is_a_sample_that_differs_from_call_to_call()
    {
        var members = Enumerable.Range(1, 1200).Select(number => $"user-{number}@example.com").ToArray();
        var list = Server.Lists.Add("Readers", members);

        var usual = await ReadAsync(await Client.Lists.PreviewListUsersAsync(list));
        var first = await ReadAsync(await Client.Lists.PreviewListUsersAsync(list, size: 50));
        var second = await ReadAsync(await Client.Lists.PreviewListUsersAsync(list, size: 50));
        var tooMany = await Assert.CatchAsync<IterableException>(() => Client.Lists.PreviewListUsersAsync(list, size: 5001));

        Assert.Multiple(() =>
        {
            Assert.That((usual.Count, first.Count), Is.EqualTo((1000, 50)));
            Assert.That(usual, Is.SubsetOf(members).And.Unique);
            Assert.That(first, Is.Not.EqualTo(second));
            Assert.That(tooMany!.Code?.Value, Is.EqualTo("BadParams"));
        });
    }

    private static async Task<List<string>> ReadAsync(IterableStreamResponse response)
    {
        var lines = new List<string>();
        await foreach (var line in response.ReadLinesAsync())
            lines.Add(line);
        return lines;
    }
}
