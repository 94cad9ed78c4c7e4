using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Preparation;

internal sealed class OverlayOrderTests
{
    [Test]
    public void Overlays_apply_in_the_ordinal_order_of_their_paths()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Get("/a", Spec.Operation("getA")))
            .Overlay("  - { target: $.info, update: { title: Last } }", name: "b.overlay.yml")
            .Overlay("  - { target: $.info, update: { title: Middle } }", "../../api.yml", "a/z.overlay.yml")
            .Overlay("  - { target: $.info, update: { title: First } }", name: "B.overlay.yml");
        Assert.That((string?)folder.Prepare().Document["info"]!["title"], Is.EqualTo("Last"));
    }

    [Test]
    public void Overlays_in_subfolders_find_their_document()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Get("/a", Spec.Operation("getA")))
            .Overlay("  - { target: $.info, update: { title: New } }", "../../api.yml", "sub/a.overlay.yml");
        Assert.That((string?)folder.Prepare().Document["info"]!["title"], Is.EqualTo("New"));
    }

    [Test]
    public void Files_without_the_ending_of_overlays_are_left_alone()
    {
        using var folder = new SpecsFolder().Document(new Spec().Get("/a", Spec.Operation("getA"))).File("overlays/notes.yml", "not: an overlay");
        Assert.That(folder.Errors(), Is.Empty);
    }

    [Test]
    public void An_overlay_without_extends_sees_the_merged_document_with_its_new_names()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Get("/a", Spec.Operation("getA", responses: Spec.Answer("{ type: object, properties: { x: { type: string, description: D. } }, x-iterable-name: Thing }"))))
            .Overlay("  - { target: $.components.schemas.Thing, update: { description: Described. } }", extends: null);
        Assert.That((string?)folder.Prepare().Document["components"]!["schemas"]!["Thing"]!["description"], Is.EqualTo("Described."));
    }

    [Test]
    public void An_overlay_of_the_merged_document_can_add_operations_with_inline_schemas()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Get("/a", Spec.Operation("getA")))
            .Overlay(
                "  - target: $.paths\n    update:\n      /b:\n        post: " + Spec.Operation("postB", Spec.Body("{ type: object, description: D., x-iterable-name: PostB, properties: { kind: { type: string, description: D., enum: [x], x-iterable-name: Kind, x-iterable-values: { x: An x. } } } }")),
                extends: null);
        var prepared = folder.Prepare();
        Assert.Multiple(() =>
        {
            Assert.That(prepared.Diagnostics, Is.Empty);
            Assert.That((string?)prepared.Document["components"]!["schemas"]!["PostB"]!["properties"]!["kind"]!["allOf"]![0]!["$ref"], Is.EqualTo("#/components/schemas/Kind"));
        });
    }

    [Test]
    public void An_inline_schema_that_an_overlay_adds_is_named_by_an_overlay_without_extends()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Get("/a", Spec.Operation("getA")))
            .Overlay("  - target: $.paths\n    update:\n      /b:\n        post: " + Spec.Operation("postB", Spec.Body("{ type: object, properties: { x: { type: string } } }")), extends: null);
        Assert.That(folder.Errors().Single(), Does.EndWith("""Add to an overlay without 'extends': - { target: "$.paths['/b'].post.requestBody.content['application/json'].schema", update: { x-iterable-name: PostBRequest } }"""));
    }

    [Test]
    public void An_overlay_that_extends_an_unknown_document_is_an_error()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Get("/a", Spec.Operation("getA")))
            .Overlay("  - { target: $.info, update: { title: New } }", "../none.yml");
        Assert.That(folder.Errors().Single(), Does.StartWith("ITG005 'extends' leads to ").And.EndsWith("none.yml, which is not a document of the specs folder; it holds ../api.yml."));
    }

    [Test]
    public void Optional_actions_may_match_nothing()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec().Get("/a", Spec.Operation("getA")))
            .Overlay("  - { target: $.none, update: {}, x-iterable-optional: true }");
        Assert.That(folder.Errors(), Is.Empty);
    }
}
