namespace Iterable.Generated.Testing.Tests;

public class CatalogItemTests : ServerTests
{
    [Test]
    public async Task Some_fields_of_an_item_are_changed_and_the_others_stay()
    {
        Server.Catalogs.AddItem("books", "b-1", new { title = "One", price = 9.5 });

        await Client.Catalogs.CreateOrUpdateCatalogItemAsync("BOOKS", "b-1", new PatchCatalogItemRequest(new JObject { ["price"] = 5 }));
        await Client.Catalogs.CreateOrUpdateCatalogItemAsync("books", "B-1", new PatchCatalogItemRequest(new JObject { ["price"] = 7 }));

        var item = await Client.Catalogs.GetCatalogItemAsync("books", "b-1");
        Server.Catalogs.AssertItem("books", "b-1", new { title = "One", price = 5 });
        Assert.Multiple(() =>
        {
            Assert.That((item.CatalogName, item.ItemId, (string?)item.Value!["title"]), Is.EqualTo(("books", "b-1", "One")));
            Assert.That(item.LastModified, Is.EqualTo(Server.Clock.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
            Assert.That(Server.Catalogs.ItemIds("books"), Is.EqualTo(new[] { "B-1", "b-1" }), "ids of items are compared with regard to case");
        });
    }

    [TestCase(true, "One")]
    [TestCase(false, null)]
    public async Task Items_are_written_in_bulk(bool replaceUploadedFieldsOnly, string? title)
    {
        Server.Catalogs.AddItem("books", "b-1", new { title = "One" });

        await Client.Catalogs.BulkUpdateCatalogItemsAsync("books", new BulkUpdateCatalogItemsRequest(new Dictionary<string, JObject> { ["b-1"] = new() { ["price"] = 5 }, ["b-2"] = new() { ["price"] = 6 } }, replaceUploadedFieldsOnly));

        Assert.Multiple(() =>
        {
            Assert.That(Server.Requests.Single().Status, Is.EqualTo(202));
            Assert.That((string?)Server.Catalogs.FindItem("books", "b-1")!["title"], Is.EqualTo(title));
            Assert.That((int?)Server.Catalogs.FindItem("books", "b-1")!["price"], Is.EqualTo(5));
            Assert.That(Server.Catalogs.ItemIds("books"), Has.Count.EqualTo(2));
        });
    }

    [Test]
    public async Task Items_are_deleted_in_bulk_by_a_body()
    {
        foreach (var id in (string[])["b-1", "b-2", "b-3"])
            Server.Catalogs.AddItem("books", id, new { });

        await Client.Catalogs.BulkDeleteCatalogItemsAsync("books", new BulkDeleteCatalogItemsRequest(["b-1", "B-2", "b-3"]));

        Assert.Multiple(() =>
        {
            Assert.That(Server.Requests.Single().Json()["itemIds"], Has.Count.EqualTo(3));
            Assert.That(Server.Requests.Single().Status, Is.EqualTo(202));
            Assert.That(Server.Catalogs.ItemIds("books"), Is.EqualTo(new[] { "b-2" }));
        });
    }

    [Test]
    public async Task A_bulk_call_takes_a_thousand_items_and_no_more()
    {
        Server.Catalogs.Add("books");
        var documents = new JObject(Enumerable.Range(0, 1000).Select(i => new JProperty($"b-{i}", new JObject())));
        var body = new JObject { ["documents"] = documents, ["replaceUploadedFieldsOnly"] = false };

        var accepted = await PostAsync("catalogs/books/items", body.ToString());
        documents["one-more"] = new JObject();
        var refused = await PostAsync("catalogs/books/items", body.ToString());

        await ErrorAsync(refused, HttpStatusCode.BadRequest, "BatchTooLarge");
        Assert.That((accepted.StatusCode, Server.Catalogs.ItemIds("books").Count), Is.EqualTo((HttpStatusCode.Accepted, 1000)));
    }

    [TestCase("""{"b-2":{},"b.1":{}}""", "BadParams")]
    [TestCase("""{"b-2":{},"b-1":{"a.b":1}}""", "BadParams")]
    [TestCase("""{"b-2":{},"b-1":5}""", "BadJsonBody")]
    public async Task One_wrong_item_refuses_a_bulk_call_as_a_whole(string documents, string code)
    {
        Server.Catalogs.Add("books");

        var refused = await PostAsync("catalogs/books/items", $$"""{"documents":{{documents}},"replaceUploadedFieldsOnly":false}""");

        await ErrorAsync(refused, HttpStatusCode.BadRequest, code);
        Assert.That(Server.Catalogs.ItemIds("books"), Is.Empty);
    }

    [TestCase("catalogs/books/items/b-9")]
    [TestCase("catalogs/books/items/B-1")]
    public async Task An_item_that_is_not_there_is_not_found(string path)
    {
        Server.Catalogs.AddItem("books", "b-1", new { });

        await ErrorAsync(await Http.GetAsync(path), HttpStatusCode.NotFound, "NotFound");
    }
}
