using Iterable.Generator.Diagnostics;
using Iterable.Generator.Differences;
using Iterable.Generator.Tests.Support;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Differences;

/// <summary>One API in two ways of writing it has not changed.</summary>
internal sealed class SameApiTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Swagger_and_OpenAPI_of_one_API_are_the_same()
    {
        var swagger = Read("swagger.yml", """
            swagger: '2.0'
            info: { title: T, version: 1.0.0 }
            host: api.test
            produces: [application/json]
            consumes: [application/json]
            paths:
              /users/{email}:
                parameters: [{ name: email, in: path, required: true, type: string }]
                get:
                  operationId: getUser
                  tags: [users]
                  parameters: [{ name: fields, in: query, type: array, items: { type: string }, collectionFormat: multi }, { name: limit, in: query, type: integer, format: int64, default: 10, maximum: 100 }]
                  responses: { '200': { description: OK., schema: { $ref: '#/definitions/User' } }, '400': { description: Bad. } }
                put:
                  operationId: putUser
                  tags: [users]
                  parameters: [{ name: body, in: body, required: true, schema: { $ref: '#/definitions/User' } }]
                  responses: { '204': { description: OK. } }
              /upload:
                post:
                  consumes: [multipart/form-data]
                  parameters: [{ name: file, in: formData, type: file, required: true }]
                  responses: { '200': { description: OK., schema: { type: string } } }
            definitions:
              User: { type: object, required: [email], properties: { email: { type: string }, age: { type: integer, x-nullable: true }, friends: { type: array, items: { $ref: '#/definitions/User' } } } }
            """);
        var openApi = Read("openapi.yml", """
            openapi: 3.1.0
            info: { title: T, version: 1.0.0 }
            servers: [{ url: 'https://api.test' }]
            paths:
              /users/{email}:
                get:
                  operationId: getUser
                  tags: [users]
                  parameters: [{ $ref: '#/components/parameters/fields' }, { name: limit, in: query, schema: { type: integer, format: int64, default: 10, maximum: 100 } }, { name: email, in: path, required: true, schema: { type: string } }]
                  responses: { '200': { description: OK., content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }, '400': { description: Bad. } }
                put:
                  operationId: putUser
                  tags: [users]
                  parameters: [{ name: email, in: path, required: true, schema: { type: string } }]
                  requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
                  responses: { '204': { description: OK. } }
              /upload:
                post:
                  requestBody: { content: { multipart/form-data: { schema: { type: object, required: [file], properties: { file: { type: string, format: binary } } } } }, required: true }
                  responses: { '200': { description: OK., content: { application/json: { schema: { type: string } } } } }
            components:
              parameters: { fields: { name: fields, in: query, schema: { type: array, items: { type: string } } } }
              schemas:
                User: { type: object, required: [email], properties: { email: { type: string }, age: { type: [integer, 'null'] }, friends: { type: array, items: { $ref: '#/components/schemas/User' } } } }
            """);
        Assert.That(Kinds(swagger, openApi), Is.Empty);
        Assert.That(Kinds(openApi, swagger), Is.Empty);
    }

    [Test]
    public void A_folder_and_the_file_in_it_are_the_same_when_overlays_add_nothing()
    {
        var spec = Things.SentAndRead("kind: { $ref: '#/components/schemas/Kind' }, at: { type: string, format: date-time, x-iterable-wire: iso }, data: { type: object }, old: { type: string, x-iterable-deprecated: Use kind. }", "required: [kind]")
            .Tag("{ name: SMS, x-iterable-name: Sms }").Tag("{ name: Users }")
            .Path("/b", "x-iterable-path", "/c").Get("/b", Spec.Operation("getB", "parameters: [{ name: SDK, in: query, x-iterable-name: sdk, schema: { type: string, enum: [a], x-iterable-name: Sdk } }]", tag: "SMS"))
            .Schema("Kind", "{ type: string, x-iterable-name: ThingKind, enum: [a, iOS], x-iterable-value-names: { iOS: Ios }, x-iterable-deprecated-values: { a: Use iOS. } }");
        using var folder = new SpecsFolder().Document(spec);
        var diagnostics = new DiagnosticBag();
        var (prepared, single) = (SpecSource.Read(folder.Root, diagnostics), SpecSource.Read(Path.Combine(folder.Root, "api.yml"), diagnostics));
        Assert.That(diagnostics.ToList(), Is.Empty);
        Assert.That(Kinds(prepared!, single!), Is.Empty);
    }

    private static IReadOnlyList<string> Kinds(JObject before, JObject after) =>
        [.. SpecDiff.Compare(before, after).Changes.Select(change => $"{change.Level.ToString().ToLowerInvariant()} {change.Id} {change.Location}")];

    private JObject Read(string name, string text)
    {
        var diagnostics = new DiagnosticBag();
        var document = SpecSource.Read(_folder.Write(name, text), diagnostics);
        Assert.That(diagnostics.ToList().Select(found => found.ToString()), Is.Empty);
        return document!;
    }
}
