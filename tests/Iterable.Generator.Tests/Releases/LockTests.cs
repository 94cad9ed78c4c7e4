using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Releases;

/// <summary>The <c>lock</c> command.</summary>
internal sealed class LockTests
{
    private const string First = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private TempFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TempFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Inputs_are_sorted_and_written_alike_on_every_machine()
    {
        var inputs = _folder.Write("inputs.txt", $"{First.ToUpperInvariant()} specs\\b c.yml\r\n{First} generator/a.cs\n");
        var (code, _, error) = Shell.Run("lock", "--inputs", inputs, "--nswag", "14.7.1", "--output", _folder.Combine("specs.lock.json"));
        Assert.That(code, Is.Zero, error);
        Assert.That(File.ReadAllText(_folder.Combine("specs.lock.json")), Is.EqualTo($$"""
            {
              "nswag": "14.7.1",
              "sha256": {
                "generator/a.cs": "{{First}}",
                "specs/b c.yml": "{{First}}"
              }
            }

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void A_line_of_another_form_is_an_error()
    {
        var inputs = _folder.Write("inputs.txt", "abc specs/a.yml\n");
        var (code, _, error) = Shell.Run("lock", "--inputs", inputs, "--nswag", "14.7.1", "--output", _folder.Combine("specs.lock.json"));
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.StartWith($"{inputs}(1,1): error ITG061: ").And.Contain("\"abc specs/a.yml\" is not a SHA-256, a space and a path."));
            Assert.That(File.Exists(_folder.Combine("specs.lock.json")), Is.False);
        });
    }
}
