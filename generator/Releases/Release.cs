using Iterable.Generator.ApiListing;
using Iterable.Generator.Differences;

namespace Iterable.Generator.Releases;

/// <summary>What came since the last release, and the version it calls for.</summary>
/// <param name="Specs">What changed in the specifications.</param>
/// <param name="Api">What changed in the public surface of each package; the hand-written half shows only here.</param>
internal sealed record Release(DiffReport Specs, IReadOnlyList<(string Package, ApiDifference Difference)> Api)
{
    /// <summary>The strongest of all changes.</summary>
    public Verdict Verdict => new[] { Specs.Verdict, ApiVerdict }.Max();

    private Verdict ApiVerdict =>
        Api.Any(package => package.Difference.Removed.Count > 0) ? Verdict.Major
        : Api.Any(package => package.Difference.Added.Count > 0) ? Verdict.Minor
        : Verdict.None;

    /// <summary>The version that follows <paramref name="last"/>. Where nothing that users see changed it is a patch: the code behind it may have.</summary>
    public ReleaseVersion VersionAfter(ReleaseVersion last) => last.After(Verdict is Verdict.None ? Verdict.Patch : Verdict);
}
