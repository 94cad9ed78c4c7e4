using Iterable.Generator.Commands;
using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Upstream;

/// <summary>What a client in JavaScript calls, held against the specifications.</summary>
internal sealed class UpstreamCallsTests
{
    private const string Client = """
        import { check } from "./base.js";
        export class Things {
            async list(options) {
                const query = new URLSearchParams();
                const url = `/api/things${query.toString() ? `?${query.toString()}` : ""}`;
                const response = await this.client.get(url, options?.signal ? { signal: options.signal } : {});
                return check(response);
            }
            async get(id) { return check(await this.client.get(`/api/things/${encodeURIComponent(String({ id: `${id}` }.id))}`)); }
            async create(body) { return check(await this.client.post("/api/things", body)); }
            async parts(id, opts) { return check(await this.client.get(`/api/things/${id}/parts?${new URLSearchParams(opts)}`)); }
            async drop(id) { return check(await this.client.delete('/api/things', { data: { id } })); }
            async render(kind, body) { return check(await this.client.post(`/api/things/${kind}/render`, body)); }
        }
        """;

    private SpecsFolder _specs = null!;
    private TempFolder _package = null!;

    [SetUp]
    public void SetUp()
    {
        _specs = new SpecsFolder().Document(Things());
        _package = new TempFolder();
    }

    [TearDown]
    public void TearDown()
    {
        _specs.Dispose();
        _package.Dispose();
    }

    [Test]
    public void A_client_whose_calls_are_all_known_lacks_nothing_and_says_what_was_taken_for_what()
    {
        _package.Write("dist/client/things.js", Client);
        var (code, output, error) = Run();
        Assert.Multiple(() =>
        {
            Assert.That(error, Is.Empty);
            Assert.That(code, Is.Zero);
            Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo(
                "POST /api/things/{}/render is taken for POST /api/things/email/render, POST /api/things/sms/render.\n"
                + $"Nothing is missing of the 6 calls in {_package.Root}.\n"));
        });
    }

    [TestCase("await this.client.patch(`/api/things/${id}`, body)", "(1,25): error ITG116: The client calls PATCH /api/things/{}, which the specifications lack. Add it in an overlay of specs/overlays/tags.")]
    [TestCase("await this.client.get(\"/api/things/summary\")", "(1,23): error ITG116: The client calls GET /api/things/summary, which the specifications lack. Add it in an overlay of specs/overlays/tags.")]
    [TestCase("let u='/api/things';\nreturn e.put(u,t)", "(1,7): error ITG116: The client calls PUT /api/things, which the specifications lack. Add it in an overlay of specs/overlays/tags.")]
    [TestCase("await this.client.get(`/api/Things`)", "(1,23): error ITG116: The client calls GET /api/Things, which the specifications lack. Add it in an overlay of specs/overlays/tags.")]
    [TestCase("await this.client.get(`/api/things/${id}/parts/${part}`)", "(1,23): error ITG116: The client calls GET /api/things/{}/parts/{}, which the specifications lack. Add it in an overlay of specs/overlays/tags.")]
    [TestCase("await this.client.request({ url: \"/api/things\", method: m })", "(1,34): error ITG115: Here begins a path of the API, and how it is called cannot be read. Look what the code does, and teach it to generator/Upstream.")]
    [TestCase("await this.client.get(\"/api/things/\".concat(id))", "(1,23): error ITG115: Here begins a path of the API, and how it is called cannot be read. Look what the code does, and teach it to generator/Upstream.")]
    public void A_call_that_is_not_known_or_cannot_be_read_is_reported_where_it_stands(string code, string reported)
    {
        var file = _package.Write("index.mjs", code);
        Assert.That(Run(), Is.EqualTo((1, "", $"{file}{reported}{Environment.NewLine}")));
    }

    [Test]
    public void A_call_is_reported_once_and_what_others_brought_along_is_not_read()
    {
        _package.Write("a.js", "c.get(\"/api/x\"); c.get(\"/api/x?a=b\");");
        _package.Write("b.cjs", "c.get('/api/x')");
        _package.Write("node_modules/other/index.js", "c.get('/api/y')");
        _package.Write("b.d.ts", "c.get('/api/z')");
        var (code, _, error) = Run();
        Assert.That((code, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length), Is.EqualTo((1, 1)));
        Assert.That(error, Does.Contain("a.js(1,7): error ITG116: The client calls GET /api/x,"));
    }

    [Test]
    public void A_package_without_calls_or_none_at_all_is_an_error()
    {
        Assert.That(Run(), Is.EqualTo((1, "", $"{_package.Root}(1,1): error ITG062: The package holds no call of a form that is known here. Look whether it is the right one, and how it calls now.{Environment.NewLine}")));
        Assert.That(Run(_package.Combine("none")).Error, Does.Contain("error ITG062: The package cannot be read"));
    }

    private static Spec Things() => new Spec()
        .Member("servers: [{ url: https://api.example.com/api }]")
        .Get("/things", Spec.Operation("listThings"))
        .Post("/things", Spec.Operation("createThing"))
        .Path("/things", "delete", Spec.Operation("deleteThings"))
        .Get("/things/{thing}", Spec.Operation("getThing", "parameters: [{ name: thing, in: path, required: true, description: D., schema: { type: string } }]"))
        .Get("/things/{thing}/parts", Spec.Operation("listParts", "parameters: [{ name: thing, in: path, required: true, description: D., schema: { type: string } }]"))
        .Post("/things/email/render", Spec.Operation("renderEmail"))
        .Post("/things/sms/render", Spec.Operation("renderSms"));

    private (int Code, string Output, string Error) Run(string? package = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLine.Run(["calls", package ?? _package.Root, "--specs", _specs.Root], output, error), output.ToString(), error.ToString());
    }
}
