using System.Text.RegularExpressions;

using Iterable.Generator.ApiListing;

namespace Iterable.Generator.Differences;

/// <summary>Says what happened to the public surface of the packages, read off their listings: the C# that is generated, and the hand-written half.</summary>
internal static partial class SurfaceDiff
{
    /// <summary>Compares two folders of listings.</summary>
    /// <exception cref="IOException">A folder or a listing cannot be read.</exception>
    public static IReadOnlyList<Change> Compare(string before, string after)
    {
        var changes = new ChangeList();
        foreach (var (package, difference) in ApiListings.Compare(before, after))
        {
            var (marked, removed, added) = Pairing.Of(difference.Removed, difference.Added, (one, other) => Obsolete().Replace(one, "") == Obsolete().Replace(other, ""));
            foreach (var line in removed)
                changes.Breaking("surface-removed", package, $"`{line}` is gone: code that uses it no longer compiles, and compiled code no longer finds it.");
            foreach (var line in added.Intersect(difference.Asked))
                changes.Breaking("surface-asked", package, $"`{line}` is new: code that implements the interface no longer compiles, and compiled code no longer loads.");
            foreach (var line in added.Except(difference.Asked))
                changes.Compatible("surface-added", package, $"`{line}` is new: code compiles and runs as before.");
            foreach (var (_, line) in marked)
                changes.Informational("surface-marked", package, $"`{line}` is marked in another way: code compiles and runs as before, with or without a warning of the compiler.");
        }

        return changes.Changes;
    }

    [GeneratedRegex(@"\[Obsolete(\(""(\\.|[^""\\])*""\))?\] ")]
    private static partial Regex Obsolete();
}
