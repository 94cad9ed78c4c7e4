using Iterable.Generator.Tests.Support;

using Newtonsoft.Json;

namespace Iterable.Generator.Tests.Preparation;

/// <summary>What OpenAPI 3.1 says in words that 3.0 does not have.</summary>
internal sealed class DialectTests
{
    [TestCase("{ type: [string, 'null'] }", """{"type":"string","nullable":true}""")]
    [TestCase("{ type: [string] }", """{"type":"string"}""")]
    [TestCase("{ anyOf: [{ type: string, format: email }, { type: 'null' }] }", """{"nullable":true,"type":"string","format":"email"}""")]
    [TestCase("{ oneOf: [{ type: 'null' }, { type: integer }] }", """{"nullable":true,"type":"integer"}""")]
    [TestCase("{ anyOf: [{ $ref: '#/components/schemas/Other' }, { type: 'null' }] }", """{"allOf":[{"$ref":"#/components/schemas/Other"}],"nullable":true}""")]
    [TestCase("{ type: [array, 'null'], items: { type: string } }", """{"type":"array","items":{"type":"string"},"nullable":true}""")]
    [TestCase("{ type: [object, 'null'] }", """{"allOf":[{"$ref":"#/components/schemas/JObject"}],"nullable":true}""")]
    [TestCase("{ type: integer, exclusiveMinimum: 1 }", """{"type":"integer","exclusiveMinimum":true,"minimum":1}""")]
    [TestCase("{ type: integer, exclusiveMaximum: 9, maximum: 5 }", """{"type":"integer","maximum":5}""")]
    [TestCase("{ type: integer, exclusiveMaximum: 5, maximum: 5 }", """{"type":"integer","exclusiveMaximum":true,"maximum":5}""")]
    [TestCase("{ type: string, examples: [a, b] }", """{"type":"string","example":"a"}""")]
    [TestCase("{ type: string, contentMediaType: application/octet-stream }", """{"type":"string","format":"binary"}""")]
    [TestCase("{ type: string, contentEncoding: base64 }", """{"type":"string","format":"byte"}""")]
    [TestCase("{ type: string, $comment: internal }", """{"type":"string"}""")]
    [TestCase("{ $ref: '#/components/schemas/Other', default: x }", """{"allOf":[{"$ref":"#/components/schemas/Other"}],"default":"x"}""")]
    [TestCase("{ type: object }", """{"$ref":"#/components/schemas/JObject"}""")]
    [TestCase("{ type: object, additionalProperties: true }", """{"$ref":"#/components/schemas/JObject"}""")]
    [TestCase("{ type: object, additionalProperties: {} }", """{"$ref":"#/components/schemas/JObject"}""")]
    [TestCase("{ type: object, additionalProperties: { type: string } }", """{"type":"object","additionalProperties":{"type":"string"}}""")]
    public void A_schema_is_said_in_the_words_of_OpenAPI_3_0(string schema, string expected)
    {
        var prepared = SpecsFolder.Prepare(new Spec()
            .Get("/a", Spec.Operation("getA", $"parameters: [{{ name: x, in: query, description: D., schema: {schema} }}]"))
            .Schema("Other", "{ type: object, properties: { x: { type: string } } }"));
        Assert.That(prepared.Document["paths"]!["/a"]!["get"]!["parameters"]![0]!["schema"]!.ToString(Formatting.None), Is.EqualTo(expected));
    }

    [TestCase("3.0.3")]
    [TestCase("3.1.0")]
    [TestCase("3.1.1")]
    public void The_result_is_OpenAPI_3_0(string version) =>
        Assert.That((string?)SpecsFolder.Prepare(new Spec().Version(version).Get("/a", Spec.Operation("getA"))).Document["openapi"], Does.StartWith("3.0."));

    [Test]
    public void Nullable_and_exclusive_limits_of_OpenAPI_3_0_stay()
    {
        var prepared = SpecsFolder.Prepare(new Spec().Version("3.0.3").Get("/a", Spec.Operation("getA", "parameters: [{ name: x, in: query, description: D., schema: { type: integer, nullable: true, minimum: 1, exclusiveMinimum: true } }]")));
        Assert.That(prepared.Document["paths"]!["/a"]!["get"]!["parameters"]![0]!["schema"]!.ToString(Formatting.None), Is.EqualTo("""{"type":"integer","nullable":true,"minimum":1,"exclusiveMinimum":true}"""));
    }

    [Test]
    public void Members_beside_a_reference_survive_in_members_items_and_parameters()
    {
        var schemas = SpecsFolder.Prepare(new Spec()
            .Get("/a", Spec.Operation("getA"))
            .Schema("Kind", "{ type: string, enum: [a] }")
            .Schema("Owner", "{ type: object, properties: { kind: { $ref: '#/components/schemas/Kind', description: Mine., x-own: 1 }, list: { type: array, items: { $ref: '#/components/schemas/Kind', default: a } }, plain: { type: array, items: { $ref: '#/components/schemas/Kind' } } } }")).Document["components"]!["schemas"]!;
        var properties = schemas["Owner"]!["properties"]!;
        Assert.Multiple(() =>
        {
            Assert.That(properties["kind"]!.ToString(Formatting.None), Is.EqualTo("""{"allOf":[{"$ref":"#/components/schemas/Kind"}],"description":"Mine.","x-own":1,"x-memberName":"Kind"}"""));
            Assert.That(properties["list"]!["items"]!.ToString(Formatting.None), Is.EqualTo("""{"allOf":[{"$ref":"#/components/schemas/Kind"}],"default":"a"}"""));
            Assert.That(properties["plain"]!["items"]!.ToString(Formatting.None), Is.EqualTo("""{"$ref":"#/components/schemas/Kind"}"""));
        });
    }

    [Test]
    public void A_reference_to_a_parameter_or_response_with_members_beside_it_is_a_copy_that_differs()
    {
        var document = SpecsFolder.Prepare(new Spec()
            .Get("/a", Spec.Operation("getA", "parameters: [{ $ref: '#/components/parameters/email', description: Another. }]", responses: "'200': { $ref: '#/components/responses/Fine', description: Better. }"))
            .Get("/b", Spec.Operation("getB", "parameters: [{ $ref: '#/components/parameters/email' }]"))
            .Component("parameters", "email", "{ name: email, in: query, description: Shared., schema: { type: string } }")
            .Component("responses", "Fine", "{ description: Fine. }")).Document;
        Assert.Multiple(() =>
        {
            Assert.That((string?)document["paths"]!["/a"]!["get"]!["parameters"]![0]!["description"], Is.EqualTo("Another."));
            Assert.That((string?)document["paths"]!["/a"]!["get"]!["parameters"]![0]!["name"], Is.EqualTo("email"));
            Assert.That((string?)document["paths"]!["/a"]!["get"]!["responses"]!["200"]!["description"], Is.EqualTo("Better."));
            Assert.That((string?)document["paths"]!["/b"]!["get"]!["parameters"]![0]!["$ref"], Is.EqualTo("#/components/parameters/email"));
        });
    }

    [Test]
    public void What_OpenAPI_3_0_cannot_say_is_an_error_with_its_place()
    {
        using var folder = new SpecsFolder().Document(new Spec().Get("/a", Spec.Operation("getA", "sumary: Misspelt.")));
        var error = folder.Prepare().Diagnostics.Single();
        Assert.That(error.ToString(), Is.EqualTo($"{Path.Combine(folder.Root, "api.yml")}(7,10): error ITG044: OpenAPI 3.0 cannot express this: sumary is not a valid property at #/paths/~1a/get"));
    }

    [TestCase("{ oneOf: [{ type: string }, { type: integer }] }", "uses oneOf, which the generator does not support")]
    [TestCase("{ anyOf: [{ type: string }] }", "uses anyOf")]
    [TestCase("{ not: { type: string } }", "uses not")]
    [TestCase("{ type: [string, integer] }", "has several types (string, integer)")]
    [TestCase("{ type: object, additionalProperties: { type: string }, patternProperties: { '^a': { type: string } } }", "uses patternProperties, which OpenAPI 3.0 does not know")]
    [TestCase("{ type: array, prefixItems: [{ type: string }], items: { type: string } }", "uses prefixItems")]
    [TestCase("{ type: string, contentMediaType: image/png }", "uses contentMediaType")]
    [TestCase("{ type: 'null' }", "can only be null")]
    [TestCase("{ type: array }", "is a list and does not say of what (items)")]
    [TestCase("{ type: integer, enum: [1, 2] }", "is an enum of other values than strings")]
    [TestCase("{ enum: [a, 1], x-iterable-name: Kind }", "is an enum of other values than strings")]
    [TestCase("{ type: string, enum: [], x-iterable-name: Kind }", "is an enum without values")]
    public void A_schema_that_has_no_form_in_Csharp_is_an_error(string schema, string problem) =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA", $"parameters: [{{ name: x, in: query, description: D., schema: {schema} }}]"))),
            Has.Some.StartsWith("ITG043 ").And.Some.Contains(problem).And.Some.EndsWith("Change it with an overlay."));

    [Test]
    public void Required_stays_in_what_is_sent_and_goes_from_what_is_only_received()
    {
        const string properties = "required: [x], properties: { x: { type: string }, inner: { $ref: '#/components/schemas/Inner' } }";
        var schemas = SpecsFolder.Prepare(new Spec()
            .Post("/a", Spec.Operation("postA", Spec.Body("{ $ref: '#/components/schemas/Sent' }"), responses: Spec.Answer("{ $ref: '#/components/schemas/Received' }")))
            .Schema("Sent", $"{{ type: object, {properties} }}")
            .Schema("Received", $"{{ type: object, {properties} }}")
            .Schema("Inner", "{ type: object, required: [y], properties: { y: { type: string } } }")
            .Schema("Unused", "{ type: object, required: [z], properties: { z: { type: string } } }")).Document["components"]!["schemas"]!;
        Assert.Multiple(() =>
        {
            Assert.That(schemas["Sent"]!["required"], Is.Not.Null);
            Assert.That(schemas["Inner"]!["required"], Is.Not.Null, "sent as a part of Sent");
            Assert.That(schemas["Received"]!["required"], Is.Null);
            Assert.That(schemas["Unused"]!["required"], Is.Null);
        });
    }

    [Test]
    public void What_a_list_says_twice_counts_once()
    {
        var schemas = SpecsFolder.Prepare(new Spec()
            .Post("/a", Spec.Operation("postA", Spec.Body("{ $ref: '#/components/schemas/Sent' }")))
            .Schema("Sent", "{ type: object, required: [x, x], properties: { x: { type: string, enum: [a, b, a], x-iterable-name: Kind } } }")).Document["components"]!["schemas"]!;
        Assert.Multiple(() =>
        {
            Assert.That(schemas["Sent"]!["required"]!.ToString(Formatting.None), Is.EqualTo("""["x"]"""));
            Assert.That(schemas["Kind"]!["enum"]!.ToString(Formatting.None), Is.EqualTo("""["a","b"]"""));
        });
    }
}
