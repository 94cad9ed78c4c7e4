using Iterable.Generator.Tests.Support;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Preparation;

internal sealed class RenameTests
{
    [Test]
    public void A_path_is_called_under_its_new_name_and_keeps_its_place()
    {
        var document = SpecsFolder.Prepare(new Spec()
            .Path("/first", "x-iterable-path", "/renamed").Get("/first", Spec.Operation("getFirst"))
            .Get("/second", Spec.Operation("getSecond"))).Document;
        Assert.Multiple(() =>
        {
            Assert.That(((JObject)document["paths"]!).Properties().Select(p => p.Name), Is.EqualTo(new[] { "/renamed", "/second" }));
            Assert.That(document["paths"]!["/renamed"]!["x-iterable-path"], Is.Null);
        });
    }

    [Test]
    public void A_path_cannot_take_the_name_of_another() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Path("/a", "x-iterable-path", "/b").Get("/a", Spec.Operation("getA")).Get("/b", Spec.Operation("getB"))).Single(),
            Does.Match(@"^ITG021 x-iterable-path: the path /b exists already, at .*api\.yml\(\d+,\d+\)\.$"));

    [Test]
    public void A_tag_is_called_by_the_name_of_its_client_and_operations_follow()
    {
        var document = SpecsFolder.Prepare(new Spec()
            .Tag("{ name: SMS, description: Texts., x-iterable-name: Sms }").Tag("{ name: Users, description: Users. }")
            .Get("/a", Spec.Operation("getA", tag: "SMS"))).Document;
        Assert.Multiple(() =>
        {
            Assert.That(document["tags"]!.Select(tag => (string?)tag["name"]), Is.EqualTo(new[] { "Sms", "Users" }));
            Assert.That((string?)document["paths"]!["/a"]!["get"]!["tags"]![0], Is.EqualTo("Sms"));
            Assert.That((string?)document["x-iterable-tags"]!["SmsClient"], Is.EqualTo("Texts."));
            Assert.That(document["tags"]![0]!["x-iterable-name"], Is.Null);
        });
    }

    [Test]
    public void Tags_that_end_up_with_one_name_are_an_error() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Tag("{ name: A, x-iterable-name: Users }").Tag("{ name: Users }").Get("/a", Spec.Operation("getA"))),
            Is.EqualTo(new[] { "ITG021 The tag Users is declared twice." }));

    [Test]
    public void A_component_is_renamed_and_every_reference_follows()
    {
        var document = SpecsFolder.Prepare(new Spec()
            .Get("/a", Spec.Operation("getA", responses: Spec.Answer("{ $ref: '#/components/schemas/List' }")))
            .Schema("List", "{ type: object, description: D., x-iterable-name: ListDetails, properties: { next: { $ref: '#/components/schemas/List' } } }")).Document;
        Assert.Multiple(() =>
        {
            Assert.That(document.ToString(), Does.Not.Contain("schemas/List\""));
            Assert.That((string?)document["paths"]!["/a"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"], Is.EqualTo("#/components/schemas/ListDetails"));
            Assert.That((string?)document["components"]!["schemas"]!["ListDetails"]!["properties"]!["next"]!["allOf"]![0]!["$ref"], Is.EqualTo("#/components/schemas/ListDetails"));
        });
    }

    [Test]
    public void Two_components_can_swap_their_names()
    {
        var schemas = SpecsFolder.Prepare(new Spec()
            .Get("/a", Spec.Operation("getA", responses: Spec.Answer("{ $ref: '#/components/schemas/One' }")))
            .Schema("One", "{ type: object, description: Was one., x-iterable-name: Two, properties: { x: { type: string } } }")
            .Schema("Two", "{ type: object, description: Was two., x-iterable-name: One, properties: { x: { type: string } } }")).Document["components"]!["schemas"]!;
        Assert.That(new[] { (string?)schemas["One"]!["description"], (string?)schemas["Two"]!["description"] }, Is.EqualTo(new[] { "Was two.", "Was one." }));
    }

    [Test]
    public void A_component_cannot_take_the_name_of_another() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec()
                .Get("/a", Spec.Operation("getA"))
                .Schema("One", "{ type: object, properties: { x: { type: string } } }")
                .Schema("Two", "{ type: object, x-iterable-name: One, properties: { x: { type: string } } }")).Single(),
            Does.Match(@"^ITG021 The schema Two would be called One, and so is the schema at .*api\.yml\(\d+,\d+\)\."));

    [Test]
    public void A_parameter_gets_the_variable_name_that_NSwag_reads()
    {
        var document = SpecsFolder.Prepare(new Spec()
            .Get("/a", Spec.Operation("getA", "parameters: [{ name: SDKVersion, in: query, description: D., x-iterable-name: sdkVersion, schema: { type: string } }]"))).Document;
        var parameter = document["paths"]!["/a"]!["get"]!["parameters"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)parameter["name"], Is.EqualTo("SDKVersion"));
            Assert.That((string?)parameter["x-originalName"], Is.EqualTo("sdkVersion"));
            Assert.That(parameter["x-iterable-name"], Is.Null);
        });
    }

    [Test]
    public void A_request_body_without_a_name_is_called_request()
    {
        var document = SpecsFolder.Prepare(new Spec()
            .Post("/a", Spec.Operation("postA", Spec.Body("{ type: string }")))
            .Post("/b", Spec.Operation("postB", "requestBody: { x-name: records, content: { application/json: { schema: { type: string } } } }"))).Document;
        Assert.That(new[] { "/a", "/b" }.Select(path => (string?)document["paths"]![path]!["post"]!["requestBody"]!["x-name"]), Is.EqualTo(new[] { "request", "records" }));
    }
}
