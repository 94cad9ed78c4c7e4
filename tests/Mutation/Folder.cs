using System.Text.Json;

namespace Iterable.Mutation;

/// <summary>Sources that are judged together, and the tests that have to notice what is changed in them.</summary>
/// <param name="Name">What it is called in the table and in arguments.</param>
/// <param name="Sources">Files and folders, below the client's folder.</param>
/// <param name="Tests">Folders of tests, by the last part of their namespace.</param>
/// <param name="Required">Whether it has reached the score, and must keep it.</param>
internal sealed record Folder(string Name, IReadOnlyList<string> Sources, IReadOnlyList<string> Tests, bool Required)
{
    /// <summary>Where the sources are.</summary>
    public const string Client = "src/Iterable.Generated/";

    private const string Suite = "tests/Iterable.Generated.Tests/";

    public static IReadOnlyList<Folder> ReadAll(string path) =>
        JsonSerializer.Deserialize<List<Folder>>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? [];

    public bool Has(string source) => Sources.Any(part => source == part || source.StartsWith($"{part}/", StringComparison.Ordinal));

    /// <summary>Whether a file of the repository is one of its sources or tests.</summary>
    public bool IsTouchedBy(string path) =>
        (path.StartsWith(Client, StringComparison.Ordinal) && Has(path[Client.Length..]))
        || Tests.Any(part => path.StartsWith($"{Suite}{part.Replace('.', '/')}/", StringComparison.Ordinal));
}
