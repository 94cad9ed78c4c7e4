using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Releases;

/// <summary>The <c>changelog</c> command.</summary>
internal sealed class ChangelogTests
{
    private TempFolder _folder = null!;
    private string _before = null!;
    private string _after = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TempFolder();
        _before = _folder.Write("before.yml", new Spec().Get("/a", Spec.Operation("getA")).Get("/c", Spec.Operation("getC")).ToString());
        _after = _folder.Write("after.yml", new Spec().Get("/a", Spec.Operation("getA")).Get("/b", Spec.Operation("getB")).ToString());
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("\n")]
    [TestCase("\r\n")]
    public void Changes_stand_under_their_headings_in_what_is_not_released(string newLine)
    {
        var file = _folder.Write("CHANGELOG.md", "# Changelog\n\n## Unreleased\n\n### Added\n\n- Something.\n\n## 0.1.0\n\n### Added\n\n- All.\n".ReplaceLineEndings(newLine));

        Enter(file);

        var text = File.ReadAllText(file);
        Assert.That(text.ReplaceLineEndings("\n"), Does.Match(
            @"^# Changelog\n\n## Unreleased\n\n### Added\n\n- Something\.\n- `GET /b \(getB\)`: [^\n]+\n\n### Breaking\n\n- `GET /c \(getC\)`: [^\n]+\n\n## 0\.1\.0\n\n### Added\n\n- All\.\n$"));
        Assert.That(text, Is.EqualTo(text.ReplaceLineEndings(newLine)));
    }

    [Test]
    public void The_same_again_adds_nothing()
    {
        var file = _folder.Write("CHANGELOG.md", "## Unreleased\n");
        Enter(file);
        var once = File.ReadAllText(file);
        Assert.That(once, Does.Contain("getB"));
        Enter(file);
        Assert.That(File.ReadAllText(file), Is.EqualTo(once));
    }

    [Test]
    public void A_changelog_without_the_section_is_an_error_and_stays()
    {
        var file = _folder.Write("CHANGELOG.md", "# Changelog\n");
        var (code, _, error) = Shell.Run("changelog", "--before", _before, "--after", _after, "--file", file);
        Assert.That((code, File.ReadAllText(file)), Is.EqualTo((1, "# Changelog\n")));
        Assert.That(error, Does.StartWith($"{file}(1,1): error ITG063: The changelog has no line \"## Unreleased\""));
    }

    private void Enter(string file)
    {
        var (code, _, error) = Shell.Run("changelog", "--before", _before, "--after", _after, "--file", file);
        Assert.That(code, Is.Zero, error);
    }
}
