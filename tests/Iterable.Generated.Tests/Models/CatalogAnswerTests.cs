namespace Iterable.Generated.Tests.Models;

/// <summary>Answers about catalogs have their members at the top level or inside of <c>params</c>; there is one place to read.</summary>
public class CatalogAnswerTests
{
    [TestCase("""{"catalogNames":[{"name":"books"}],"totalCatalogsCount":1}""")]
    [TestCase("""{"msg":"","code":"Success","params":{"catalogNames":[{"name":"books"}],"totalCatalogsCount":1}}""")]
    [TestCase("""{"params":{"CatalogNames":[{"name":"books"}],"totalCatalogsCount":1}}""")]
    [TestCase("""{"params":null,"catalogNames":[{"name":"books"}],"totalCatalogsCount":1}""")]
    public async Task Names_of_catalogs(string json)
    {
        using var scene = new Scene().Answers(200, json);

        var answer = await scene.Client.Catalogs.ListCatalogsAsync();

        Assert.That((answer.CatalogNames!.Single().Name, answer.TotalCatalogsCount), Is.EqualTo(("books", 1L)));
    }

    [TestCase("""{"catalogItemsWithProperties":[{"itemId":"b-1","value":{"a":1}}],"nextPageUrl":"/next","totalItemsCount":7}""")]
    [TestCase("""{"params":{"catalogItemsWithProperties":[{"itemId":"b-1","value":{"a":1}}],"nextPageUrl":"/next","totalItemsCount":7}}""")]
    public async Task Items(string json)
    {
        using var scene = new Scene().Answers(200, json);

        var answer = await scene.Client.Catalogs.ListCatalogItemsAsync("books");

        Assert.That((answer.CatalogItemsWithProperties!.Single().ItemId, answer.NextPageUrl, answer.TotalItemsCount), Is.EqualTo(("b-1", "/next", 7L)));
        Assert.That(answer.AdditionalProperties, Is.Empty);
    }

    [TestCase("""{"definedMappings":{"price":"double"},"undefinedFields":["note"]}""")]
    [TestCase("""{"code":"Success","params":{"definedMappings":{"price":"double"},"undefinedFields":["note"]}}""")]
    public async Task Field_mappings(string json)
    {
        using var scene = new Scene().Answers(200, json);

        var answer = await scene.Client.Catalogs.GetCatalogFieldMappingsAsync("books");

        Assert.That(answer.DefinedMappings!["price"], Is.EqualTo(CatalogFieldType.Double));
        Assert.That(answer.UndefinedFields, Is.EqualTo(new[] { "note" }));
    }

    [Test]
    public void What_stands_inside_and_is_not_known_is_kept_and_so_is_what_is_no_object()
    {
        Assert.That((long)IterableModel.FromJson<GetCatalogItemsResponse>("""{"params":{"new":1}}""").AdditionalProperties["new"], Is.EqualTo(1));
        Assert.That((string?)IterableModel.FromJson<GetCatalogItemsResponse>("""{"params":"x"}""").AdditionalProperties["params"], Is.EqualTo("x"));
    }

    [TestCase("""{"totalItemsCount":5,"params":{"totalItemsCount":"many"}}""")]
    [TestCase("""{"params":{"totalItemsCount":5},"totalItemsCount":"many"}""")]
    [TestCase("""{"params":{"totalItemsCount":"many"},"totalItemsCount":5}""")]
    [TestCase("""{"totalItemsCount":"many","params":{"totalItemsCount":5}}""")]
    public void Of_what_stands_inside_and_beside_it_counts_what_fits(string json) =>
        Assert.That(IterableModel.FromJson<GetCatalogItemsResponse>(json).ToJson(), Is.EqualTo("""{"totalItemsCount":5}"""));

    [Test]
    public void A_name_in_other_letters_inside_does_not_replace_the_exact_one() => Assert.That(
        IterableModel.FromJson<GetCatalogItemsResponse>("""{"totalItemsCount":5,"params":{"TotalItemsCount":7}}""").ToJson(), Is.EqualTo("""{"totalItemsCount":5,"TotalItemsCount":7}"""));
}
