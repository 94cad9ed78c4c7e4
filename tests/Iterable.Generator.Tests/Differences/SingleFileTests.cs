using Iterable.Generator.Diagnostics;
using Iterable.Generator.Differences;
using Iterable.Generator.Tests.Support;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Differences;

/// <summary>Documents as they come: schemas without names, operations without ids, any dialect.</summary>
internal sealed class SingleFileTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_schema_without_a_name_is_compared_where_it_stands() => Assert.That(
        Changes(
            "post: { operationId: send, requestBody: { content: { application/json: { schema: { type: object, properties: { user: { type: object, properties: { name: { type: string } } } } } } } }, responses: { '200': { description: OK., content: { application/json: { schema: { type: array, items: { type: object, properties: { kind: { type: string, enum: [a, b] } } } } } } } } }",
            "post: { operationId: send, requestBody: { content: { application/json: { schema: { type: object, required: [age], properties: { user: { type: object, properties: { name: { type: integer } } }, age: { type: integer } } } } } }, responses: { '200': { description: OK., content: { application/json: { schema: { type: array, items: { type: object, properties: { kind: { type: string, enum: [a, c] } } } } } } } } }"),
        Is.EqualTo(new[]
        {
            "breaking required-property-added POST /a (send) request.age",
            "breaking property-type-changed POST /a (send) request.user.name",
            "breaking enum-value-removed POST /a (send) response[].kind.b",
            "compatible enum-value-added POST /a (send) response[].kind.c",
        }));

    [Test]
    public void An_operation_without_an_id_goes_by_its_method_and_path() => Assert.That(
        Changes("get: { responses: {} }, post: { responses: {} }", "get: { deprecated: true, responses: {} }, put: { responses: {} }"),
        Is.EqualTo(new[] { "breaking operation-removed POST /a", "compatible operation-added PUT /a", "informational operation-deprecated GET /a" }));

    [Test]
    public void An_id_that_several_operations_have_names_none_of_them() => Assert.That(
        Changes("get: { operationId: one, responses: {} }, post: { operationId: one, responses: {} }", "get: { operationId: one, responses: {} }, post: { operationId: one, deprecated: true, responses: {} }"),
        Is.EqualTo(new[] { "informational operation-deprecated POST /a" }));

    [Test]
    public void An_id_that_is_new_or_gone_is_no_rename() =>
        Assert.That(Changes("get: { responses: {} }", "get: { operationId: one, responses: {} }"), Is.Empty);

    [Test]
    public void A_name_in_the_path_is_not_what_tells_paths_apart() => Assert.That(
        SpecDiff.Compare(Read("before.yml", "3.1.0", "paths: { '/a/{x}': { get: { responses: {} } } }"), Read("after.yml", "3.1.0", "paths: { '/a/{y}': { get: { responses: {} } } }")).Changes,
        Is.Empty);

    [Test]
    public void Alternatives_that_lead_back_to_themselves_end()
    {
        const string paths = "paths: { /a: { get: { operationId: getA, responses: { '200': { description: OK., content: { application/json: { schema: { $ref: '#/components/schemas/S0' } } } } } } } }\n";
        var own = paths + "components: { schemas: { S0: { oneOf: [{ type: string }, { $ref: '#/components/schemas/S0' }] } } }";
        var chain = paths + $"components: {{ schemas: {{ {string.Concat(Enumerable.Range(0, 40).Select(i => $"S{i}: {{ anyOf: [{{ $ref: '#/components/schemas/S{i + 1}' }}, {{ $ref: '#/components/schemas/S{i + 1}' }}] }}, "))}S40: {{ type: string }} }} }}";

        foreach (var document in new[] { own, chain })
            Assert.That(SpecDiff.Compare(Read("before.yml", "3.1.0", document), Read("after.yml", "3.1.0", document)).Changes, Is.Empty);
    }

    [Test]
    public void A_schema_that_leads_back_to_itself_ends()
    {
        const string named = "{ type: object, properties: { next: { $ref: '#/components/schemas/Node' }, all: { $ref: '#/components/schemas/Nodes' }, either: { oneOf: [{ $ref: '#/components/schemas/Node' }, { type: string }] }";
        static string Document(string node, string self) => $$"""
            paths:
              /a: { get: { operationId: getA, responses: { '200': { description: OK., content: { application/json: { schema: { allOf: [{ $ref: '#/components/schemas/Node' }] } } } } } } }
            components:
              schemas:
                Node: {{node}}
                Nodes: { type: array, items: { $ref: '#/components/schemas/Nodes' } }
                {{self}}: { $ref: '#/components/schemas/{{self}}' }
                Here: { $ref: '#/components/schemas/There' }
                There: { $ref: '#/components/schemas/Here' }
                Round: { allOf: [{ $ref: '#/components/schemas/There' }, { type: object, properties: { r: { type: string } } }] }
                Whole: { allOf: [{ $ref: '#/components/schemas/Whole' }, { type: object, properties: { w: { $ref: '#/components/schemas/Whole' } } }] }
            """;
        var before = Read("before.yml", "3.1.0", Document(named + " } }", "Self"));
        var after = Read("after.yml", "3.1.0", Document(named + ", more: { type: string } } }", "Itself"));
        Assert.That(Kinds(before, after), Is.EqualTo(new[] { "compatible property-added Node.more" }));
    }

    [Test]
    public void A_reference_into_a_schema_ends_where_it_began()
    {
        static string Tree(string more) => Body("{ $ref: '#/components/schemas/Tree' }") + $"\ncomponents: {{ schemas: {{ Tree: {{ type: object, properties: {{ child: {{ type: object, properties: {{ child: {{ $ref: '#/components/schemas/Tree/properties/child' }}{more} }} }} }} }} }} }}";
        Assert.That(Kinds(Read("before.yml", "3.1.0", Tree("")), Read("after.yml", "3.1.0", Tree(", x: { type: string }"))), Is.EqualTo(new[] { "compatible property-added Tree.child.x" }));
    }

    [Test]
    public void A_name_that_references_have_to_escape_is_a_name()
    {
        static string Generic(string required) => Body("{ $ref: '#/components/schemas/Page%C2%ABUser~1Id%C2%BB' }") + $"\ncomponents: {{ schemas: {{ 'Page«User/Id»': {{ type: object, properties: {{ x: {{ type: string }} }}{required} }} }} }}";
        Assert.That(Kinds(Read("before.yml", "3.1.0", Generic("")), Read("after.yml", "3.1.0", Generic(", required: [x]"))), Is.EqualTo(new[] { "breaking property-became-required Page«User/Id».x" }));
    }

    [Test]
    public void A_schema_that_gets_a_name_is_compared_with_what_stood_there()
    {
        var before = Read("before.yml", "3.1.0", Body("{ type: object, properties: { name: { type: string }, next: { type: object, properties: { name: { type: string } } } } }"));
        var after = Read("after.yml", "3.1.0", Body("{ $ref: '#/components/schemas/Node' }") + "\ncomponents: { schemas: { Node: { type: object, properties: { name: { type: string }, next: { $ref: '#/components/schemas/Node' } } } } }");
        Assert.That(Kinds(before, after), Is.EqualTo(new[] { "compatible model-added Node", "compatible property-added POST /a (postA) request.next.next" }));
    }

    [TestCase("{ oneOf: [{ type: string }, { type: integer }] }", "{ anyOf: [{ type: integer }, { type: string }] }", "")]
    [TestCase("{ oneOf: [{ type: string }, { type: integer }] }", "{ oneOf: [{ type: string }, { type: boolean }] }", "breaking request-type-changed")]
    [TestCase("{ type: [string, integer] }", "{ type: [string, boolean] }", "breaking request-type-changed")]
    [TestCase("{ type: [string, integer] }", "{ type: [integer, string] }", "")]
    [TestCase("{ oneOf: [{ type: object, properties: { a: { type: string } } }, { type: string }] }", "{ oneOf: [{ type: object, properties: { b: { type: string } } }, { type: string }] }", "breaking property-removed, compatible property-added")]
    [TestCase("{}", "{ type: string }", "breaking request-type-changed")]
    [TestCase("{ type: string, nullable: true }", "{ type: [string, 'null'] }", "")]
    [TestCase("{ const: a }", "{ enum: [a] }", "")]
    [TestCase("{ $ref: 'other.yml#/Thing' }", "{ $ref: 'other.yml#/Thing' }", "")]
    public void What_the_generator_would_refuse_is_compared_too(string before, string after, string kinds) => Assert.That(
        string.Join(", ", SpecDiff.Compare(Read("before.yml", "3.1.0", Body(before)), Read("after.yml", "3.1.0", Body(after))).Changes.Select(change => $"{change.Level.ToString().ToLowerInvariant()} {change.Id}")),
        Is.EqualTo(kinds));

    [TestCase("3.0.3")]
    [TestCase("3.1.0")]
    [TestCase("3.2.0")]
    public void A_document_without_operations_is_one(string version) =>
        Assert.That(Kinds(Read("before.yml", version, "paths: {}"), Read("after.yml", version, "paths: { /a: {} }")), Is.Empty);

    private IReadOnlyList<string> Changes(string before, string after) =>
        Kinds(Read("before.yml", "3.1.0", $"paths: {{ /a: {{ {before} }} }}"), Read("after.yml", "3.1.0", $"paths: {{ /a: {{ {after} }} }}"));

    private static string Body(string schema) => $"paths: {{ /a: {{ post: {{ operationId: postA, requestBody: {{ content: {{ application/json: {{ schema: {schema} }} }} }}, responses: {{}} }} }} }}";

    private static IReadOnlyList<string> Kinds(JObject before, JObject after) =>
        [.. SpecDiff.Compare(before, after).Changes.Select(change => $"{change.Level.ToString().ToLowerInvariant()} {change.Id} {change.Location}")];

    private JObject Read(string name, string version, string members) => Read(name, $"openapi: {version}\ninfo: {{ title: T, version: 1.0.0 }}\n{members}\n");

    private JObject Read(string name, string text)
    {
        var diagnostics = new DiagnosticBag();
        var document = SpecSource.Read(_folder.Write(name, text), diagnostics);
        Assert.That(diagnostics.ToList().Select(found => found.ToString()), Is.Empty);
        return document!;
    }
}
