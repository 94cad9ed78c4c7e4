namespace Iterable.Generated.Testing.Tests;

public class CatalogFieldTests : ServerTests
{
    [Test]
    public async Task A_catalog_is_created_once_and_listed()
    {
        await Client.Catalogs.CreateCatalogAsync("Books");
        Server.Catalogs.Add("films");

        await ErrorAsync(await PostAsync("catalogs/books", ""), HttpStatusCode.BadRequest, "BadParams");
        await ErrorAsync(await PostAsync("catalogs/old_books", ""), HttpStatusCode.BadRequest, "BadParams");
        var names = await Client.Catalogs.EnumerateCatalogsAsync(pageSize: 1).Select(catalog => catalog.Name).ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Server.Requests.To(IterableOperations.CreateCatalog)[0].Status, Is.EqualTo(201));
            Assert.That(names, Is.EqualTo(new[] { "Books", "films" }));
        });
    }

    [Test]
    public async Task Fields_have_a_type_or_none()
    {
        Server.Catalogs.AddItem("books", "b-1", new { title = "One", price = 9.5, place = new { } });
        await Client.Catalogs.UpdateCatalogFieldMappingsAsync("books", new UpdateCatalogFieldMappingsRequest([
            new CatalogFieldDefinition("price", CatalogFieldType.Double),
            new CatalogFieldDefinition("place", CatalogFieldType.Object)
            {
                Children = [new CatalogFieldDefinition("city", CatalogFieldType.String)],
            },
        ]));

        var mappings = await Client.Catalogs.GetCatalogFieldMappingsAsync("books");

        Assert.Multiple(() =>
        {
            Assert.That(mappings.DefinedMappings!["price"], Is.EqualTo(CatalogFieldType.Double));
            Assert.That(mappings.UndefinedFields, Is.EqualTo(new[] { "title" }));
            Assert.That(Server.Catalogs.FieldTypes("books").Keys, Is.EquivalentTo(new[] { "price", "place", "place.city" }));
        });
    }

    [TestCase("price", "long")]
    [TestCase("title", "text")]
    public async Task A_type_cannot_be_changed_and_has_to_be_one(string fieldName, string fieldType)
    {
        Server.Catalogs.SetFieldType("books", "price", CatalogFieldType.Double);
        var json = new JObject { ["mappingsUpdates"] = new JArray(new JObject { ["fieldName"] = fieldName, ["fieldType"] = fieldType }) };

        var refused = await Http.PutAsync("catalogs/books/fieldMappings", new StringContent(json.ToString(), null, "application/json"));

        await ErrorAsync(refused, HttpStatusCode.BadRequest, "BadParams");
        Assert.That(Server.Catalogs.FieldTypes("books"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_fields_of_an_unknown_catalog_are_not_found() =>
        await NoCatalogAsync(await Http.GetAsync("catalogs/books/fieldMappings"));

    [Test]
    public async Task What_stands_inside_params_is_read_too()
    {
        Server.Faults.For(IterableOperations.ListCatalogs).Respond(HttpStatusCode.OK, """{"msg":"","code":"Success","params":{"catalogNames":[{"name":"books"}],"totalCatalogsCount":1}}""");
        Server.Faults.For(IterableOperations.GetCatalogFieldMappings).Respond(HttpStatusCode.OK, """{"msg":"","code":"Success","params":{"definedMappings":{"price":"double"},"undefinedFields":[]}}""");

        var names = await Client.Catalogs.EnumerateCatalogsAsync().Select(catalog => catalog.Name).ToListAsync();
        var mappings = await Client.Catalogs.GetCatalogFieldMappingsAsync("books");

        Assert.That((names.Single(), mappings.DefinedMappings!["price"]), Is.EqualTo(("books", CatalogFieldType.Double)));
    }
}
