using Iterable.Generator.Commands;
using Iterable.Generator.Readme;
using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Coverage;

/// <summary>The operations in the README of the specs folder.</summary>
internal sealed class CoverageTableTests
{
    private SpecsFolder _specs = null!;

    [SetUp]
    public void SetUp() => _specs = new SpecsFolder();

    [TearDown]
    public void TearDown() => _specs.Dispose();

    [Test]
    public void Operations_are_listed_by_client_path_and_method()
    {
        _specs.Document(new Spec()
            .Member("servers: [{ url: 'https://api.test/api' }]")
            .Tag("{ name: Users, description: D. }")
            .Tag("{ name: SMS, description: D., x-iterable-name: Sms }")
            .Post("/users/{id}", Spec.Operation("updateUser"))
            .Get("/users/{id}", Spec.Operation("getUser", "deprecated: true, x-iterable-deprecated: Use another."))
            .Get("/a", Spec.Operation("listUsers"))
            .Get("/sms", Spec.Operation("getSms", tag: "SMS")));
        Assert.That(Table("getUser", "getSms"), Is.EqualTo("""
            4 operations: 2 of the vendored documents, 2 added by overlays.

            ### Sms

            | Operation | C# | Rate limit | Retry | Pages | Source |
            |---|---|---|---|---|---|
            | `GET /api/sms` | `client.Sms.GetSmsAsync` | not published | never |  | vendored |

            ### Users

            | Operation | C# | Rate limit | Retry | Pages | Source |
            |---|---|---|---|---|---|
            | `GET /api/a` | `client.Users.ListUsersAsync` | not published | never |  | added |
            | `GET /api/users/{id}` | `client.Users.GetUserAsync`, deprecated | not published | never |  | vendored |
            | `POST /api/users/{id}` | `client.Users.UpdateUserAsync` | not published | never |  | added |

            """));
    }

    [TestCase("x-iterable-rate-limit: { permits: 4, seconds: 60, scope: project }", "4 a minute for each project | never |  |")]
    [TestCase("x-iterable-rate-limit: { permits: 1, seconds: 1, scope: organization }", "1 a second for each organization | never |  |")]
    [TestCase("x-iterable-rate-limit: { permits: 5, seconds: 10, scope: api-key }", "5 in 10 seconds for each API key | never |  |")]
    [TestCase("x-iterable-retry: always", "not published | always |  |")]
    [TestCase("x-iterable-retry: with-id", "not published | with an id |  |")]
    [TestCase("x-iterable-pagination: { kind: page, method: EnumerateA, item: A, items: a, page: p, total: t, next: n }", "not published | never | by number: `EnumerateAAsync` |")]
    [TestCase("x-iterable-pagination: { kind: offset, method: EnumerateA, item: A, items: a, offset: o, total: t }", "not published | never | by offset: `EnumerateAAsync` |")]
    [TestCase("x-iterable-pagination: { kind: marker, method: EnumerateA, item: A, items: a, marker: m, next: n }", "not published | never | by marker: `EnumerateAAsync` |")]
    [TestCase("x-iterable-pagination: { kind: cap, method: EnumerateA, item: A, items: a, count: c, count-default: 5 }", "not published | never | one, capped: `EnumerateAAsync` |")]
    public void Facts_are_told_in_words(string fact, string expected)
    {
        _specs.Document(new Spec().Get("/a", Spec.Operation("getA")))
            .Overlay($"  - {{ target: \"$.paths['/a'].get\", update: {{ {fact} }} }}");
        Assert.That(Table(), Does.Contain(expected));
    }

    [Test]
    public void The_command_writes_the_table()
    {
        _specs.Document(new Spec().Get("/a", Spec.Operation("getA"))).File("README.md", $"# Title\n{ReadmeSection.Coverage.Begin}\nold\n{ReadmeSection.Coverage.End}\nAfter.\n");
        var readme = Path.Combine(_specs.Root, "README.md");
        var written = Run(readme);
        Assert.Multiple(() =>
        {
            Assert.That(written.Output, Is.EqualTo($"Wrote the table of operations to {readme}.{Environment.NewLine}"));
            Assert.That(File.ReadAllText(readme), Does.Contain("1 operations: 1 of the vendored documents, 0 added by overlays.").And.EndsWith($"\n\n{ReadmeSection.Coverage.End}\nAfter.\n"));
        });
    }

    [Test]
    public void Specifications_with_errors_have_no_table()
    {
        var readme = Path.Combine(_specs.Root, "README.md");
        var text = $"{ReadmeSection.Coverage.Begin}\n{ReadmeSection.Coverage.End}\n";
        _specs.Document(new Spec().Get("/a", Spec.Operation("getA"))).Overlay("  - { target: $.none, remove: true }").File("README.md", text);
        Assert.That(Run(readme).Error, Does.Contain("error ITG004"));
        Assert.That(File.ReadAllText(readme), Is.EqualTo(text));
    }

    private string Table(params string[] vendored) => CoverageTable.Write(_specs.Prepare().Document, vendored.ToHashSet());

    private (int Code, string Output, string Error) Run(string readme)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(["coverage", "--specs", _specs.Root, "--readme", readme], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
