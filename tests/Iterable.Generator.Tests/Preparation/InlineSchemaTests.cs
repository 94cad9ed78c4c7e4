using Iterable.Generator.Tests.Support;

using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Preparation;

internal sealed class InlineSchemaTests
{
    private const string Text = "{ type: string, description: D. }";

    [Test]
    public void A_named_inline_schema_becomes_a_component_wherever_it_stands()
    {
        const string kind = "{ type: string, enum: [a], description: D., x-iterable-values: { a: A. }";
        var prepared = SpecsFolder.Prepare(new Spec()
            .Post("/a", Spec.Operation("postA", $$"""{{Spec.Body($"{{ type: object, description: D., x-iterable-name: BodyThing, properties: {{ list: {{ type: array, description: D., items: {{ type: object, description: D., x-iterable-name: Entry, properties: {{ x: {Text} }} }} }}, map: {{ type: object, description: D., additionalProperties: {kind}, x-iterable-name: MapValue }} }} }} }}")}}, parameters: [{ name: kind, in: query, description: D., schema: {{kind}}, x-iterable-name: ParameterKind } }]""", responses: Spec.Answer($"{{ type: object, description: D., x-iterable-name: AnswerThing, properties: {{ x: {Text} }} }}")))
            .Component("parameters", "shared", $"{{ name: shared, in: query, description: D., schema: {kind}, x-iterable-name: SharedKind }} }}"));
        var schemas = (JObject)prepared.Document["components"]!["schemas"]!;
        var operation = prepared.Document["paths"]!["/a"]!["post"]!;
        Assert.Multiple(() =>
        {
            Assert.That(prepared.Diagnostics, Is.Empty);
            Assert.That(schemas.Properties().Select(p => p.Name), Is.EquivalentTo(new[] { "BodyThing", "Entry", "MapValue", "ParameterKind", "AnswerThing", "SharedKind" }));
            Assert.That(Reference(operation["requestBody"]!["content"]!["application/json"]!["schema"]), Is.EqualTo("BodyThing"));
            Assert.That(Reference(operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]), Is.EqualTo("AnswerThing"));
            Assert.That(Reference(operation["parameters"]![0]!["schema"]), Is.EqualTo("ParameterKind"));
            Assert.That(Reference(schemas["BodyThing"]!["properties"]!["list"]!["items"]), Is.EqualTo("Entry"));
            Assert.That(Reference(schemas["BodyThing"]!["properties"]!["map"]!["additionalProperties"]), Is.EqualTo("MapValue"));
            Assert.That(prepared.ToJson(), Does.Not.Contain("x-iterable-name"));
        });
    }

    [Test]
    public void A_member_keeps_what_is_said_about_the_member_and_the_type_gets_the_rest()
    {
        var schemas = Schemas(new Spec().Schema("Owner", $"{{ type: object, description: D., properties: {{ inner: {{ type: [object, 'null'], description: Inner., x-iterable-name: Inner, x-iterable-deprecated: Use other., properties: {{ x: {Text} }} }} }} }}"));
        Assert.Multiple(() =>
        {
            Assert.That(schemas["Owner"]!["properties"]!["inner"]!.ToString(Formatting.None), Is.EqualTo("""{"allOf":[{"$ref":"#/components/schemas/Inner"}],"nullable":true,"description":"Inner.","deprecated":true,"x-deprecatedMessage":"Use other.","x-memberName":"Inner"}"""));
            Assert.That(schemas["Inner"]!.ToString(Formatting.None), Is.EqualTo("""{"type":"object","description":"Inner.","properties":{"x":{"type":"string","description":"D.","x-memberName":"X"}}}"""));
        });
    }

    [Test]
    public void A_default_stays_with_the_parameter_that_has_it()
    {
        var prepared = SpecsFolder.Prepare(new Spec().Get("/a", Spec.Operation("getA", "parameters: [{ name: kind, in: query, description: D., schema: { type: string, enum: [a, b], default: a, x-iterable-name: Kind } }]")));
        Assert.Multiple(() =>
        {
            Assert.That(prepared.Document["paths"]!["/a"]!["get"]!["parameters"]![0]!["schema"]!.ToString(Formatting.None), Is.EqualTo("""{"allOf":[{"$ref":"#/components/schemas/Kind"}],"default":"a"}"""));
            Assert.That(prepared.Document["components"]!["schemas"]!["Kind"]!["default"], Is.Null);
        });
    }

    [Test]
    public void Equal_schemas_can_have_one_name()
    {
        var spec = new Spec().Get("/a", Spec.Operation("getA", responses: Spec.Answer($"{{ type: object, x-iterable-name: Thing, properties: {{ x: {Text} }} }}")))
            .Get("/b", Spec.Operation("getB", responses: Spec.Answer($"{{ properties: {{ x: {Text} }}, type: object, x-iterable-name: Thing }}")));
        Assert.That(SpecsFolder.ErrorsOf(spec), Is.Empty);
    }

    [Test]
    public void Different_schemas_with_one_name_are_an_error_that_says_where_both_are_and_where_they_differ()
    {
        var spec = new Spec().Get("/a", Spec.Operation("getA", responses: Spec.Answer($"{{ type: object, x-iterable-name: Thing, properties: {{ x: {Text} }} }}")))
            .Get("/b", Spec.Operation("getB", responses: Spec.Answer("{ type: object, x-iterable-name: Thing, properties: { x: { type: integer } } }")));
        Assert.That(SpecsFolder.ErrorsOf(spec).Single(), Does.Match(@"^ITG021 The 200 response of getB is called Thing like the schema at .*api\.yml\(\d+,\d+\), but they differ at \$\.properties\.x\.type\. Make them equal"));
    }

    [TestCase("{ type: object, properties: { x: { type: string } } }", "The request body of postA is an inline object", "$.paths['/a'].post.requestBody.content['application/json'].schema", "PostARequest")]
    [TestCase("{ type: array, items: { type: object, properties: { x: { type: string } } } }", "The element of the request body of postA is an inline object", "$.paths['/a'].post.requestBody.content['application/json'].schema.items", "PostARequestItem")]
    [TestCase("{ type: object, additionalProperties: { type: string, enum: [a] } }", "The value of the request body of postA is an inline enum", "$.paths['/a'].post.requestBody.content['application/json'].schema.additionalProperties", "PostARequestValue")]
    [TestCase("{ type: object, x-iterable-name: Thing, properties: { user-items: { type: array, items: { type: object, properties: { x: { type: string } } } } } }", "The element of the member `user-items` of Thing is an inline object", "$.paths['/a'].post.requestBody.content['application/json'].schema.properties['user-items'].items", "ThingUserItem")]
    [TestCase("{ type: object, x-iterable-name: PostRequest, properties: { kind2: { type: string, enum: [a] } } }", "The member `kind2` of PostRequest is an inline enum", "$.paths['/a'].post.requestBody.content['application/json'].schema.properties.kind2", "PostKind2Value")]
    public void A_schema_without_a_name_is_an_error_with_the_action_that_names_it(string schema, string what, string target, string name)
    {
        using var folder = new SpecsFolder().Document(new Spec().Post("/a", Spec.Operation("postA", Spec.Body(schema))));
        var error = folder.Errors().Single();
        Assert.That(error, Is.EqualTo($$"""ITG020 {{what}} and its C# type has no name. Add to an overlay that extends api.yml: - { target: "{{target}}", update: { x-iterable-name: {{name}} } }"""));

        // Ready to paste means just that.
        folder.Overlay("  " + error[(error.IndexOf("- {", StringComparison.Ordinal))..]);
        Assert.That(folder.Errors(), Is.Empty);
    }

    [Test]
    public void An_error_about_a_schema_in_a_renamed_place_gives_the_path_in_the_vendored_document()
    {
        var spec = new Spec()
            .Path("/old", "x-iterable-path", "/new")
            .Get("/old", Spec.Operation("getA", responses: Spec.Answer("{ $ref: '#/components/schemas/Owner' }")))
            .Post("/old", Spec.Operation("postA", Spec.Body("{ type: object, properties: { x: { type: string } } }")))
            .Schema("Owner", "{ type: object, x-iterable-name: NewOwner, properties: { inner: { type: object, properties: { x: { type: string } } } } }");
        Assert.That(SpecsFolder.ErrorsOf(spec), Has.Some.Contains("$.components.schemas.Owner.properties.inner").And.Some.Contains("$.paths['/old'].post.requestBody"));
    }

    [TestCase("{ type: string, x-iterable-name: Thing }")]
    [TestCase("{ type: array, items: { type: string }, x-iterable-name: Thing }")]
    [TestCase("{ type: object, x-iterable-name: Thing }")]
    public void A_name_on_what_becomes_no_type_is_an_error(string schema) =>
        Assert.That(SpecsFolder.ErrorsOf(new Spec().Post("/a", Spec.Operation("postA", Spec.Body(schema)))).Single(), Does.StartWith("ITG011 The request body of postA has an x-iterable-name, but becomes no C# type of its own"));

    [TestCase("{ type: string }")]
    [TestCase("{ type: array, items: { type: integer } }")]
    [TestCase("{ type: object, additionalProperties: { type: string } }")]
    [TestCase("{ type: object }")]
    [TestCase("{}")]
    public void What_becomes_no_type_needs_no_name(string schema) =>
        Assert.That(SpecsFolder.ErrorsOf(new Spec().Post("/a", Spec.Operation("postA", Spec.Body(schema)))), Is.Empty);

    private static JObject Schemas(Spec spec) => (JObject)SpecsFolder.Prepare(spec).Document["components"]!["schemas"]!;

    private static string? Reference(JToken? schema) => ((string?)(schema!["$ref"] ?? schema["allOf"]?[0]?["$ref"]))?.Split('/')[^1];
}
