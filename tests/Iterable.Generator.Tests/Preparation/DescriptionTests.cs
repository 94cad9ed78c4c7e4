using Iterable.Generator.Tests.Support;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Preparation;

internal sealed class DescriptionTests
{
    private static readonly Spec Undescribed = new Spec()
        .Tag("{ name: Users }")
        .Post("/a", $"{{ operationId: postA, tags: [Users], {Spec.Facts}, parameters: [{{ name: x, in: query, schema: {{ type: string }} }}, {{ $ref: '#/components/parameters/shared' }}], requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Thing' }} }} }} }}, responses: {{ '200': {{ description: ' ' }}, '400': {{ description: Bad. }} }} }}")
        .Component("parameters", "shared", "{ name: shared, in: query, schema: { type: string } }")
        .Schema("Thing", "{ type: object, properties: { member: { type: string, description: '' }, kind: { $ref: '#/components/schemas/Kind' } } }")
        .Schema("Kind", "{ type: string, description: D., enum: [a] }");

    [Test]
    public void What_becomes_documentation_and_has_no_description_is_listed() =>
        Assert.That(SpecsFolder.WarningsOf(Undescribed), Is.EquivalentTo(new[]
        {
            "ITG101 The tag Users has no description.",
            "ITG101 The operation postA has no summary.",
            "ITG101 The parameter `x` of postA has no description.",
            "ITG101 The parameter `shared` has no description.",
            "ITG101 The 200 response of postA has no description.",
            "ITG101 The schema Thing has no description.",
            "ITG101 The member `member` of Thing has no description.",
            "ITG101 The member `kind` of Thing has no description.",
            "ITG101 The value `a` of Kind has no description (x-iterable-values).",
        }));

    [Test]
    public void It_gets_a_text_so_that_no_summary_is_empty()
    {
        var document = SpecsFolder.Prepare(Undescribed).Document;
        var operation = document["paths"]!["/a"]!["post"]!;
        var thing = document["components"]!["schemas"]!["Thing"]!;
        Assert.Multiple(() =>
        {
            Assert.That(Text(operation["summary"]), Is.EqualTo("The `postA` operation of the Iterable API; its specification gives no description."));
            Assert.That(Text(operation["description"]), Is.EqualTo("Not safe to repeat: the call is sent again only when it was surely not processed. Iterable publishes no rate limit for this call. Needs a server-side API key."));
            Assert.That(Text(operation["parameters"]![0]!["description"]), Is.EqualTo("The `x` parameter of the Iterable API; its specification gives no description."));
            Assert.That(Text(operation["responses"]!["200"]!["description"]), Is.EqualTo("The `postA` response of the Iterable API; its specification gives no description."));
            Assert.That(Text(operation["requestBody"]!["description"]), Is.EqualTo("The body of the request."));
            Assert.That(Text(document["tags"]![0]!["description"]), Is.EqualTo("The `Users` operations of the Iterable API; its specification gives no description."));
            Assert.That(Text(document["x-iterable-tags"]!["UsersClient"]), Is.EqualTo(Text(document["tags"]![0]!["description"])));
            Assert.That(Text(thing["description"]), Is.EqualTo("The `Thing` model of the Iterable API; its specification gives no description."));
            Assert.That(Text(thing["properties"]!["member"]!["description"]), Is.EqualTo("The `member` member of the Iterable API; its specification gives no description."));
            Assert.That(Text(thing["properties"]!["kind"]!["description"]), Is.EqualTo("The `kind` member of the Iterable API; its specification gives no description."));
            Assert.That(Text(document["components"]!["schemas"]!["Kind"]!["x-enumDescriptions"]![0]), Is.EqualTo("The `a` value of the Iterable API; its specification gives no description."));
        });
    }

    [TestCase("{ permits: 2000, seconds: 1, scope: api-key }", "always", "[server, read-only]", "", "Repeating the call is safe. Rate limit: 2,000 requests a second for each API key. Needs a server-side or read-only API key.")]
    [TestCase("{ permits: 1, seconds: 30, scope: organization }", "with-id", "[javascript, mobile, web]", "", "Repeating the call is safe only when every record has an id. Rate limit: 1 request in 30 seconds for each organization. Needs a JavaScript, mobile or web API key. A server-side key is refused.")]
    [TestCase("unpublished", "always", "[server]", "x-iterable-pagination: { kind: cap, method: EnumerateA, item: Thing, items: items, count: limit, count-default: 10 }", "Repeating the call is safe. Iterable publishes no rate limit for this call. Needs a server-side API key. EnumerateAAsync reads all pages.")]
    public void The_facts_of_an_operation_become_sentences_of_its_documentation(string limit, string retry, string keys, string more, string sentences)
    {
        var operation = Spec.Operation("postA", more).Replace(Spec.Facts, $"x-iterable-rate-limit: {limit}, x-iterable-retry: {retry}, x-iterable-key-types: {keys}");
        Assert.That(Text(SpecsFolder.Prepare(new Spec().Post("/a", operation)).Document["paths"]!["/a"]!["post"]!["description"]), Is.EqualTo("D. " + sentences));
    }

    [TestCase("type: string, format: date-time, x-iterable-wire: iso, x-iterable-days-ahead: 7", "D. At most 7 days ahead: a later time is refused before it is sent.")]
    [TestCase("type: object, additionalProperties: { type: string }, maxProperties: 1000", "D. At most 1,000 entries: more are refused before they are sent.")]
    [TestCase("type: array, items: { type: string }, maxItems: 20", "D. At most 20 entries: more are refused before they are sent.")]
    public void What_is_refused_before_it_is_sent_is_said_where_it_is_set(string member, string description)
    {
        var document = SpecsFolder.Prepare(new Spec()
            .Post("/a", Spec.Operation("postA", "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }, x-iterable-bulk: { records: x, record-bytes: 30720 }"))
            .Schema("Thing", $"{{ type: object, description: D., properties: {{ x: {{ description: D., {member} }} }} }}")).Document;
        Assert.That(Text(document["components"]!["schemas"]!["Thing"]!["properties"]!["x"]!["description"]), Is.EqualTo(description));
        Assert.That(Text(document["paths"]!["/a"]!["post"]!["description"]), Does.EndWith("A record has at most 30,720 bytes."));
    }

    [Test]
    public void How_many_records_a_bulk_call_takes_is_what_its_member_can_hold()
    {
        var document = SpecsFolder.Prepare(new Spec()
            .Post("/a", Spec.Operation("postA", "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }, x-iterable-bulk: { records: x }"))
            .Schema("Thing", "{ type: object, description: D., properties: { x: { type: array, description: D., items: { type: string }, maxItems: 20 } } }")).Document;
        Assert.That((int?)document["paths"]!["/a"]!["post"]!["x-iterable-bulk"]!["x-mostItems"], Is.EqualTo(20));
    }

    [TestCase("text/csv", "Rows. The package Iterable.Generated.Csv reads it: ReadRowsAsync as rows, ReadCsvAsync as records.")]
    [TestCase("application/x-json-stream", "Rows.")]
    public void An_answer_that_is_CSV_names_the_package_that_reads_it(string mediaType, string description)
    {
        var operation = Spec.Operation("getA", responses: $"'200': {{ description: Rows., content: {{ {mediaType}: {{ schema: {{ type: string, format: binary }} }} }} }}");
        Assert.That(Text(SpecsFolder.Prepare(new Spec().Get("/a", operation)).Document["paths"]!["/a"]!["get"]!["responses"]!["200"]!["description"]), Is.EqualTo(description));
    }

    [Test]
    public void What_is_described_is_not_listed() =>
        Assert.That(
            SpecsFolder.Prepare(new Spec().Get("/a", Spec.Operation("getA", "parameters: [{ name: x, in: query, description: D., schema: { type: string } }]"))).Diagnostics,
            Is.Empty);

    [Test]
    public void A_warning_points_at_what_lacks_the_description()
    {
        using var folder = new SpecsFolder().Document(new Spec().Get("/a", Spec.Operation("getA")).Schema("Thing", "{ type: object, properties: { x: { type: string } } }"));
        var warning = folder.Prepare().Diagnostics.Single(d => d.Message.StartsWith("The member `x`", StringComparison.Ordinal));
        Assert.That(warning.ToString(), Is.EqualTo($"{Path.Combine(folder.Root, "api.yml")}(10,45): warning ITG101: The member `x` of Thing has no description."));
    }

    [Test]
    public void A_deprecation_becomes_the_mark_and_the_message_that_NSwag_reads()
    {
        var document = SpecsFolder.Prepare(new Spec()
            .Get("/a", Spec.Operation("getA", "x-iterable-deprecated: Use getB., parameters: [{ name: x, in: query, description: An x, x-iterable-deprecated: Use y., schema: { type: string } }]"))
            .Schema("Thing", "{ type: object, description: D., x-iterable-deprecated: Use Other., properties: { x: { type: string, description: D., x-iterable-deprecated: Use y. } } }")).Document;
        var operation = document["paths"]!["/a"]!["get"]!;
        var thing = document["components"]!["schemas"]!["Thing"]!;
        Assert.Multiple(() =>
        {
            foreach (var (token, message) in new[] { (operation, "Use getB."), (operation["parameters"]![0]!, "Use y."), (thing, "Use Other."), (thing["properties"]!["x"]!, "Use y.") })
            {
                Assert.That((bool?)token["deprecated"], Is.True);
                Assert.That(Text(token["x-deprecatedMessage"]), Is.EqualTo(message));
                Assert.That(token["x-iterable-deprecated"], Is.Null);
            }

            Assert.That(Text(operation["parameters"]![0]!["description"]), Is.EqualTo("An x. Deprecated: Use y."));
        });
    }

    [Test]
    public void A_deprecation_without_a_reason_is_a_warning_and_gets_a_message()
    {
        var prepared = SpecsFolder.Prepare(new Spec().Get("/a", Spec.Operation("getA", "deprecated: true")));
        Assert.Multiple(() =>
        {
            Assert.That(prepared.Diagnostics.Single().Message, Is.EqualTo("The operation getA is deprecated, and nothing says why and what to use instead (x-iterable-deprecated)."));
            Assert.That(Text(prepared.Document["paths"]!["/a"]!["get"]!["x-deprecatedMessage"]), Is.EqualTo("The specification of the Iterable API marks this as deprecated and gives no reason."));
        });
    }

    private static string? Text(JToken? token) => (string?)token;
}
