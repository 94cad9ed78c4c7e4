using System.Net;
using System.Text;

using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Releases;

/// <summary>The <c>take</c> command: upstream files in the place of vendored ones, on a copy.</summary>
internal sealed class TakeTests
{
    private SpecsFolder _specs = null!;
    private TempFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _specs = new SpecsFolder().Document(new Spec().Get("/a", Spec.Operation("getA")));
        _folder = new TempFolder();
    }

    [TearDown]
    public void TearDown()
    {
        _specs.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void The_report_and_the_copy_are_written_and_the_folder_stays()
    {
        var before = File.ReadAllText(Path.Combine(_specs.Root, "api.yml"));
        var newer = _folder.Write("newer.yml", new Spec().Get("/a", Spec.Operation("getA")).Get("/b", Spec.Operation("getB")).ToString());

        var (code, output, error) = Take($"api.yml={newer}");

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("operation-added").Or.Contain("getB"));
            Assert.That(File.ReadAllText(_folder.Combine("out/report.json")), Does.Contain("\"verdict\": \"minor\""));
            Assert.That(File.ReadAllText(_folder.Combine("out/report.md")), Does.Contain("getB"));
            Assert.That(File.ReadAllText(_folder.Combine("out/specs/api.yml")), Is.EqualTo(File.ReadAllText(newer)));
            Assert.That(File.ReadAllText(Path.Combine(_specs.Root, "api.yml")), Is.EqualTo(before));
        });
    }

    [Test]
    public void An_overlay_that_no_longer_fits_is_named_where_a_person_mends_it()
    {
        _specs.Overlay("  - { target: \"$.paths['/a']\", description: Because., update: { summary: More } }");
        var newer = _folder.Write("newer.yml", new Spec().Get("/b", Spec.Operation("getB")).ToString());

        var (code, output, error) = Take($"api.yml={newer}");

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain($"{Path.Combine(_specs.Root, "overlays", "test.overlay.yml")}(5,5): error ITG004: "));
            Assert.That(output, Does.Contain("nothing was changed"));
            Assert.That(File.Exists(_folder.Combine("out/report.md")), Is.False);
        });
    }

    [Test]
    public void What_is_wrong_with_the_new_file_is_said_of_that_file()
    {
        var newer = _folder.Write("newer.yml", "openapi: 3.1.0\npaths: [");
        var (code, _, error) = Take($"api.yml={newer}");
        Assert.That((code, error), Is.EqualTo((1, error)).And.Matches<(int, string)>(result => result.Item2.StartsWith($"{newer}(2,", StringComparison.Ordinal)), error);
    }

    [Test]
    public void A_dialect_that_cannot_be_vendored_is_an_error()
    {
        var newer = _folder.Write("newer.yml", "swagger: '2.0'\ninfo: { title: A, version: '1' }\npaths: {}\n");
        Assert.That(Take($"api.yml={newer}").Error, Does.StartWith($"{newer}(1,").And.Contain("ITG003"));
    }

    [TestCase("none.yml", "holds no none.yml that could be replaced; it holds api.yml.")]
    [TestCase("", "is not <vendored file>=<file or address>.")]
    public void Only_a_file_that_is_there_can_be_replaced(string name, string message) =>
        Assert.That(Take($"{name}=newer.yml").Error, Does.Contain("error ITG062: ").And.Contain(message));

    [Test]
    public void A_file_that_is_not_there_is_an_error()
    {
        var (code, output, error) = Take($"api.yml={_folder.Combine("none.yml")}");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.StartWith($"{_folder.Combine("none.yml")}(1,1): error ITG062: The upstream file cannot be read: "));
            Assert.That(Directory.Exists(_folder.Combine("out")), Is.False);
        });
    }

    [Test]
    public async Task A_file_is_fetched_from_an_address()
    {
        using var server = new HttpListener();
        var address = Listen(server);
        var answering = AnswerAsync(server, 200, new Spec().Get("/a", Spec.Operation("getA")).Get("/b", Spec.Operation("getB")).ToString());
        var (code, _, error) = Take($"api.yml={address}api.yml");
        await answering;
        Assert.That(code, Is.Zero, error);
        Assert.That(File.ReadAllText(_folder.Combine("out/specs/api.yml")), Does.Contain("/b"));
    }

    [Test]
    public async Task An_address_that_answers_with_an_error_is_one()
    {
        using var server = new HttpListener();
        var address = Listen(server);
        var answering = AnswerAsync(server, 503, "");
        var (code, _, error) = Take($"api.yml={address}api.yml");
        await answering;
        Assert.That(code, Is.EqualTo(1));
        Assert.That(error, Does.Contain($"error ITG062: {address}api.yml cannot be fetched: ").And.Contain("503"));
    }

    private (int Code, string Output, string Error) Take(string pair) =>
        Shell.Run("take", "--specs", _specs.Root, "--output", _folder.Combine("out"), "--take", pair);

    private static string Listen(HttpListener server)
    {
        // A port that was free a moment ago.
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        server.Prefixes.Add(address);
        server.Start();
        return address;
    }

    private static async Task AnswerAsync(HttpListener server, int status, string text)
    {
        var context = await server.GetContextAsync();
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        context.Response.Close();
    }
}
