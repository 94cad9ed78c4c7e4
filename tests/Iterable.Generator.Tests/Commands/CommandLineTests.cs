using Iterable.Generator.Commands;
using Iterable.Generator.Preparation;
using Iterable.Generator.Readme;
using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Commands;

internal sealed class CommandLineTests
{
    private SpecsFolder _specs = null!;
    private TempFolder _output = null!;

    [SetUp]
    public void SetUp()
    {
        _specs = new SpecsFolder().Document(new Spec().Get("/a", Spec.Operation("getA")));
        _output = new TempFolder();
    }

    [TearDown]
    public void TearDown()
    {
        _specs.Dispose();
        _output.Dispose();
    }

    [Test]
    public void Prepare_writes_the_document_and_one_line()
    {
        var file = _output.Combine("sub/iterable.openapi.json");
        var (code, output, error) = Run("prepare", "--specs", _specs.Root, "--output", file);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(output, Is.EqualTo($"Prepared {file}.{Environment.NewLine}"));
            Assert.That(error, Is.Empty);
            Assert.That(File.ReadAllText(file), Is.EqualTo(SpecPreparation.Prepare(_specs.Root).ToJson()));
            Assert.That(Directory.GetFiles(Path.GetDirectoryName(file)!), Is.EqualTo(new[] { file }));
        });
    }

    [Test]
    public void Prepare_writes_the_same_bytes_every_time()
    {
        Run("prepare", "--specs", _specs.Root, "--output", _output.Combine("1.json"));
        Run("prepare", "--specs", _specs.Root + "/", "--output", _output.Combine("2.json"));
        Assert.That(File.ReadAllBytes(_output.Combine("2.json")), Is.EqualTo(File.ReadAllBytes(_output.Combine("1.json"))));
    }

    [Test]
    public void Prepare_lists_warnings_and_succeeds()
    {
        _specs.Document(new Spec().Tag("{ name: Users }").Get("/a", Spec.Operation("getA")));
        var (code, output, error) = Run("prepare", "--specs", _specs.Root, "--output", _output.Combine("a.json"));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(output, Does.Contain("with 1 warning."));
            Assert.That(error, Does.Match(@"^.*api\.yml\(4,5\): warning ITG101: The tag Users has no description\.\r?\n$"));
        });
    }

    [Test]
    public void Prepare_with_errors_leaves_the_output_alone()
    {
        var file = _output.Write("a.json", "before");
        _specs.Overlay("  - { target: $.none, update: {} }");
        var (code, output, error) = Run("prepare", "--specs", _specs.Root, "--output", file);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain("test.overlay.yml(5,5): error ITG004: Overlay action 1 matches nothing: target $.none."));
            Assert.That(File.ReadAllText(file), Is.EqualTo("before"));
            Assert.That(Directory.GetFiles(_output.Root), Is.EqualTo(new[] { file }));
        });
    }

    [Test]
    public void An_output_that_cannot_be_written_is_an_error_and_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_output.Combine("taken"));
        var (code, _, error) = Run("prepare", "--specs", _specs.Root, "--output", _output.Combine("taken"));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.StartWith($"{_output.Combine("taken")}(1,1): error ITG050: The file cannot be written: "));
            Assert.That(Directory.GetFiles(_output.Root), Is.Empty);
        });
    }

    [Test]
    public void A_message_is_one_line_that_MSBuild_recognises()
    {
        _specs.Document(new Spec().Post("/a", Spec.Operation("postA", Spec.Body("{ type: object, properties: { x: { type: string } } }"))));
        var (_, _, error) = Run("prepare", "--specs", _specs.Root, "--output", _output.Combine("a.json"));
        Assert.That(error.TrimEnd().Split('\n'), Has.All.Match(@"^(/|[A-Z]:\\).+\(\d+,\d+\): (error|warning) ITG\d{3}: \S.*$"));
    }

    [Test]
    public void Usage_errors_exit_with_2_and_help_with_0()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Run().Code, Is.EqualTo(2));
            Assert.That(Run("prepar").Code, Is.EqualTo(2));
            Assert.That(Run("prepare").Code, Is.EqualTo(2));
            Assert.That(Run("prepare", "--specs", _specs.Root).Code, Is.EqualTo(2));
            Assert.That(Run("prepare", "--specs", _specs.Root, "--output", "a.json", "--force").Code, Is.EqualTo(2));
            Assert.That(Run("prepare").Error, Does.Contain("--specs").And.Contain("--help"));
            Assert.That(Run("--help").Code, Is.Zero);
            Assert.That(Run("prepare", "--help").Output, Does.Contain("--output"));
        });
    }

    [Test]
    public void A_specs_folder_that_does_not_exist_is_an_error_of_the_specification() =>
        Assert.That(Run("prepare", "--specs", _output.Combine("none"), "--output", _output.Combine("a.json")).Code, Is.EqualTo(1));

    [TestCase("\n")]
    [TestCase("\r\n")]
    public void Deviations_writes_its_section_and_keeps_the_rest(string newLine)
    {
        _specs.Overlay("  - { target: $.info, description: Because., update: { title: New } }");
        var readme = Readme($"# Title\n\n{ReadmeSection.Deviations.Begin}\nold\n{ReadmeSection.Deviations.End}\n\nAfter.\n".ReplaceLineEndings(newLine));
        var (code, output, _) = Deviations(readme);
        var text = File.ReadAllText(readme);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(output, Is.EqualTo($"Wrote the list of deviations to {readme}.{Environment.NewLine}"));
            Assert.That(text, Does.StartWith($"# Title{newLine}{newLine}{ReadmeSection.Deviations.Begin}{newLine}{newLine}### Test{newLine}"));
            Assert.That(text, Does.EndWith($"| `$.info` | Because. |{newLine}{newLine}{ReadmeSection.Deviations.End}{newLine}{newLine}After.{newLine}"));
            Assert.That(text.ReplaceLineEndings("\n").ReplaceLineEndings(newLine), Is.EqualTo(text), "one kind of line end");
            Assert.That(Deviations(readme).Output, Does.Contain("up to date"));
        });
    }

    [TestCase("# Title\n")]
    [TestCase("# Title\n<!-- end deviations -->\n<!-- begin deviations -->\n")]
    [TestCase("<!-- begin deviations -->\n")]
    [TestCase("<!-- begin deviations -->\n<!-- begin deviations -->\n<!-- end deviations -->\n")]
    [TestCase("text <!-- begin deviations -->\n<!-- end deviations -->\n")]
    public void Deviations_without_its_two_lines_is_an_error(string text)
    {
        var readme = Readme(text);
        var (code, output, error) = Deviations(readme);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.StartWith($"{readme}(1,1): error ITG051: The place for the list of deviations is missing: two lines, '<!-- begin deviations -->' and after it '<!-- end deviations -->'"));
            Assert.That(File.ReadAllText(readme), Is.EqualTo(text));
        });
    }

    [Test]
    public void Deviations_without_a_readme_is_an_error() =>
        Assert.That(Deviations(_output.Combine("none.md")).Error, Does.Contain("error ITG051: The file cannot be read"));

    [Test]
    public void Deviations_of_a_broken_overlay_is_an_error_and_writes_nothing()
    {
        _specs.Overlay("  - { target: a, description: Because., remove: true }");
        var readme = Readme($"{ReadmeSection.Deviations.Begin}\n{ReadmeSection.Deviations.End}\n");
        var (code, _, error) = Deviations(readme);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("error ITG006"));
            Assert.That(File.ReadAllText(readme), Is.EqualTo($"{ReadmeSection.Deviations.Begin}\n{ReadmeSection.Deviations.End}\n"));
        });
    }

    private string Readme(string text) => _output.Write("README.md", text);

    private (int Code, string Output, string Error) Deviations(string readme) =>
        Run(["deviations", "--specs", _specs.Root, "--readme", readme]);

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
