namespace Iterable.Generated.Testing.Tests;

public class CatalogTests : ServerTests
{
    [Test]
    public async Task Items_are_accepted_replaced_and_deleted()
    {
        Server.Catalogs.Add("books");
        var put = await Http.PutAsync("catalogs/BOOKS/items/b-1", new StringContent("""{"value":{"title":"One"}}""", null, "application/json"));
        await Client.Catalogs.CreateOrReplaceCatalogItemAsync("books", "b-1", new PutCatalogItemRequest(new JObject { ["title"] = "Two" }));
        Server.Catalogs.AssertItem("books", "b-1", new { title = "Two" });

        await Client.Catalogs.DeleteCatalogItemAsync("books", "b-1");

        Assert.Multiple(() =>
        {
            Assert.That(put.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That(Server.Catalogs.ItemIds("books"), Is.Empty);
        });
    }

    [Test]
    public async Task Items_come_in_pages_of_ten()
    {
        for (var i = 0; i < 25; i++)
            Server.Catalogs.AddItem("books", $"b-{i:00}", new { number = i });

        var first = await Client.Catalogs.ListCatalogItemsAsync("books");
        var last = await Client.Catalogs.ListCatalogItemsAsync("books", page: 3);
        var beyond = await Client.Catalogs.ListCatalogItemsAsync("books", page: 9);
        var followed = JObject.Parse(await Http.GetStringAsync(first.NextPageUrl));

        Assert.Multiple(() =>
        {
            Assert.That(first.CatalogItemsWithProperties!.Select(item => item.ItemId), Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"b-{i:00}")));
            Assert.That((first.TotalItemsCount, first.PreviousPageUrl), Is.EqualTo((25L, (string?)null)));
            Assert.That(last.CatalogItemsWithProperties, Has.Count.EqualTo(5));
            Assert.That((last.NextPageUrl, last.PreviousPageUrl is not null), Is.EqualTo(((string?)null, true)));
            Assert.That(beyond.CatalogItemsWithProperties, Is.Empty);
            Assert.That((string?)followed["catalogItemsWithProperties"]![0]!["itemId"], Is.EqualTo("b-10"));
        });
    }

    [TestCase(null, new[] { "b-3", "b-1", "b-2" })]
    [TestCase(true, new[] { "b-2", "b-1", "b-3" })]
    public async Task Items_are_sorted_by_a_field_downwards_unless_asked_otherwise(bool? ascending, string[] expected)
    {
        Server.Catalogs.AddItem("books", "b-1", new { price = 9 });
        Server.Catalogs.AddItem("books", "b-2", new { price = 1.5 });
        Server.Catalogs.AddItem("books", "b-3", new { price = 20 });

        var page = await Client.Catalogs.ListCatalogItemsAsync("books", orderBy: "price", sortAscending: ascending);

        Assert.That(page.CatalogItemsWithProperties!.Select(item => item.ItemId), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_catalog_that_is_not_there_is_not_found()
    {
        Server.Catalogs.Add("books");
        await Client.Catalogs.DeleteCatalogAsync("books");

        await NoCatalogAsync(await Http.GetAsync("catalogs/books/items"));
        await NoCatalogAsync(await Http.DeleteAsync("catalogs/books"));
    }

    [TestCase("""{"a.b":1}""")]
    [TestCase(null)]
    public async Task A_value_that_is_too_large_or_has_periods_in_its_names_is_refused(string? value)
    {
        Server.Catalogs.Add("books");
        value ??= new JObject { ["text"] = new string('a', 31_000) }.ToString();

        var response = await Http.PutAsync("catalogs/books/items/b-1", new StringContent($$"""{"value":{{value}}}""", null, "application/json"));

        await ErrorAsync(response, HttpStatusCode.BadRequest, "BadParams");
    }
}
