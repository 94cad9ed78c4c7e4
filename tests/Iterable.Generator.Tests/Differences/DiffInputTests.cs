using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>What the command says about input that it cannot read: the place, the reason, and nothing on the output.</summary>
internal sealed class DiffInputTests
{
    private TempFolder _folder = null!;
    private string _before = null!;
    private string _after = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _before = _folder.Write("before.yml", new Spec().Get("/a", Spec.Operation("getA")).ToString());
        _after = _folder.Write("after.yml", new Spec().Get("/b", Spec.Operation("getB")).ToString());
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("swagger: '1.2'\n", "(1,10): error ITG003: 'swagger' is '1.2', a version that the generator does not know;")]
    [TestCase("openapi: [3\n", "error ITG002: ")]
    [TestCase("overlay: 1.0.0\n", "(1,1): error ITG003: This is an overlay, not an OpenAPI document.")]
    [TestCase("openapi: 3.1.0\ninfo: { title: T }\npaths: []\n", "error ITG003: This document is malformed")]
    public void A_file_that_cannot_be_read_is_an_error_with_its_place(string text, string expected)
    {
        var file = _folder.Write("bad.yml", text);
        foreach (var (code, output, error) in new[] { Diff.Run("diff", _before, file), Diff.Run("diff", file, _after) })
        {
            Assert.Multiple(() =>
            {
                Assert.That(code, Is.EqualTo(1));
                Assert.That(output, Is.Empty);
                Assert.That(error, Does.StartWith(file + "(").And.Contain(expected));
            });
        }
    }

    [Test]
    public void What_does_not_exist_is_an_error_and_both_sides_are_looked_at()
    {
        var (code, output, error) = Diff.Run("diff", _folder.Combine("none.yml"), _folder.Combine("no-folder"));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain($"{_folder.Combine("none.yml")}(1,1): error ITG002: ").And.Contain($"{_folder.Combine("no-folder")}(1,1): error ITG002: "));
        });
    }

    [Test]
    public void A_folder_whose_overlays_do_not_fit_is_an_error()
    {
        using var specs = new SpecsFolder().Document(new Spec().Get("/a", Spec.Operation("getA"))).Overlay("  - { target: $.none, update: {} }");
        var (code, output, error) = Diff.Run("diff", _before, specs.Root);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain("test.overlay.yml(5,5): error ITG004: Overlay action 1 matches nothing: target $.none."));
        });
    }

    [Test]
    public void Names_that_clash_in_a_single_file_are_an_error()
    {
        var file = _folder.Write("clash.yml", new Spec().Tag("{ name: A, x-iterable-name: Users }").Tag("{ name: Users }").Get("/a", Spec.Operation("getA")).ToString());
        Assert.That(Diff.Run("diff", file, _after).Error, Does.Contain("error ITG021: The tag Users is declared twice."));
    }
}
