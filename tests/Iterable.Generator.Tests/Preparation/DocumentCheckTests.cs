using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Preparation;

/// <summary>What prepare reads, before it looks at what the documents mean.</summary>
internal sealed class DocumentCheckTests
{
    [Test]
    public void A_folder_that_does_not_exist_is_an_error()
    {
        using var folder = new TempFolder();
        var missing = folder.Combine("none");
        Assert.That(
            Generator.Preparation.SpecPreparation.Prepare(missing).Diagnostics.Single().ToString(),
            Is.EqualTo($"Iterable.Generator: error ITG001: The specs folder {missing} does not exist."));
    }

    [Test]
    public void A_folder_without_a_document_is_an_error()
    {
        using var folder = new SpecsFolder().File("README.md", "# Nothing");
        Assert.That(folder.Errors().Single(), Does.StartWith("ITG001 The specs folder ").And.EndsWith("holds no OpenAPI document (.yml, .yaml, .json)."));
    }

    [TestCase("api.yml")]
    [TestCase("api.yaml")]
    [TestCase("api.json")]
    public void Documents_are_YAML_or_JSON(string name)
    {
        using var folder = new SpecsFolder().File(name, $$"""{ "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "tags": [{ "name": "Users" }], "paths": {} }""");
        Assert.That(folder.Errors(), Is.Empty);
    }

    [TestCase("18446744073709551615", "")]
    [TestCase("-99999999999999999999", "")]
    [TestCase("1e308", "")]
    [TestCase("1e309", "ITG002 The number '1e309' has no counterpart in JSON; quote it if it is text.")]
    [TestCase("10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000", "")]
    public void A_number_is_as_large_as_one_of_JSON(string number, string error)
    {
        using var folder = new SpecsFolder().File("api.yml", $"openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents: {{ schemas: {{ A: {{ type: number, maximum: {number} }} }} }}\n");
        Assert.That(string.Join(" ", folder.Errors()), Is.EqualTo(error));
    }

    [TestCase("openapi: 3.1\npaths: {}\n")]
    [TestCase("openapi: 3.2.0\npaths: {}\n")]
    [TestCase("swagger: '2.0'\npaths: {}\n")]
    [TestCase("- a\n")]
    public void A_file_that_is_no_OpenAPI_document_is_an_error(string yaml)
    {
        using var folder = new SpecsFolder().File("api.yml", yaml);
        Assert.That(folder.Errors().Single(), Is.EqualTo("ITG003 This is not an OpenAPI 3.0 or 3.1 document: 'openapi' must be a version such as '3.1.0'."));
    }

    [TestCase("info: { title: T, version: '1' }\n", "'paths' is missing (at $)")]
    [TestCase("info: { title: T, version: '1' }\npaths: []\n", "this must be a mapping (at $.paths)")]
    [TestCase("paths: {}\n", "'info' is missing (at $)")]
    [TestCase("info: { title: T, version: '1' }\npaths: { /a: null }\n", "this must be a mapping (at $.paths['/a'])")]
    [TestCase("info: { title: T, version: '1' }\npaths: { /a: { get: text } }\n", "this must be a mapping (at $.paths['/a'].get)")]
    [TestCase("info: { title: T, version: '1' }\npaths: { /a: { get: {} } }\n", "'responses' is missing (at $.paths['/a'].get)")]
    [TestCase("info: { title: T, version: '1' }\npaths: { /a: { get: { responses: {}, parameters: {} } } }\n", "this must be a list (at $.paths['/a'].get.parameters)")]
    [TestCase("info: { title: T, version: '1' }\npaths: { /a: { get: { responses: {}, parameters: [{ name: x }] } } }\n", "a parameter must have a 'name' and an 'in' (at $.paths['/a'].get.parameters[0])")]
    [TestCase("info: { title: T, version: '1' }\npaths: { /a: { get: { responses: { '200': { content: { text/csv: { schema: string } } } } } } }\n", "this must be a mapping (at $.paths['/a'].get.responses['200'].content['text/csv'].schema)")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ntags: [Users]\n", "this must be a mapping (at $.tags[0])")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { properties: { x: true } } } }\n", "this must be a mapping (at $.components.schemas.A.properties.x)")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { type: array, items: string } } }\n", "this must be a mapping (at $.components.schemas.A.items)")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { allOf: [B] } } }\n", "this must be a mapping (at $.components.schemas.A.allOf[0])")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { enum: a } } }\n", "this must be a list (at $.components.schemas.A.enum)")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { additionalProperties: text } } }\n", "this must be a mapping (at $.components.schemas.A.additionalProperties)")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { additionalProperties: { nullable: 1 } } } }\n", "'nullable' must be true or false (at $.components.schemas.A.additionalProperties.nullable)")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { maximum: '1' } } }\n", "'maximum' must be a number (at $.components.schemas.A.maximum)")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { exclusiveMaximum: text } } }\n", "'exclusiveMaximum' must be a number, or true or false (at $.components.schemas.A.exclusiveMaximum)")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { maxItems: 1.5 } } }\n", "'maxItems' must be a whole number (at $.components.schemas.A.maxItems)")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { required: [1] } } }\n", "the name of a member must be text (at $.components.schemas.A.required[0])")]
    [TestCase("info: { title: T, version: '1' }\npaths: {}\ntags: [{ name: 1 }]\n", "'name' must be text (at $.tags[0])")]
    [TestCase("info: { title: T, version: '1' }\npaths: { x-a: { get: text }, x-b: text }\n", "this must be a mapping (at $.paths['x-a'].get)")]
    public void A_malformed_document_is_an_error_with_the_path(string yaml, string problem)
    {
        using var folder = new SpecsFolder().File("api.yml", "openapi: 3.1.0\n" + yaml);
        Assert.That(folder.Errors(), Is.EqualTo(new[] { $"ITG003 This document is malformed: {problem}." }));
    }

    [Test]
    public void Errors_of_all_files_are_reported_at_once_and_in_the_order_of_their_places()
    {
        using var folder = new SpecsFolder()
            .File("a.yml", "a: [1\n")
            .File("b.yml", "text\n")
            .File("overlays/c.overlay.yml", "overlay: 2\n")
            .File("overlays/d.overlay.yml", "a: 1\na: 2\n");
        Assert.That(folder.Prepare().Diagnostics.Select(d => (Path.GetFileName(d.At!.File), d.Code)).Distinct(), Is.EqualTo(new[]
        {
            ("a.yml", "ITG002"), ("b.yml", "ITG003"), ("c.overlay.yml", "ITG005"), ("d.overlay.yml", "ITG002"),
        }));
    }

    [Test]
    public void Independent_errors_are_all_found_in_one_run()
    {
        using var folder = new SpecsFolder()
            .Document(new Spec()
                .Get("/a", "{ tags: [Users], responses: { '200': { description: OK. } } }")
                .Post("/a", Spec.Operation("postA", Spec.Body("{ type: object, properties: { at: { type: string, format: date-time } } }")))
                .Schema("Text", "{ type: object, properties: { text: { $ref: '#/components/schemas/None' } } }"))
            .Overlay("  - { target: $.none, update: {} }");
        Assert.That(folder.Prepare().Diagnostics.Where(d => d.Code.CompareTo("ITG1") < 0).Select(d => d.Code).Distinct(), Is.EquivalentTo(new[]
        {
            "ITG004", "ITG012", "ITG020", "ITG022", "ITG040", "ITG042",
        }));
    }

    [Test]
    public void The_document_of_a_specification_with_errors_is_refused_with_the_errors()
    {
        using var folder = new SpecsFolder().File("api.yml", "a: [1\n");
        var prepared = folder.Prepare();
        Assert.Multiple(() =>
        {
            Assert.That(prepared.HasErrors, Is.True);
            Assert.That(() => prepared.Document, Throws.InvalidOperationException.With.Message.Contains("error ITG002"));
        });
    }
}
