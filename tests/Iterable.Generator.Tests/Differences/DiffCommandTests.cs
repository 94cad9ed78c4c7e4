using Iterable.Generator.Tests.Support;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Differences;

/// <summary>The command: its formats and exit codes.</summary>
internal sealed class DiffCommandTests
{
    private TempFolder _folder = null!;
    private string _before = null!;
    private string _after = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _before = _folder.Write("before.yml", new Spec().Get("/a", Spec.Operation("getA", "deprecated: true")).Get("/b|c", Spec.Operation("getB")).ToString());
        _after = _folder.Write("after.yml", new Spec().Get("/a", Spec.Operation("getA")).Get("/d", Spec.Operation("getD")).ToString());
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Text_is_a_line_for_each_change_and_one_with_the_counts()
    {
        var (code, output, error) = Diff.Run("diff", _before, _after);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(error, Is.Empty);
            Assert.That(output, Is.EqualTo("""
                breaking operation-removed: GET /b|c (getB): The operation `getB` is gone: code that calls it no longer compiles, and the service may refuse the calls of code that runs.
                compatible operation-added: GET /d (getD): The operation `getD` is new: code compiles and runs as before.
                informational operation-no-longer-deprecated: GET /a (getA): The operation `getA` may be used again: code compiles and runs as before, without a warning of the compiler.
                1 breaking, 1 compatible, 1 informational: major

                """.ReplaceLineEndings("\n")));
        });
    }

    [Test]
    public void Json_has_the_verdict_and_the_changes_in_order()
    {
        var (_, output, _) = Diff.Run("diff", _before, _after, "--format", "json");
        var report = JObject.Parse(output);
        Assert.Multiple(() =>
        {
            Assert.That(report.Properties().Select(member => member.Name), Is.EqualTo(new[] { "verdict", "changes" }));
            Assert.That((string?)report["verdict"], Is.EqualTo("major"));
            Assert.That(report["changes"]!.Select(change => ((JObject)change).Properties().Select(member => member.Name)), Is.All.EqualTo(new[] { "id", "level", "location", "message" }));
            Assert.That(report["changes"]!.Select(change => $"{change["id"]} {change["level"]} {change["location"]}"), Is.EqualTo(new[]
            {
                "operation-removed breaking GET /b|c (getB)",
                "operation-added compatible GET /d (getD)",
                "operation-no-longer-deprecated informational GET /a (getA)",
            }));
        });
    }

    [Test]
    public void Markdown_is_a_table_for_each_level_and_no_name_breaks_it()
    {
        var (_, output, _) = Diff.Run("diff", _before, _after, "--format", "markdown");
        Assert.That(output, Is.EqualTo("""
            # What the change of the specification does: major

            1 breaking, 1 compatible, 1 informational: major

            ## Breaking: code has to change

            | Where | What | Kind |
            |---|---|---|
            | `GET /b\|c (getB)` | The operation `getB` is gone: code that calls it no longer compiles, and the service may refuse the calls of code that runs. | operation-removed |

            ## Compatible: there is more to use

            | Where | What | Kind |
            |---|---|---|
            | `GET /d (getD)` | The operation `getD` is new: code compiles and runs as before. | operation-added |

            ## Informational: the same surface

            | Where | What | Kind |
            |---|---|---|
            | `GET /a (getA)` | The operation `getA` may be used again: code compiles and runs as before, without a warning of the compiler. | operation-no-longer-deprecated |

            """.ReplaceLineEndings("\n")));
    }

    [TestCase("text", "Nothing changed.\n")]
    [TestCase("json", "{\n  \"verdict\": \"none\",\n  \"changes\": []\n}\n")]
    [TestCase("markdown", "# What the change of the specification does: none\n\nNothing changed.\n")]
    public void Nothing_is_said_to_have_changed(string format, string expected) =>
        Assert.That(Diff.Run("diff", _after, _after, "--format", format, "--fail-on", "breaking"), Is.EqualTo((0, expected, "")));

    [Test]
    public void Fail_on_breaking_prints_the_report_and_exits_with_1()
    {
        var (code, output, _) = Diff.Run("diff", _before, _after, "--fail-on", "breaking");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.EqualTo(Diff.Run("diff", _before, _after).Output));
        });
    }

    [Test]
    public void Fail_on_breaking_lets_a_new_operation_pass() => AssertPasses(new Spec().Get("/a", Spec.Operation("getA")).Get("/b", Spec.Operation("getB")), "0 breaking, 1 compatible, 0 informational: minor\n");

    [Test]
    public void Fail_on_breaking_lets_a_deprecation_pass() => AssertPasses(new Spec().Get("/a", Spec.Operation("getA", "deprecated: true")), "0 breaking, 0 compatible, 1 informational: patch\n");

    [Test]
    public void A_name_with_backticks_and_line_breaks_stays_in_its_cell_and_on_its_line()
    {
        var before = _folder.Write("1.yml", new Spec().Get("/a", Spec.Operation("getA", "parameters: [{ name: \"`x\\n|y\", in: query, schema: { type: string } }]")).ToString());
        var after = _folder.Write("2.yml", new Spec().Get("/a", Spec.Operation("getA")).ToString());
        Assert.Multiple(() =>
        {
            Assert.That(Diff.Run("diff", before, after, "--format", "markdown").Output, Does.Contain("\n| `` GET /a (getA) query `x \\|y `` | The argument `xY` is gone: "));
            Assert.That(Diff.Run("diff", before, after).Output.TrimEnd().Split('\n'), Has.Length.EqualTo(2));
        });
    }

    [Test]
    public void Usage_errors_exit_with_2()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Diff.Run("diff").Code, Is.EqualTo(2));
            Assert.That(Diff.Run("diff", _before).Code, Is.EqualTo(2));
            Assert.That(Diff.Run("diff", _before, _after, _after).Code, Is.EqualTo(2));
            Assert.That(Diff.Run("diff", _before, _after, "--format", "xml").Code, Is.EqualTo(2));
            Assert.That(Diff.Run("diff", _before, _after, "--fail-on", "compatible").Code, Is.EqualTo(2));
            Assert.That(Diff.Run("diff", _before, _after, "--format", "xml").Output, Is.Empty);
            Assert.That(Diff.Run("diff", "--help").Code, Is.Zero);
        });
    }

    private void AssertPasses(Spec spec, string summary)
    {
        var before = _folder.Write("1.yml", new Spec().Get("/a", Spec.Operation("getA")).ToString());
        var (code, output, _) = Diff.Run("diff", before, _folder.Write("2.yml", spec.ToString()), "--fail-on", "breaking");
        Assert.That(code, Is.Zero);
        Assert.That(output, Does.EndWith(summary));
    }
}
