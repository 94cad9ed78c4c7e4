using System.Text.RegularExpressions;

using Iterable.Generator.Differences;

namespace Iterable.Generator.Releases;

/// <summary>Versions of the packages, major, minor and patch, and which one follows.</summary>
internal static partial class ReleaseVersion
{
    /// <summary>The version of the first release.</summary>
    public static Version First { get; } = new(0, 1, 0);

    /// <summary>Reads a tag such as <c>v1.2.3</c>, or a version such as <c>1.2.3</c>; null when it is neither.</summary>
    public static Version? Parse(string text) => Form().IsMatch(text) ? Version.Parse(text.TrimStart('v')) : null;

    /// <summary>
    /// The version after this one. Before 1.0.0 everything moves one place to the right, as Semantic Versioning leaves it to the project:
    /// what breaks raises the minor version, so that <c>0.3.*</c> can be depended on.
    /// </summary>
    public static Version After(this Version version, Verdict verdict) => (verdict, version.Major) switch
    {
        (Verdict.None, _) => version,
        (Verdict.Major, > 0) => new(version.Major + 1, 0, 0),
        (Verdict.Major, 0) or (Verdict.Minor, > 0) => new(version.Major, version.Minor + 1, 0),
        _ => new(version.Major, version.Minor, version.Build + 1),
    };

    [GeneratedRegex(@"^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
