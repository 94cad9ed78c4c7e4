using Iterable.Mutation;

namespace Iterable.Build.Tests;

public class MutationResultTests
{
    private static readonly Folder Times = new("Times", ["Times", "Clock.cs"], ["Times"], Required: true);
    private static readonly Mutant Dead = new(1, "Times/A.cs", 3, "A.M", "negate", "a");
    private static readonly Mutant Alive = new(2, "Times/A.cs", 4, "A.M", "constant", "3");
    private static readonly Mutant Unseen = new(3, "Times/A.cs", 5, "A.M", "statement", "b();");

    [Test]
    public void What_is_explained_does_not_count_and_what_is_explained_for_nothing_is_told()
    {
        var why = new Explanation("Times/A.cs", "A.M", "constant", "3", "Nothing changes.");
        Explanation[] explanations = [why, why with { Text = "4" }, why with { File = "Other/B.cs" }, new("Times/A.cs", "A.M", "negate", "a", "It was noticed.")];

        var result = FolderResult.Of(Times, new Dictionary<Mutant, Fate> { [Dead] = Fate.Killed, [Alive] = Fate.Survived, [Unseen] = Fate.Unreached }, explanations);

        Assert.Multiple(() =>
        {
            Assert.That((result.Mutants, result.Killed, result.Survived, result.Unreached, result.Explained, result.Score), Is.EqualTo((3, 1, 0, 1, 1, 50.0)));
            Assert.That(result.Outdated, Is.EqualTo(new[] { explanations[1], explanations[3] }));
        });
    }

    [TestCase("src/Iterable.Generated/Times/A.cs", true)]
    [TestCase("src/Iterable.Generated/Clock.cs", true)]
    [TestCase("tests/Iterable.Generated.Tests/Times/ATests.cs", true)]
    [TestCase("src/Iterable.Generated/TimesOfOthers/A.cs", false)]
    [TestCase("src/Iterable.Generated.Csv/Times/A.cs", false)]
    public void A_folder_is_touched_by_its_sources_and_its_tests(string path, bool isTouched) => Assert.That(Times.IsTouchedBy(path), Is.EqualTo(isTouched));
}
