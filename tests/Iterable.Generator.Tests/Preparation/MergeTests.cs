using Iterable.Generator.Tests.Support;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Preparation;

internal sealed class MergeTests
{
    private static Spec Large => new Spec()
        .Get("/shared", Spec.Operation("getShared"))
        .Get("/large", Spec.Operation("getLarge"));

    [Test]
    public void The_document_with_more_operations_comes_first_whatever_the_files_are_called()
    {
        var document = Merge(Large, new Spec().Tag("{ name: Users, description: Users. }").Tag("{ name: More, description: More. }").Get("/small", Spec.Operation("getSmall", tag: "More")));
        Assert.Multiple(() =>
        {
            Assert.That(((JObject)document["paths"]!).Properties().Select(p => p.Name), Is.EqualTo(new[] { "/shared", "/large", "/small" }));
            Assert.That(document["tags"]!.Select(tag => (string?)tag["name"]), Is.EqualTo(new[] { "Users", "More" }));
        });
    }

    [Test]
    public void Different_methods_of_one_path_come_together()
    {
        var document = Merge(Large, new Spec().Post("/shared", Spec.Operation("postShared")));
        Assert.That(((JObject)document["paths"]!["/shared"]!).Properties().Select(p => p.Name), Is.EquivalentTo(new[] { "get", "post" }));
    }

    [Test]
    public void One_method_in_two_documents_is_two_operations()
    {
        var document = Merge(Large, new Spec().Get("/shared", Spec.Operation("exportShared")));
        Assert.Multiple(() =>
        {
            Assert.That((string?)document["paths"]!["/shared"]!["get"]!["operationId"], Is.EqualTo("getShared"));
            Assert.That((string?)document["paths"]!["/shared#exportShared"]!["get"]!["operationId"], Is.EqualTo("exportShared"));
        });
    }

    [Test]
    public void Operations_of_one_id_do_not_replace_each_other()
    {
        using var folder = new SpecsFolder()
            .Document(Large.Post("/shared", Spec.Operation("postShared")), "z-large.yml")
            .Document(new Spec().Get("/shared", Spec.Operation("same")).Post("/shared", Spec.Operation("same")), "a-small.yml");
        Assert.That(() => folder.Prepare().Document, Throws.InvalidOperationException.With.Message.Match("Two operations are called Same: POST /shared.*, and GET /shared"));
    }

    [Test]
    public void Parameters_of_a_path_item_stay_with_the_operations_of_their_file()
    {
        const string parameter = "[{ name: x, in: query, description: D., schema: { type: string } }]";
        var document = Merge(Large, new Spec().Path("/shared", "parameters", parameter).Post("/shared", Spec.Operation("postShared")));
        Assert.Multiple(() =>
        {
            Assert.That(document["paths"]!["/shared"]!["get"]!["parameters"], Is.Null);
            Assert.That((string?)document["paths"]!["/shared"]!["post"]!["parameters"]![0]!["name"], Is.EqualTo("x"));
            Assert.That(document["paths"]!["/shared"]!["parameters"], Is.Null);
        });
    }

    [Test]
    public void Equal_components_are_one_and_the_order_of_members_does_not_count()
    {
        var document = Merge(
            WithError("{ type: object, description: D., properties: { a: { type: string }, b: { type: string } } }", Large),
            WithError("{ description: D., properties: { b: { type: string }, a: { type: string } }, type: object }", new Spec().Get("/small", Spec.Operation("getSmall"))));
        Assert.That(((JObject)document["components"]!["schemas"]!).Count, Is.EqualTo(1));
    }

    [Test]
    public void Unequal_components_are_an_error_that_names_both_places_and_the_difference()
    {
        using var folder = new SpecsFolder()
            .Document(WithError("{ type: object, properties: { a: { type: string }, b: { type: string } } }", new Spec().Get("/large", Spec.Operation("getLarge")).Get("/more", Spec.Operation("getMore"))), "large.yml")
            .Document(WithError("{ type: object, properties: { a: { type: string } } }", new Spec().Get("/small", Spec.Operation("getSmall"))), "small.yml");
        var error = folder.Prepare().Diagnostics.Single(d => d.Code == "ITG030");
        Assert.Multiple(() =>
        {
            Assert.That(error.At!.File, Does.EndWith("small.yml"));
            Assert.That(error.Message, Does.Match(@"^components\.schemas\.Error is different in two documents \(at \$\.properties\.b\); the other is .*large\.yml\(\d+,\d+\)\. Make them equal with an overlay\.$"));
        });
    }

    [Test]
    public void An_overlay_can_make_components_equal()
    {
        using var folder = new SpecsFolder()
            .Document(WithError("{ type: object, properties: { a: { type: string }, b: { type: string } } }", new Spec().Get("/large", Spec.Operation("getLarge")).Get("/more", Spec.Operation("getMore"))), "large.yml")
            .Document(WithError("{ type: object, properties: { a: { type: string } } }", new Spec().Get("/small", Spec.Operation("getSmall"))), "small.yml")
            .Overlay("  - { target: $.components.schemas.Error.properties, update: { b: { type: string } } }", "../small.yml");
        Assert.That(folder.Errors(), Is.Empty);
    }

    [TestCase("parameters", "{ name: x, in: query, schema: { type: string } }", "{ name: y, in: query, schema: { type: string } }")]
    [TestCase("securitySchemes", "{ type: apiKey, in: header, name: Api-Key }", "{ type: apiKey, in: header, name: Api_Key }")]
    public void Other_components_must_be_equal_too(string section, string one, string other)
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Get("/a", Spec.Operation("getA")).Component(section, "shared", one), "a.yml")
            .Document(new Spec().Get("/b", Spec.Operation("getB")).Component(section, "shared", other), "b.yml");
        Assert.That(folder.Errors().Single(), Does.StartWith($"ITG030 components.{section}.shared is different in two documents (at $.name)"));
    }

    [Test]
    public void A_tag_of_both_documents_is_declared_once()
    {
        var document = Merge(Large, new Spec().Get("/small", Spec.Operation("getSmall")));
        Assert.That(document["tags"]!.Count(), Is.EqualTo(1));
    }

    [Test]
    public void Different_servers_are_an_error()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Member("servers: [{ url: https://a.example }]").Get("/a", Spec.Operation("getA")), "a.yml")
            .Document(new Spec().Member("servers: [{ url: https://b.example }]").Get("/b", Spec.Operation("getB")), "b.yml");
        Assert.That(folder.Errors().Single(), Does.StartWith("ITG030 'servers' is different in two documents (at $[0].url)"));
    }

    [Test]
    public void Different_security_stays_with_the_operations_of_each_document()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Member("security: [{ key: [] }]").Component("securitySchemes", "key", "{ type: apiKey, in: header, name: Api-Key }").Get("/a", Spec.Operation("getA")), "a.yml")
            .Document(new Spec().Get("/b", Spec.Operation("getB")), "b.yml");
        var document = folder.Prepare().Document;
        Assert.Multiple(() =>
        {
            Assert.That(document["security"], Is.Null);
            Assert.That(document["paths"]!["/a"]!["get"]!["security"], Is.Not.Null);
            Assert.That(document["paths"]!["/b"]!["get"]!["security"], Is.Null);
        });
    }

    [Test]
    public void A_reference_may_lead_into_the_other_document()
    {
        var document = Merge(
            WithError("{ type: object, properties: { a: { type: string } } }", Large),
            new Spec().Get("/small", Spec.Operation("getSmall", responses: Spec.Answer("{ $ref: '#/components/schemas/Error' }"))));
        Assert.That(document["paths"]!["/small"], Is.Not.Null);
    }

    private static JObject Merge(Spec large, Spec small)
    {
        using var folder = new SpecsFolder().Document(large, "z-large.yml").Document(small, "a-small.yml");
        return folder.Prepare().Document;
    }

    private static Spec WithError(string schema, Spec spec) => spec.Schema("Error", schema);
}
