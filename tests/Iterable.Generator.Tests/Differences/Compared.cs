using Iterable.Generator.Differences;
using Iterable.Generator.Tests.Support;

namespace Iterable.Generator.Tests.Differences;

/// <summary>Two small specifications, prepared and compared.</summary>
internal static class Compared
{
    /// <summary>The changes from one to the other.</summary>
    public static DiffReport Report(Spec before, Spec after) => SpecDiff.Compare(SpecsFolder.Prepare(before).Document, SpecsFolder.Prepare(after).Document);

    /// <summary>The changes, each as one text: <c>breaking operation-removed | GET /a (getA) | The method ...</c>.</summary>
    public static IReadOnlyList<string> Lines(Spec before, Spec after) => [.. Report(before, after).Changes.Select(Line)];

    /// <summary>The levels and kinds of the changes, without their places: <c>breaking operation-removed</c>.</summary>
    public static IReadOnlyList<string> Kinds(Spec before, Spec after) => [.. Report(before, after).Changes.Select(Kind)];

    /// <summary>Asserts the one change there, and the level and kind of the one change back.</summary>
    public static void AssertThereAndBack(Spec before, Spec after, string there, string back)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Lines(before, after), Is.EqualTo(new[] { there }), "there");
            Assert.That(Kinds(after, before), Is.EqualTo(new[] { back }), "back");
            Assert.That(Lines(before, before), Is.Empty, "before, with itself");
            Assert.That(Lines(after, after), Is.Empty, "after, with itself");
        });
    }

    private static string Kind(Change change) => $"{change.Level.ToString().ToLowerInvariant()} {change.Id}";

    private static string Line(Change change) => $"{Kind(change)} | {change.Location} | {change.Message}";
}
