namespace Iterable.Generator.Releases;

/// <summary>
/// What the clients were generated from: the hash of each specification, overlay, template and source of the generator, and the
/// version of NSwag. It lies in the package, so that anybody can find the same inputs and make the same code.
/// </summary>
internal static class SpecsLock
{
    /// <summary>Writes the lock.</summary>
    /// <param name="nswag">The version of NSwag.</param>
    /// <param name="lines">A line for each input: its SHA-256 in hexadecimal digits, a space, its path in the repository.</param>
    /// <exception cref="FormatException">A line has another form.</exception>
    public static string Write(string nswag, IEnumerable<string> lines)
    {
        var inputs = lines
            .Where(line => line.Length > 0)
            .Select(Parse)
            .OrderBy(input => input.Path, StringComparer.Ordinal)
            .Select(input => new JProperty(input.Path, input.Hash));
        return new JObject { ["nswag"] = nswag, ["sha256"] = new JObject(inputs) }.ToFileText();
    }

    private static (string Path, string Hash) Parse(string line) =>
        line.Split(' ', 2) is [{ Length: 64 } hash, { Length: > 0 } path]
            ? (path.Replace('\\', '/'), hash.ToLowerInvariant())
            : throw new FormatException($"The line \"{line}\" is not a SHA-256, a space and a path.");
}
