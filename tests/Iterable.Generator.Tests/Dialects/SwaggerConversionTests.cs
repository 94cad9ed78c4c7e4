using Iterable.Generator.Diagnostics;
using Iterable.Generator.Dialects;
using Iterable.Generator.Sources;
using Iterable.Generator.Tests.Support;

using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Dialects;

/// <summary>Swagger 2.0 in the words of OpenAPI 3.</summary>
internal sealed class SwaggerConversionTests
{
    [TestCase("{ name: a, in: query, required: true, type: integer, format: int64, minimum: 1, x-own: 1 }", """{"name":"a","in":"query","required":true,"x-own":1,"schema":{"type":"integer","format":"int64","minimum":1}}""")]
    [TestCase("{ name: a, in: path, required: true, type: string, enum: [x, y], description: D. }", """{"name":"a","in":"path","required":true,"description":"D.","schema":{"type":"string","enum":["x","y"]}}""")]
    [TestCase("{ name: a, in: query, type: array, items: { type: string } }", """{"name":"a","in":"query","style":"form","explode":false,"schema":{"type":"array","items":{"type":"string"}}}""")]
    [TestCase("{ name: a, in: query, type: array, items: { type: string }, collectionFormat: multi }", """{"name":"a","in":"query","style":"form","explode":true,"schema":{"type":"array","items":{"type":"string"}}}""")]
    [TestCase("{ name: a, in: header, type: array, items: { type: string }, collectionFormat: csv }", """{"name":"a","in":"header","style":"simple","explode":false,"schema":{"type":"array","items":{"type":"string"}}}""")]
    [TestCase("{ name: a, in: query, type: array, items: { type: string }, collectionFormat: ssv }", """{"name":"a","in":"query","style":"spaceDelimited","explode":false,"schema":{"type":"array","items":{"type":"string"}}}""")]
    [TestCase("{ name: a, in: query, type: array, items: { type: string }, collectionFormat: pipes }", """{"name":"a","in":"query","style":"pipeDelimited","explode":false,"schema":{"type":"array","items":{"type":"string"}}}""")]
    [TestCase("{ name: a, in: query, type: array, items: { type: string }, collectionFormat: tsv }", """{"name":"a","in":"query","x-collectionFormat":"tsv","schema":{"type":"array","items":{"type":"string"}}}""")]
    [TestCase("{ $ref: '#/parameters/shared' }", """{"$ref":"#/components/parameters/shared"}""")]
    public void A_parameter_has_a_schema(string parameter, string expected) =>
        Assert.That(Get(Operation($"parameters: [{parameter}]"))["parameters"]![0]!.ToString(Formatting.None), Is.EqualTo(expected));

    [TestCase("parameters: [{ name: b, in: body, required: true, description: D., schema: { $ref: '#/definitions/Thing' } }]", """{"required":true,"description":"D.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}""")]
    [TestCase("consumes: [text/csv, application/xml], parameters: [{ name: b, in: body, schema: { type: string } }]", """{"content":{"text/csv":{"schema":{"type":"string"}},"application/xml":{"schema":{"type":"string"}}}}""")]
    [TestCase("parameters: [{ $ref: '#/parameters/body' }]", """{"content":{"application/json":{"schema":{"type":"object"}}}}""")]
    [TestCase("parameters: [{ name: f, in: formData, required: true, type: string, description: D. }, { name: g, in: formData, type: array, items: { type: string }, collectionFormat: multi }]", """{"required":true,"content":{"application/x-www-form-urlencoded":{"schema":{"type":"object","properties":{"f":{"type":"string","description":"D."},"g":{"type":"array","items":{"type":"string"}}},"required":["f"]}}}}""")]
    [TestCase("parameters: [{ name: f, in: formData, type: file }]", """{"content":{"multipart/form-data":{"schema":{"type":"object","properties":{"f":{"type":"string","format":"binary"}}}}}}""")]
    public void A_body_is_no_parameter(string members, string expected)
    {
        var operation = Get(Operation(members));
        Assert.Multiple(() =>
        {
            Assert.That(operation["requestBody"]!.ToString(Formatting.None), Is.EqualTo(expected));
            Assert.That(operation["parameters"], Is.Null);
            Assert.That(operation["consumes"], Is.Null);
        });
    }

    [Test]
    public void A_body_of_the_path_is_the_body_of_its_operations()
    {
        var item = Convert("paths: { /a: { parameters: [{ name: b, in: body, schema: { type: string } }, { name: q, in: query, type: string }], post: { responses: {} } } }")["paths"]!["/a"]!;
        Assert.Multiple(() =>
        {
            Assert.That(item["parameters"]!.ToString(Formatting.None), Is.EqualTo("""[{"name":"q","in":"query","schema":{"type":"string"}}]"""));
            Assert.That(item["post"]!["requestBody"]!.ToString(Formatting.None), Is.EqualTo("""{"content":{"application/json":{"schema":{"type":"string"}}}}"""));
        });
    }

    [TestCase("'200': { description: D., schema: { $ref: '#/definitions/Thing' } }", """{"200":{"description":"D.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}""")]
    [TestCase("default: { description: D., schema: { $ref: '#/definitions/Thing' } }", """{"default":{"description":"D.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}""")]
    [TestCase("'204': { description: D. }", """{"204":{"description":"D."}}""")]
    [TestCase("'200': { description: D., headers: { X: { type: integer, description: H. } } }", """{"200":{"description":"D.","headers":{"X":{"description":"H.","schema":{"type":"integer"}}}}}""")]
    [TestCase("'200': { description: D., schema: { type: string }, examples: { application/json: a } }", """{"200":{"description":"D.","content":{"application/json":{"schema":{"type":"string"},"example":"a"}}}}""")]
    [TestCase("'400': { $ref: '#/responses/Bad' }", """{"400":{"$ref":"#/components/responses/Bad"}}""")]
    [TestCase("x-own: { $ref: '#/definitions/Thing' }", """{"x-own":{"$ref":"#/definitions/Thing"}}""")]
    public void A_response_has_content(string responses, string expected) =>
        Assert.That(Convert($"paths: {{ /a: {{ get: {{ responses: {{ {responses} }} }} }} }}")["paths"]!["/a"]!["get"]!["responses"]!.ToString(Formatting.None), Is.EqualTo(expected));

    [Test]
    public void Media_types_are_those_of_the_operation_or_of_the_document()
    {
        var paths = Convert("produces: [text/csv]\npaths: { /a: { get: { responses: { '200': { description: D., schema: { type: string } } } } }, /b: { get: { produces: [text/html], responses: { '200': { description: D., schema: { type: string } } } } } }")["paths"]!;
        Assert.Multiple(() =>
        {
            Assert.That(paths.SelectToken("$['/a'].get.responses['200'].content['text/csv']"), Is.Not.Null);
            Assert.That(paths.SelectToken("$['/b'].get.responses['200'].content['text/html']"), Is.Not.Null);
            Assert.That(paths.SelectToken("$['/b'].get.responses['200'].content['text/csv']"), Is.Null);
        });
    }

    [Test]
    public void Shared_parts_move_to_the_components()
    {
        var components = Convert("""
            paths: {}
            definitions: { Thing: { type: object, properties: { kind: { type: string, format: own-format, x-own: 1 }, other: { $ref: '#/definitions/Thing' }, none: { type: string, x-nullable: true }, default: { $ref: '#/definitions/Thing' } } } }
            parameters: { q: { name: q, in: query, type: string }, body: { name: b, in: body, schema: { type: object } } }
            responses: { Bad: { description: D., schema: { $ref: '#/definitions/Thing' } } }
            """)["components"]!;
        Assert.Multiple(() =>
        {
            Assert.That(components["schemas"]!.ToString(Formatting.None), Is.EqualTo("""{"Thing":{"type":"object","properties":{"kind":{"type":"string","format":"own-format","x-own":1},"other":{"$ref":"#/components/schemas/Thing"},"none":{"type":"string","nullable":true},"default":{"$ref":"#/components/schemas/Thing"}}}}"""));
            Assert.That(components["parameters"]!.ToString(Formatting.None), Is.EqualTo("""{"q":{"name":"q","in":"query","schema":{"type":"string"}}}"""));
            Assert.That(components["responses"]!.ToString(Formatting.None), Is.EqualTo("""{"Bad":{"description":"D.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}"""));
        });
    }

    [TestCase("host: api.test\nbasePath: /api", """[{"url":"https://api.test/api"}]""")]
    [TestCase("host: api.test\nbasePath: /", """[{"url":"https://api.test"}]""")]
    [TestCase("host: api.test\nschemes: [https, http]", """[{"url":"https://api.test"},{"url":"http://api.test"}]""")]
    [TestCase("basePath: /api", """[{"url":"/api"}]""")]
    [TestCase("tags: [{ name: A }]", null)]
    public void Host_and_base_path_are_a_server_and_paths_stay(string members, string? expected)
    {
        var document = Convert($"{members}\npaths: {{ /a: {{}} }}");
        Assert.That(document["servers"]?.ToString(Formatting.None), Is.EqualTo(expected));
        Assert.That(document["paths"]!["/a"], Is.Not.Null);
    }

    [Test]
    public void What_is_not_Swagger_specific_stays_in_place()
    {
        var document = Convert("x-own: { a: 1 }\ntags: [{ name: A }]\nsecurity: [{ key: [] }]\nexternalDocs: { url: 'https://a.test' }\npaths: { /a: { x-own: 2, get: { operationId: a, deprecated: true, x-own: 3, tags: [A], responses: {} } } }");
        Assert.Multiple(() =>
        {
            Assert.That(document.Properties().Select(member => member.Name), Is.EqualTo(new[] { "openapi", "info", "x-own", "tags", "security", "externalDocs", "paths" }));
            Assert.That(document["paths"]!.ToString(Formatting.None), Is.EqualTo("""{"/a":{"x-own":2,"get":{"operationId":"a","deprecated":true,"x-own":3,"tags":["A"],"responses":{}}}}"""));
        });
    }

    [Test]
    public void Every_token_knows_where_it_was_read()
    {
        var document = Convert("paths:\n  /a:\n    post:\n      parameters:\n      - { name: q, in: query, type: string }\n      - { name: b, in: body, schema: { type: object, properties: { p: { type: string } } } }\n      responses: {}\n");
        var post = document["paths"]!["/a"]!["post"]!;
        Assert.Multiple(() =>
        {
            Assert.That(post["parameters"]![0]!["schema"]!.Mark()?.Line, Is.EqualTo(7));
            Assert.That(post["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!["p"]!.Mark()?.Line, Is.EqualTo(8));
        });
    }

    private static JToken Get(string operation) =>
        Convert($"paths: {{ /a: {{ get: {operation} }} }}\nparameters: {{ shared: {{ name: s, in: query, type: string }}, body: {{ name: b, in: body, schema: {{ type: object }} }} }}")["paths"]!["/a"]!["get"]!;

    private static string Operation(string members) => $"{{ {members}, responses: {{ '200': {{ description: OK. }} }} }}";

    private static JObject Convert(string members)
    {
        using var folder = new TempFolder();
        var diagnostics = new DiagnosticBag();
        var document = OpenApiFile.Read(folder.Write("api.yml", $"swagger: '2.0'\ninfo: {{ title: T, version: 1.0.0 }}\n{members}\n"), diagnostics);
        Assert.That(diagnostics.ToList().Select(d => d.ToString()), Is.Empty);
        return document!.Root;
    }
}
