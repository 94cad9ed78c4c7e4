using System.Globalization;
using System.Text.RegularExpressions;

using Iterable.Generator.Differences;

namespace Iterable.Generator.Releases;

/// <summary>A version of the packages, and which one follows it.</summary>
/// <param name="Major">Raised by what breaks, from 1 on.</param>
/// <param name="Minor">Raised by what adds; before 1 also by what breaks.</param>
/// <param name="Patch">Raised by everything else; before 1 also by what adds.</param>
internal sealed partial record ReleaseVersion(int Major, int Minor, int Patch) : IComparable<ReleaseVersion>
{
    /// <summary>The version of the first release.</summary>
    public static ReleaseVersion First { get; } = new(0, 1, 0);

    /// <summary>Reads a tag such as <c>v1.2.3</c>, or a version such as <c>1.2.3</c>; null when it is neither.</summary>
    public static ReleaseVersion? Parse(string text) => Form().Match(text) is { Success: true } match
        ? new(Number(match, 1), Number(match, 2), Number(match, 3))
        : null;

    /// <summary>
    /// The version after this one. Before 1.0.0 everything moves one place to the right, as Semantic Versioning leaves it to the project:
    /// what breaks raises the minor version, so that <c>0.3.*</c> can be depended on.
    /// </summary>
    public ReleaseVersion After(Verdict verdict) => (verdict, Major) switch
    {
        (Verdict.None, _) => this,
        (Verdict.Major, > 0) => new(Major + 1, 0, 0),
        (Verdict.Major, 0) or (Verdict.Minor, > 0) => new(Major, Minor + 1, 0),
        _ => new(Major, Minor, Patch + 1),
    };

    public int CompareTo(ReleaseVersion? other) =>
        other is null ? 1 : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
