namespace Iterable.Generated.Tool.Tests.Imports;

public class KindTests : ImportTests
{
    [Test]
    public async Task Users_are_added_to_a_list_and_removed_from_it()
    {
        var list = Server.Lists.Add("Readers", "old@example.com");
        await SucceedAsync("list", Folder.Write("readers.csv", "email,plan\nada@example.com,pro\n"), "--list", $"{list}");
        Server.Lists.AssertMember(list, "ada@example.com");
        Server.Users.AssertExists("ada@example.com", new { plan = "pro" });

        await SucceedAsync("unsubscribe", Folder.Write("gone.csv", "email,plan\nold@example.com,pro\n"), "--list", $"{list}", "--only", "email");

        Server.Lists.AssertNotMember(list, "old@example.com");
        Server.Lists.AssertMember(list, "ada@example.com");
    }

    [Test]
    public async Task Users_that_are_not_there_are_left_so_where_none_may_be_created()
    {
        Server.Users.Add("ada@example.com");

        await SucceedAsync("users", Folder.Write("customers.csv", "email,plan\nada@example.com,pro\nbob@example.com,pro\n"), "--update-only");

        Server.Users.AssertExists("ada@example.com", new { plan = "pro" });
        Server.Users.AssertNotExists("bob@example.com");
    }

    [Test]
    public async Task Users_that_Iterable_refuses_are_kept_with_the_reason_and_their_record()
    {
        Server.Users.Forget("gone@example.com");

        var refused = await RefusedAsync("users", Folder.Write("customers.csv", "email,plan\nada@example.com,pro\ngone@example.com,pro\nno address,pro\n"));

        Assert.That(refused.Select(line => ((long)line["line"]!, (string?)line["reason"], (string?)line.SelectToken("record.email"))), Is.EqualTo(new[] { (3L, "forgotten", "gone@example.com"), (4L, "invalid", "no address") }));
        Server.Users.AssertExists("ada@example.com");
    }

    [Test]
    public async Task Fields_that_may_not_be_added_are_told()
    {
        Server.Users.Add("ada@example.com", new { plan = "free" });
        var file = Folder.Write("customers.csv", "email,plan,color\nada@example.com,pro,red\n");

        var (_, output, _) = await ImportAsync("users", file, "--new-fields", "false");

        Assert.That(output, Does.Contain("1 accepted, 0 refused").And.Contain("1 record without fields").And.Contain("color"));
        Assert.That(Server.Users.AssertExists("ada@example.com", new { plan = "pro" }).DataFields.ContainsKey("color"), Is.False);
    }

    [Test]
    public async Task Subscriptions_are_set()
    {
        Server.Users.Add("ada@example.com");
        var news = Server.MessageTypes.Add(new { name = "News", channelId = 1 });

        await SucceedAsync("subscriptions", Folder.Write("preferences.csv", $"email,unsubscribedMessageTypeIds,campaignId\nada@example.com,1;{news},\n"));

        Assert.That(Server.Users.Find("ada@example.com")!.UnsubscribedMessageTypeIds, Is.EquivalentTo(new[] { 1L, news }));
    }

    [TestCase(" ")]
    [TestCase(";")]
    [TestCase("\" \"")]
    public async Task A_cell_of_ids_without_one_is_refused_and_clears_nothing(string cell)
    {
        Server.Users.Add("ada@example.com");
        await SucceedAsync("subscriptions", Folder.Write("before.csv", "email,unsubscribedChannelIds\nada@example.com,1\n"));

        var refused = await RefusedAsync("subscriptions", Folder.Write("preferences.csv", $"email,unsubscribedChannelIds\nada@example.com,{cell}\n"), "--delimiter", ",");

        Assert.That(refused.Select(line => ((long)line["line"]!, (string?)line["reason"])), Is.EqualTo(new[] { (2L, "wrong-type") }));
        Assert.That(Server.Users.Find("ada@example.com")!.UnsubscribedChannelIds, Is.EqualTo(new[] { 1L }));
    }

    [Test]
    public async Task An_empty_list_that_is_written_clears_the_ids()
    {
        Server.Users.Add("ada@example.com");
        await SucceedAsync("subscriptions", Folder.Write("before.csv", "email,unsubscribedChannelIds\nada@example.com,1\n"));

        await SucceedAsync("subscriptions", Folder.Write("preferences.csv", "email,unsubscribedChannelIds\nada@example.com,[]\n"));

        Assert.That(Server.Users.Find("ada@example.com")!.UnsubscribedChannelIds, Is.Empty);
    }

    [TestCase("users", """{"userId": 12345.0}""", "userId")]
    [TestCase("users", """{"email": "ada@example.com", "userId": 1e3}""", "userId")]
    [TestCase("catalog", """{"itemId": 12345.0}""", "itemId", "--catalog", "books")]
    [TestCase("purchases", """{"user": {"userId": 12345.0}, "total": 1, "items": []}""", "user.userId")]
    public async Task An_id_that_is_a_number_with_a_fraction_is_refused(string kind, string line, string member, params string[] options)
    {
        var refused = await RefusedAsync([kind, Folder.Write("rows.ndjson", line), .. options]);

        Assert.That(refused.Select(row => ((string?)row["reason"], (string?)row["problem"])), Is.EqualTo(new[] { ("wrong-type", $"has a {member} that is a number with a fraction") }));
        Assert.That(Server.Users, Is.Empty);
    }

    [Test]
    public async Task Items_of_a_catalog_are_made_kept_and_deleted()
    {
        Server.Catalogs.AddItem("books", "b-1", new { title = "Notes", pages = 100 });
        await SucceedAsync("catalog", Folder.Write("new.csv", "isbn,title,price\nb-2,Letters,12.5\n"), "--catalog", "books", "--map", "isbn=itemId", "--type", "price=double");
        await SucceedAsync("catalog", Folder.Write("more.ndjson", """{"itemId": "b-1", "title": "More notes"}"""), "--catalog", "books", "--keep-fields");
        Server.Catalogs.AssertItem("books", "b-2", new { title = "Letters", price = 12.5 });
        Server.Catalogs.AssertItem("books", "b-1", new { title = "More notes", pages = 100 });

        var refused = await RefusedAsync("catalog-delete", Folder.Write("gone.ndjson", "{\"itemId\": \"b-2\"}\n{\"itemId\": null}\n{\"itemId\": \"b-1\", \"title\": \"Notes\"}\n"), "--catalog", "books");

        Assert.That(Server.Catalogs.ItemIds("books"), Is.EqualTo(new[] { "b-1" }));
        Assert.That(refused.Select(line => ((long)line["line"]!, (string?)line["reason"])), Is.EqualTo(new[] { (2L, "no-identifier"), (3L, "no-place") }));
    }

    [Test]
    public async Task Purchases_name_their_user_in_columns()
    {
        var file = Folder.Write("purchases.csv", """
            email,total,items,createdAt,user.dataFields.plan
            ada@example.com,19.99,"[{""id"": ""b-1"", ""name"": ""Notes"", ""price"": 19.99, ""quantity"": 1}]",2026-01-14,pro
            bob@example.com,19.99,none,,
            """);

        var refused = await RefusedAsync("purchases", file);

        Server.Purchases.AssertTracked("ada@example.com", 19.99m, times: 1);
        Server.Users.AssertExists("ada@example.com", new { plan = "pro" });
        Assert.That(refused.Select(line => (long)line["line"]!), Is.EqualTo(new[] { 3L }));
    }
}
