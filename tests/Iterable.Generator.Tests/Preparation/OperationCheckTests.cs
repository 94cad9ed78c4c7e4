using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Preparation;

internal sealed class OperationCheckTests
{
    private const string Rest = "summary: S., description: D., responses: { '200': { description: OK. } }";

    [Test]
    public void An_operation_needs_an_id() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", $"{{ tags: [Users], {Spec.Facts}, {Rest} }}")),
            Is.EqualTo(new[] { """ITG040 GET /a has no operationId; its C# method would have no name. Add to an overlay that extends api.yml: - { target: "$.paths['/a'].get", update: { operationId: <name> } }""" }));

    [Test]
    public void An_id_is_the_name_of_one_method() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Get("/b", Spec.Operation("GetA"))).Single(),
            Does.Match(@"^ITG040 Two operations are called GetA: GET /b, and GET /a at .*api\.yml\(\d+,\d+\)\. Give one of them another operationId\.$"));

    [TestCase("get_users")]
    [TestCase("get-users")]
    [TestCase("'2users'")]
    [TestCase("'get users'")]
    public void An_id_must_be_a_method_name(string id) =>
        Assert.That(SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation(id))).Single(), Does.StartWith($"ITG022 The operationId '{id.Trim('\'')}' is no C# method name"));

    [Test]
    public void An_operation_needs_a_tag() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", $"{{ operationId: getA, {Spec.Facts}, {Rest} }}")),
            Is.EqualTo(new[] { "ITG041 getA has no tag; its first tag decides which client it belongs to." }));

    [Test]
    public void A_tag_must_be_declared() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA", tag: "Lists"))),
            Is.EqualTo(new[] { "ITG041 getA has the tag 'Lists', which the document does not declare under 'tags'." }));

    [Test]
    public void A_tag_must_be_a_Csharp_name_or_have_one() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Tag("{ name: in-app messages }").Get("/a", Spec.Operation("getA", tag: "in-app messages"))),
            Is.EqualTo(new[] { """ITG022 The tag 'in-app messages' is no C# name for a client. Add to an overlay that extends api.yml: - { target: "$.tags[0]", update: { x-iterable-name: InAppMessages } }""" }));

    [Test]
    public void An_operation_must_state_its_facts() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", $"{{ operationId: getA, tags: [Users], {Rest} }}")),
            Is.EqualTo(new[]
            {
                """ITG012 getA does not say how often it may be called (x-iterable-rate-limit). Add to an overlay that extends api.yml: - { target: "$.paths['/a'].get", update: { x-iterable-rate-limit: unpublished } }""",
                """ITG012 getA does not say whether it can be sent twice (x-iterable-retry). Add to an overlay that extends api.yml: - { target: "$.paths['/a'].get", update: { x-iterable-retry: never } }""",
                """ITG012 getA does not say which API keys may call it (x-iterable-key-types). Add to an overlay that extends api.yml: - { target: "$.paths['/a'].get", update: { x-iterable-key-types: [server] } }""",
            }));

    [Test]
    public void Facts_are_kept_for_the_templates()
    {
        var operation = SpecsFolder.Prepare(new Spec().Get("/a", $"{{ operationId: getA, tags: [Users], {Rest}, x-iterable-rate-limit: {{ permits: 4, seconds: 60, scope: project }}, x-iterable-retry: with-id, x-iterable-key-types: [server, mobile], x-iterable-pagination: {{ kind: page, method: EnumerateA, page: page, item: A, items: as, next: nextPageUrl }} }}")).Document["paths"]!["/a"]!["get"]!;
        Assert.Multiple(() =>
        {
            Assert.That((int)operation["x-iterable-rate-limit"]!["permits"]!, Is.EqualTo(4));
            Assert.That((string?)operation["x-iterable-retry"], Is.EqualTo("with-id"));
            Assert.That((string?)operation["x-iterable-key-types"]![1], Is.EqualTo("mobile"));
            Assert.That((string?)operation["x-iterable-pagination"]!["kind"], Is.EqualTo("page"));
        });
    }

    [Test]
    public void Two_parameters_cannot_have_one_name() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/{email}", Spec.Operation("getA", "parameters: [{ name: email, in: path, required: true, description: D., schema: { type: string } }, { name: email, in: query, description: D., schema: { type: string } }]"))),
            Is.EqualTo(new[] { "ITG021 Two parameters of getA have the C# name email. Give one of them an x-iterable-name." }));

    [Test]
    public void A_parameter_cannot_be_called_like_the_body() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Post("/a", Spec.Operation("postA", Spec.Body("{ type: string }") + ", parameters: [{ name: request, in: query, description: D., schema: { type: string } }]"))),
            Is.EqualTo(new[] { "ITG021 Two parameters of postA have the C# name request. Give one of them an x-iterable-name." }));

    [TestCase("{ $ref: '#/components/schemas/None' }", "The reference #/components/schemas/None leads nowhere: there is no such component.")]
    [TestCase("{ $ref: 'other.yml#/A' }", "The reference other.yml#/A is not supported; references lead to '#/components/...'.")]
    public void A_reference_must_lead_to_a_component(string schema, string problem) =>
        Assert.That(SpecsFolder.ErrorsOf(new Spec().Post("/a", Spec.Operation("postA", Spec.Body(schema)))), Is.EqualTo(new[] { "ITG042 " + problem }));

    [Test]
    public void A_member_or_an_example_may_look_like_a_reference() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema("Thing", "{ type: object, example: { $ref: nowhere }, properties: { default: { $ref: '#/components/schemas/Thing' } } }")),
            Is.Empty);

    [Test]
    public void A_reference_in_a_member_called_default_is_checked_too() =>
        Assert.That(
            SpecsFolder.ErrorsOf(new Spec().Get("/a", Spec.Operation("getA")).Schema("Thing", "{ type: object, properties: { default: { $ref: '#/components/schemas/None' } } }")).Single(),
            Does.StartWith("ITG042"));
}
