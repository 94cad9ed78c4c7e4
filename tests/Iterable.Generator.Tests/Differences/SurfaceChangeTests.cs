using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>What a change does to compiled code is read off the listings of the public surface.</summary>
internal sealed class SurfaceChangeTests
{
    private TempFolder _folder = null!;
    private string _specs = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        _specs = _folder.Write("api.yml", new Spec().Get("/a", Spec.Operation("getA")).ToString());
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("Task GetA(int? id)", "Task GetA(long? id)",
        "breaking surface-removed: P: `N: public interface IThingsClient: Task GetA(int? id)` is gone: code that uses it no longer compiles, and compiled code no longer finds it.",
        "compatible surface-added: P: `N: public interface IThingsClient: Task GetA(long? id)` is new: code compiles and runs as before.",
        "1 breaking, 1 compatible, 0 informational: major")]
    [TestCase("Task GetA()", "Task GetA()\n    Task GetB()",
        "compatible surface-added: P: `N: public interface IThingsClient: Task GetB()` is new: code compiles and runs as before.",
        "0 breaking, 1 compatible, 0 informational: minor")]
    [TestCase("Task GetA()", "[Obsolete(\"Use [\\\"B\\\"].\")] Task GetA()",
        "informational surface-marked: P: `N: public interface IThingsClient: [Obsolete(\"Use [\\\"B\\\"].\")] Task GetA()` is marked in another way: code compiles and runs as before, with or without a warning of the compiler.",
        "0 breaking, 0 compatible, 1 informational: patch")]
    [TestCase("Task GetA()", "Task GetA()", "Nothing changed.")]
    [TestCase("Task GetA()\n    Task GetA()", "Task GetA()\n    Task GetA()", "Nothing changed.")]
    public void A_line_of_a_listing(string before, string after, params string[] lines)
    {
        var (code, output, error) = Shell.Run("diff", _specs, _specs, "--surface-before", Listing("before", before), "--surface-after", Listing("after", after));
        Assert.Multiple(() =>
        {
            Assert.That((code, error), Is.EqualTo((0, "")));
            Assert.That(output.TrimEnd().Split('\n'), Is.EqualTo(lines));
        });
    }

    [Test]
    public void The_changelog_has_what_only_the_listing_shows()
    {
        var file = _folder.Write("CHANGELOG.md", "## Unreleased\n");
        var (code, _, error) = Shell.Run("changelog", "--before", _specs, "--after", _specs, "--file", file, "--surface-before", Listing("before", "Task GetA(int a, int b)"), "--surface-after", Listing("after", "Task GetA(int b, int a)"));
        Assert.That(code, Is.Zero, error);
        Assert.That(File.ReadAllText(file), Does.Contain("### Breaking\n\n- `P`: `N: public interface IThingsClient: Task GetA(int a, int b)` is gone: "));
    }

    [Test]
    public void A_folder_that_is_not_there_is_an_error()
    {
        var (code, output, error) = Shell.Run("diff", _specs, _specs, "--surface-before", Listing("before", "Task GetA()"), "--surface-after", _folder.Combine("none"));
        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain("error ITG060: The listings of the public surface cannot be read: "));
    }

    private string Listing(string name, string members) =>
        Path.GetDirectoryName(_folder.Write($"{name}/P.txt", $"// net10.0\n\nnamespace N\n\npublic interface IThingsClient\n    {members}\n"))!;
}
