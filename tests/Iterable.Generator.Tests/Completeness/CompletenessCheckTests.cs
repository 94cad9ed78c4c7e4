using System.Text.RegularExpressions;

using Iterable.Generator.Diagnostics;
using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Completeness;

/// <summary>What is said when the reference has something that the specifications lack.</summary>
internal sealed class CompletenessCheckTests
{
    private const string Lead = "The specifications lack ";

    private SpecsFolder _specs = null!;

    [SetUp]
    public void SetUp() => _specs = new SpecsFolder();

    [TearDown]
    public void TearDown() => _specs.Dispose();

    [Test]
    public void A_folder_without_a_reference_is_compared_with_nothing()
    {
        _specs.Document(new Spec().Get("/a", Spec.Operation("getA")));
        Assert.That(_specs.Prepare().Diagnostics, Is.Empty);
    }

    [Test]
    public void A_finding_says_what_where_and_what_to_do()
    {
        _specs.Document(Ours("/a"));
        Reference("  /b:\n    post:\n      tags: [In App]\n      responses: {}\n");
        Assert.That(
            Gaps().Single().ToString(),
            Is.EqualTo($"{Path.Combine(_specs.Root, "reference", "api.yml")}(6,5): warning ITG110: The specifications lack the operation, which the reference has: POST /api/b. "
                + "Add it in overlays/tags/inapp.overlay.yml, or remove it from api.yml with the reason, in an overlay beside that file."));
    }

    [TestCase("servers: [{ url: 'https://api.test' }]\n", "/api/a/{other}")]
    [TestCase("servers: [{ url: 'https://other.test/api' }]\n", "/a/{other}")]
    [TestCase("servers: [{ url: /api/ }]\n", "/a/{other}")]
    [TestCase("", "/api/a/{id}")]
    public void Operations_are_known_by_method_and_path_whatever_servers_and_parameters_are_called(string server, string theirs)
    {
        _specs.Document(Ours("/a/{id}", "parameters: [{ name: id, in: path, required: true, description: D., schema: { type: string, enum: [x], x-iterable-name: Kind, x-iterable-values: { x: X. } } }]"));
        Reference($"  {theirs}: {{ get: {{ parameters: [{{ name: {Regex.Match(theirs, @"\{(\w+)").Groups[1].Value}, in: path, required: true, schema: {{ type: string, enum: [x, y] }} }}], responses: {{}} }} }}\n", server: server);
        Assert.That(Findings().Single(), Does.StartWith("ITG113 the value y: GET /api/a/{"));
    }

    [TestCase("{ name: q, in: query, schema: { type: string } }", "{ name: q, in: query, schema: { type: string } }", null)]
    [TestCase("{ name: q, in: query, schema: { type: string } }", "{ name: Q, in: query, schema: { type: string } }", "ITG111 the query parameter `Q`: GET /api/a")]
    [TestCase("{ name: q, in: query, schema: { type: string } }", "{ $ref: '#/components/parameters/r' }", "ITG111 the query parameter `r`: GET /api/a")]
    [TestCase("{ name: q, in: query, schema: { type: string } }", "{ name: q, in: query, schema: { type: string, enum: [x, y] } }", "ITG113 the values x, y: GET /api/a, the query parameter `q`")]
    [TestCase("{ name: q, in: query, schema: { type: array, items: { type: string } } }", "{ name: q, in: query, schema: { type: array, items: { type: object } } }", null)]
    [TestCase("{ name: q, in: query, schema: { type: string } }", "{ name: q, in: query, schema: { type: array, items: { type: string } } }", "ITG112 a list: GET /api/a, the query parameter `q`")]
    public void Parameters(string ours, string theirs, string? expected)
    {
        _specs.Document(Ours("/a", $"parameters: [{ours.Replace("in: query", "in: query, description: D.")}]"));
        Reference($"  /a: {{ get: {{ parameters: [{theirs}], responses: {{}} }} }}\n", "  parameters: { r: { name: r, in: query, schema: { type: string } } }\n");
        Assert.That(Findings(), expected is null ? Is.Empty : Is.EqualTo(new[] { expected }));
    }

    [TestCase("{ type: object, properties: { x: { type: string } } }", "{ type: object, properties: { x: { type: string } } }", null)]
    [TestCase("{ type: object, properties: { x: { type: string }, y: { type: string } } }", "{ type: object, properties: { x: { type: string } } }", null)]
    [TestCase("{ type: object, properties: { x: { type: string } } }", "{ type: object, properties: { x: { type: string }, y: { type: string } } }", "ITG112 the member `y`: {0}, at y")]
    [TestCase("{ type: object, properties: { x: { type: object, x-iterable-name: Inner, properties: { a: { type: string } } } } }", "{ type: object, properties: { x: { type: object, properties: { b: { type: string } } } } }", "ITG112 the member `b`: {0}, at x.b")]
    [TestCase("{ type: object, properties: { x: { type: array, items: { type: object, x-iterable-name: Inner, properties: { a: { type: string } } } } } }", "{ type: object, properties: { x: { type: array, items: { $ref: '#/components/schemas/Named' } } } }", "ITG112 the member `named` of Named: {0}, at x[].named")]
    [TestCase("{ type: object, additionalProperties: { type: object, x-iterable-name: Inner, properties: { a: { type: string } } } }", "{ type: object, additionalProperties: { $ref: '#/components/schemas/Named' } }", "ITG112 the member `named` of Named: {0}, at *.named")]
    [TestCase("{ type: object, properties: { x: { type: array, items: {} } } }", "{ type: object, properties: { x: { type: array, items: { type: string } } } }", null)]
    [TestCase("{ type: object }", "{ type: object, additionalProperties: { $ref: '#/components/schemas/Named' } }", "ITG112 the type of a map's values: {0}, at *")]
    [TestCase("{ type: object }", "{ type: object, additionalProperties: { type: string } }", null)]
    [TestCase("{ type: object, properties: { x: { type: string } } }", "{ allOf: [{ $ref: '#/components/schemas/Named' }, { type: object, properties: { x: { type: string } } }] }", "ITG112 the member `named` of Named: {0}, at named")]
    [TestCase("{ allOf: [{ $ref: '#/components/schemas/Common' }, { type: object, properties: { x: { type: string } } }] }", "{ type: object, properties: { x: { type: string }, base: { type: string } } }", null)]
    [TestCase("{ type: object, properties: { x: { type: string, enum: [a], x-iterable-name: Kind, x-iterable-values: { a: A. } } } }", "{ type: object, properties: { x: { type: string, enum: [a, b] } } }", "ITG113 the value b: {0}, at x")]
    [TestCase("{ type: object, properties: { base: { $ref: '#/components/schemas/Common' } } }", "{ $ref: '#/components/schemas/Loop' }", "ITG112 the member `loop` of Loop: {0}, at loop")]
    public void Members_of_requests_and_responses(string ours, string theirs, string? expected)
    {
        const string reference = "  schemas: { Named: { type: object, properties: { named: { type: string } } }, Loop: { type: object, properties: { loop: { $ref: '#/components/schemas/Loop' } } } }\n";
        _specs.Document(Described(new Spec().Post("/a", Spec.Operation("postA", Spec.Body("{ $ref: '#/components/schemas/Ours' }"))).Schema("Ours", ours)));
        Reference($"  /a: {{ post: {{ requestBody: {{ content: {{ application/json: {{ schema: {theirs} }} }} }}, responses: {{}} }} }}\n", reference);
        var request = Findings();
        _specs.Document(Described(new Spec().Get("/a", Spec.Operation("getA", responses: Spec.Answer("{ $ref: '#/components/schemas/Ours' }"))).Schema("Ours", ours)));
        Reference($"  /a: {{ get: {{ responses: {{ '200': {{ content: {{ application/json: {{ schema: {theirs} }} }} }} }} }} }}\n", reference);
        var response = Findings();
        Assert.Multiple(() =>
        {
            Assert.That(request, expected is null ? Is.Empty : Is.EqualTo(new[] { string.Format(expected, "POST /api/a, the request") }));
            Assert.That(response, expected is null ? Is.Empty : Is.EqualTo(new[] { string.Format(expected, "GET /api/a, the 200 response") }));
        });
    }

    [Test]
    public void A_body_that_we_do_not_have_is_one_finding()
    {
        _specs.Document(Ours("/a"));
        Reference("  /a: { get: { requestBody: { content: { application/json: { schema: { type: object, properties: { x: { type: string } } } } } }, responses: { '202': { content: { application/json: { schema: { type: string } } } }, '400': { content: { application/json: { schema: { type: object, properties: { x: { type: string } } } } } } } } }\n");
        Assert.That(Findings(), Is.EqualTo(new[] { "ITG112 the content of the request: GET /api/a", "ITG112 the content of the 202 response: GET /api/a" }));
    }

    [Test]
    public void Any_success_is_compared_with_any_success_and_an_error_with_the_same_error()
    {
        _specs.Document(Ours("/a", responses: Spec.Answer("{ type: object, x-iterable-name: First, properties: { a: { type: string } } }") + ", '409': { description: E., content: { application/json: { schema: { type: object, x-iterable-name: Problem, properties: { e: { type: string } } } } } }"));
        Reference("  /a: { get: { responses: { '202': { content: { application/json: { schema: { properties: { a: {}, b: {} } } } } }, '409': { content: { application/json: { schema: { properties: { e: {}, f: {} } } } } } } } }\n");
        Assert.That(Findings(), Is.EquivalentTo(new[] { "ITG112 the member `b`: GET /api/a, the 202 response, at b", "ITG112 the member `f`: GET /api/a, the 409 response, at f" }));
    }

    [Test]
    public void Default_is_the_success_where_there_is_no_other()
    {
        _specs.Document(Ours("/a", responses: Spec.Answer("{ type: object, x-iterable-name: First, properties: { a: { type: string } } }")));
        Reference("  /a: { get: { responses: { default: { content: { application/json: { schema: { properties: { b: {} } } } } } } } }\n");
        Assert.That(Findings(), Is.EqualTo(new[] { "ITG112 the member `b`: GET /api/a, the default response, at b" }));
    }

    [Test]
    public void A_schema_that_operations_share_is_reported_once()
    {
        _specs.Document(Described(new Spec()
            .Get("/a", Spec.Operation("getA", responses: Spec.Answer("{ $ref: '#/components/schemas/Ours' }")))
            .Get("/b", Spec.Operation("getB", responses: Spec.Answer("{ $ref: '#/components/schemas/Ours' }")))
            .Schema("Ours", "{ type: object, properties: { a: { type: string } } }")));
        const string answer = "{ get: { responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Theirs' } } } } } } }";
        Reference($"  /a: {answer}\n  /b: {answer}\n", "  schemas: { Theirs: { properties: { a: {}, b: {} } } }\n");
        Assert.That(Findings(), Is.EqualTo(new[] { "ITG112 the member `b` of Theirs: GET /api/a, the 200 response, at b and 1 other place" }));
    }

    [Test]
    public void Two_operations_of_ours_for_one_call_complete_each_other()
    {
        _specs.Document(Ours("/a", responses: Spec.Answer("{ type: object, x-iterable-name: First, properties: { a: { type: string } } }")));
        _specs.Document(Described(new Spec().Get("/a", Spec.Operation("getB", responses: Spec.Answer("{ type: object, x-iterable-name: Second, properties: { b: { type: string } } }")))), "second.yml");
        Reference("  /a: { get: { responses: { '200': { content: { application/json: { schema: { properties: { a: {}, b: {}, c: {} } } } } } } } }\n");
        Assert.That(Findings(), Is.EqualTo(new[] { "ITG112 the member `c`: GET /api/a, the 200 response, at c" }));
    }

    [TestCase("", null)]
    [TestCase("x-iterable-api-key-types: [ServerSide], ", null)]
    [TestCase("x-iterable-api-key-types: [server-side], ", null)]
    [TestCase("x-iterable-api-key-types: [server], ", null)]
    [TestCase("x-iterable-api-key-types: [ServerSide, ReadOnly], ", "read-only, server")]
    [TestCase("x-iterable-api-key-types: [ServerSide, FineGrained], ", "FineGrained, server")]
    [TestCase("x-iterable-api-key-types: [Web, JavaScript], ", "JavaScript, Web")]
    [TestCase("x-iterable-api-key-types: [], ", "none")]
    public void Key_types_are_those_that_the_reference_names(string named, string? theirs)
    {
        _specs.Document(Ours("/a").Schema("IterableKeyType", "{ type: string, description: D., enum: [server, read-only] }"));
        Reference($"  /a: {{ get: {{ {named}responses: {{}} }} }}\n");
        Assert.That(Gaps().Select(d => $"{d.Code} {d.Message}"), theirs is null ? Is.Empty : Is.EqualTo(new[]
        {
            $"ITG114 The specifications have the key types server, and the reference has {theirs}: GET /api/a. "
                + "Correct x-iterable-key-types in an overlay, or api.yml with the reason, in an overlay beside that file.",
        }));
    }

    [Test]
    public void An_overlay_beside_the_reference_explains_a_difference()
    {
        _specs.Document(Ours("/a"));
        Reference("  /a: { get: { responses: {} } }\n  /b: { get: { responses: {} } }\n");
        _specs.File("reference/corrections.overlay.yml", Corrections("$.paths['/b']"));
        Assert.That(Findings(), Is.Empty);
    }

    [Test]
    public void An_action_of_such_an_overlay_that_matches_nothing_is_an_error()
    {
        _specs.Document(Ours("/a"));
        Reference("  /a: { get: { responses: {} } }\n");
        _specs.File("reference/corrections.overlay.yml", Corrections("$.paths['/gone']"));
        Assert.That(_specs.Errors().Single(), Does.StartWith("ITG004 Overlay action 1 matches nothing: target $.paths['/gone']."));
    }

    [Test]
    public void An_overlay_of_another_document_is_an_error()
    {
        _specs.Document(Ours("/a"));
        Reference("  /a: { get: { responses: {} } }\n");
        _specs.File("reference/corrections.overlay.yml", Corrections("$.paths['/a']").Replace("extends: api.yml", "extends: ../api.yml"));
        Assert.That(_specs.Errors().Single(), Does.StartWith("ITG005 'extends' leads to "));
    }

    [Test]
    public void A_reference_that_cannot_be_read_is_an_error()
    {
        _specs.Document(Ours("/a")).File("reference/api.json", "{}");
        Assert.That(_specs.Errors().Single(), Does.StartWith("ITG003 This is not an OpenAPI document"));
    }

    [Test]
    public void A_reference_folder_holds_one_document()
    {
        _specs.Document(Ours("/a")).File("reference/README.md", "");
        Assert.That(_specs.Errors().Single(), Does.StartWith("ITG001 The folder ").And.Contains("it holds none"));
        Reference("  /a: {}\n");
        _specs.File("reference/b.json", "{}");
        Assert.That(_specs.Errors().Single(), Does.Contain("it holds api.yml, b.json"));
    }

    private static Spec Ours(string path, string more = "", string responses = "'200': { description: OK. }") =>
        Described(new Spec().Get(path, Spec.Operation("getA", more, responses: responses)));

    private static Spec Described(Spec spec) => spec.Member("servers: [{ url: 'https://api.test/api/' }]").Schema("Common", "{ type: object, properties: { base: { type: string } } }");

    private void Reference(string paths, string components = "", string server = "servers: [{ url: 'https://api.test/api' }]\n") =>
        _specs.File("reference/api.yml", $"openapi: 3.0.4\ninfo: {{ title: T, version: 1.0.0 }}\n{server}paths:\n{paths}{(components.Length == 0 ? "" : $"components:\n{components}")}");

    private static string Corrections(string target) =>
        $"overlay: 1.0.0\ninfo: {{ title: Corrections, version: 1.0.0 }}\nextends: api.yml\nactions:\n  - {{ target: \"{target}\", description: Because., remove: true }}\n";

    // What is missing and where, without what is the same in all.
    private List<string> Findings() =>
        [.. Gaps().Select(d => Regex.Replace($"{d.Code} {d.Message}", @"^(ITG\d+) " + Lead + @"(.*), which the reference has(: .*?)\. Add it in .*$", "$1 $2$3"))];

    private IEnumerable<Diagnostic> Gaps() => _specs.Prepare().Diagnostics.Where(d => d.Code != DiagnosticCode.MissingDescription);
}
