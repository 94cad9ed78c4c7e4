using Iterable.Generator.Diagnostics;
using Iterable.Generator.Dialects;
using Iterable.Generator.OpenApi;
using Iterable.Generator.Preparation;
using Iterable.Generator.Sources;
using Iterable.Generator.Tests.Support;

using Newtonsoft.Json;

namespace Iterable.Generator.Tests.Dialects;

/// <summary>One file in any dialect, and what is said about one that is none.</summary>
internal sealed class OpenApiFileTests
{
    private TempFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TempFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("swagger: '2.0'")]
    [TestCase("swagger: 2.0")]
    [TestCase("openapi: 3.0.0")]
    [TestCase("openapi: 3.0.4")]
    [TestCase("openapi: 3.1.1")]
    [TestCase("openapi: 3.2.0")]
    public void Every_dialect_is_read_as_OpenAPI_3(string version)
    {
        var (document, errors) = Read("api.yml", $"{version}\ninfo: {{ title: T, version: 1.0.0 }}\npaths:\n  /a:\n    get: {{ responses: {{ '200': {{ description: OK. }} }} }}\n");
        Assert.Multiple(() =>
        {
            Assert.That(errors, Is.Empty);
            Assert.That((string?)document?.Root["openapi"], Does.StartWith("3."));
            Assert.That(document?.Root["paths"]!["/a"]!["get"]!["responses"]!["200"]!.Mark()?.Line, Is.EqualTo(5));
        });
    }

    [Test]
    public void Json_is_read_as_well()
    {
        var (document, errors) = Read("api.json", """{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{}}""");
        Assert.That(errors, Is.Empty);
        Assert.That((string?)document!.Root["info"]!["title"], Is.EqualTo("T"));
    }

    [TestCase("3.1.0")]
    [TestCase("3.2.0")]
    public void Paths_and_responses_may_be_absent_since_3_1(string version)
    {
        var (none, _) = Read("none.yml", $"openapi: {version}\ninfo: {{ title: T, version: 1.0.0 }}\n");
        var (one, _) = Read("one.yml", $"openapi: {version}\ninfo: {{ title: T, version: 1.0.0 }}\npaths: {{ /a: {{ get: {{}} }} }}\n");
        Assert.That(none, Is.Not.Null);
        Assert.That(one, Is.Not.Null);
    }

    [Test]
    public void A_stream_of_3_2_is_a_list_and_query_is_a_method()
    {
        var (document, errors) = Read("api.yml", "openapi: 3.2.0\ninfo: { title: T, version: 1.0.0 }\npaths: { /a: { query: { responses: { '200': { description: OK., content: { application/x-ndjson: { itemSchema: { type: object } } } } } } } }\n");
        Assert.That(errors, Is.Empty);
        Assert.That(
            document!.Root["paths"]!["/a"]!["query"]!["responses"]!["200"]!["content"]!.ToString(Formatting.None),
            Is.EqualTo("""{"application/x-ndjson":{"schema":{"type":"array","items":{"type":"object"}}}}"""));
    }

    [TestCase("openapi: 4.0.0\ninfo: {}\n", "(1,10): error ITG003: 'openapi' is '4.0.0', a version that the generator does not know; it reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2, and wants the version as text such as '3.1.0'. Convert the document to one of them.")]
    [TestCase("openapi: 3.1\n", "(1,10): error ITG003: 'openapi' is '3.1', a version that the generator does not know")]
    [TestCase("openapi: { a: b }\n", "(1,10): error ITG003: 'openapi' is no text")]
    [TestCase("swagger: '1.2'\n", "(1,10): error ITG003: 'swagger' is '1.2', a version that the generator does not know; it reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2. Convert the document to one of them.")]
    [TestCase("name: a\n", "(1,1): error ITG003: This is not an OpenAPI document: it has neither 'openapi' (such as '3.1.0') nor 'swagger' ('2.0'). Give a file that describes an API;")]
    [TestCase("- a\n", "(1,1): error ITG003: This is not an OpenAPI document")]
    [TestCase("<html>Bad gateway</html>\n", "(1,1): error ITG003: This is not an OpenAPI document")]
    [TestCase("overlay: 1.0.0\n", "(1,1): error ITG003: This is an overlay, not an OpenAPI document. Give the document that it changes, or the folder that holds both.")]
    [TestCase("", "(1,1): error ITG002: The file is empty.")]
    [TestCase("openapi: [3\n", "error ITG002: ")]
    [TestCase("openapi: 3.1.0\ninfo: { title: T }\npaths:\n- a\n", "(4,1): error ITG003: This document is malformed: this must be a mapping (at $.paths).")]
    [TestCase("swagger: '2.0'\ninfo: { title: T }\npaths:\n  /a:\n    get: { parameters: { a: b }, responses: [] }\n", "error ITG003: This document is malformed: this must be a list (at $.paths['/a'].get.parameters).")]
    [TestCase("swagger: '2.0'\ninfo: { title: T }\ndefinitions: [a]\npaths: {}\n", "(3,14): error ITG003: This document is malformed")]
    [TestCase("openapi: 3.2.0\ninfo: { title: T }\npaths:\n  /a:\n    additionalOperations: { COPY: { responses: {} } }\n", "error ITG003: The generator does not know the method COPY; it knows get, put,")]
    public void What_cannot_be_read_is_an_error_with_its_place(string text, string expected)
    {
        var (document, errors) = Read("api.yml", text);
        Assert.Multiple(() =>
        {
            Assert.That(document, Is.Null);
            Assert.That(errors, Has.Some.StartsWith(_folder.Combine("api.yml") + "(").And.Some.Contains(expected));
        });
    }

    [Test]
    public void A_missing_file_is_an_error()
    {
        var diagnostics = new DiagnosticBag();
        var document = OpenApiFile.Read(_folder.Combine("none.json"), diagnostics);
        Assert.That(document, Is.Null);
        Assert.That(diagnostics.ToList().Single().ToString(), Does.StartWith($"{_folder.Combine("none.json")}(1,1): error ITG002: The file cannot be read: "));
    }

    [Test]
    public void An_error_found_before_does_not_spoil_a_file()
    {
        var diagnostics = new DiagnosticBag();
        diagnostics.Error(DiagnosticCode.Syntax, "Elsewhere.");
        var file = _folder.Write("api.yml", "openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\n");
        Assert.That(OpenApiFile.Read(file, diagnostics), Is.Not.Null);
    }

    private (SpecDocument? Document, IReadOnlyList<string> Errors) Read(string name, string text)
    {
        var diagnostics = new DiagnosticBag();
        var document = OpenApiFile.Read(_folder.Write(name, text), diagnostics);
        return (document, [.. diagnostics.ToList().Select(d => d.ToString())]);
    }
}
