using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Releases;

/// <summary>The <c>release</c> command: which version follows from what changed.</summary>
internal sealed class ReleaseTests
{
    private TempFolder _folder = null!;

    private string Before => _folder.Combine("before");

    private string After => _folder.Combine("after");

    [SetUp]
    public void SetUp()
    {
        _folder = new TempFolder();
        foreach (var side in new[] { "before", "after" })
        {
            _folder.Write($"{side}/specs/api.yml", new Spec().Get("/a", Spec.Operation("getA")).ToString());
            _folder.Write($"{side}/src/PublicApi/P.txt", "// net10.0\n\nnamespace N\n\npublic class A\n    int X { get; }\n");
        }
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_first_tag_below_the_first_version_is_refused()
    {
        var (code, _, error) = Shell.Run("release", "--after", After, "--tag", "v0.0.9");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(error, Does.Contain("error ITG064: The tag v0.0.9 promises less than a first release has: that calls for 0.1.0 or more."));
    }

    [TestCase("v1.2.3", ExpectedResult = "1.2.4")]
    [TestCase("v0.2.3", ExpectedResult = "0.2.4")]
    public string What_users_cannot_see_is_a_patch(string last) => Next(last);

    [TestCase("v1.2.3", ExpectedResult = "1.3.0")]
    [TestCase("v0.2.3", ExpectedResult = "0.2.4")]
    public string A_new_operation_is_a_minor_version_and_before_1_a_patch(string last)
    {
        _folder.Write("after/specs/api.yml", new Spec().Get("/a", Spec.Operation("getA")).Get("/b", Spec.Operation("getB")).ToString());
        return Next(last);
    }

    [TestCase("v1.2.3", ExpectedResult = "2.0.0")]
    [TestCase("v0.2.3", ExpectedResult = "0.3.0")]
    public string A_removed_operation_is_a_major_version_and_before_1_a_minor_one(string last)
    {
        _folder.Write("after/specs/api.yml", new Spec().Get("/b", Spec.Operation("getB")).ToString());
        return Next(last);
    }

    [TestCase("    int X { get; }\n    int Y { get; }\n", ExpectedResult = "1.3.0")]
    [TestCase("    long X { get; }\n", ExpectedResult = "2.0.0")]
    public string The_hand_written_half_counts_by_its_listing(string members)
    {
        _folder.Write("after/src/PublicApi/P.txt", "// net10.0\n\nnamespace N\n\npublic class A\n" + members);
        return Next("v1.2.3");
    }

    [TestCase("public interface IUsersClient", ExpectedResult = "1.3.0")]
    [TestCase("public interface ITokens", ExpectedResult = "2.0.0")]
    [TestCase("public interface ITokens<T> where T : IUsersClient", ExpectedResult = "2.0.0")]
    public string A_member_more_breaks_an_interface_that_users_implement_and_no_client(string declaration)
    {
        var listing = $"// net10.0\n\nnamespace N\n\n{declaration}\n    int X {{ get; }}\n";
        _folder.Write("before/src/PublicApi/P.txt", listing);
        _folder.Write("after/src/PublicApi/P.txt", listing + "    int Y { get; }\n");
        return Next("v1.2.3");
    }

    [Test]
    public void The_first_release_needs_no_other() =>
        Assert.That(Shell.Run("release", "--after", After).Output.Trim(), Is.EqualTo("0.1.0"));

    [TestCase("v1.3.0", ExpectedResult = "1.3.0")]
    [TestCase("v2.0.0", ExpectedResult = "2.0.0")]
    public string A_tag_may_promise_more(string tag) =>
        Shell.Run("release", "--last", "v1.2.3", "--before", Before, "--after", After, "--tag", tag).Output.Trim();

    [Test]
    public void A_tag_that_promises_less_is_refused()
    {
        _folder.Write("after/specs/api.yml", new Spec().Get("/b", Spec.Operation("getB")).ToString());
        var (code, output, error) = Shell.Run("release", "--last", "v1.2.3", "--before", Before, "--after", After, "--tag", "v1.3.0");
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain("error ITG064: The tag v1.3.0 promises less than what changed since v1.2.3: that calls for 2.0.0 or more."));
        });
    }

    [TestCase("1.2", "\"1.2\" is not the tag of a release")]
    [TestCase("v1.2.3-beta", "\"v1.2.3-beta\" is not the tag of a release")]
    public void A_tag_of_another_form_is_refused(string tag, string message) =>
        Assert.That(Shell.Run("release", "--last", tag, "--before", Before, "--after", After).Error, Does.Contain(message));

    [Test]
    public void Without_the_listings_of_before_nothing_is_concluded()
    {
        Directory.Delete(_folder.Combine("before/src"), recursive: true);
        var (code, output, error) = Shell.Run("release", "--last", "v1.2.3", "--before", Before, "--after", After);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain("error ITG060: The listings of the public surface cannot be read: "));
        });
    }

    private string Next(string last)
    {
        var (code, output, error) = Shell.Run("release", "--last", last, "--before", Before, "--after", After);
        Assert.That(code, Is.Zero, error);
        return output.Trim();
    }
}
