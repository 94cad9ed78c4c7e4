using System.Text;
using Iterable.Generator.Commands;
using Iterable.Generator.JsonPaths;
using Iterable.Generator.Sources;
using Iterable.Generator.Tests.Robustness;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Fuzz.Readers;

/// <summary>The readers of the generator. Their messages show what they read: there is nothing personal in a specification.</summary>
internal static class Generator
{
    private const string Yaml = """
        openapi: 3.1.0
        info: &info { title: 'Te''st', version: "1.0" }
        again: *info
        text: >-
          folded
          lines
        list:
          - { name: page, in: query, schema: { type: integer, minimum: 1, default: 0x1F } }
          - 2021-04-14
          - ~
        """;

    private static readonly string[] JsonWords = ["\"x-note\": \"hello\", ", "\"$ref\": \"#/components/schemas/Node\", ", "\"$ref\": 7, ", "{}", "[]", "null", "\"type\"", "\"object\"", "\"allOf\": [{}], ", "\"properties\"", "\"responses\"", "\"schema\"", "\"#/components/schemas/Thing\""];

    // One for the process: a process that fuzzes reads one input after the other.
    private static readonly Lazy<string> Folder = new(() => Directory.CreateTempSubdirectory("iterable-fuzz-").FullName);

    public static IReadOnlyList<Reader> All { get; } =
    [
        Over("yaml", [Yaml, MutatedDocuments.Overlay, "a: 1", ""], ["&a ", "*a", "- ", "? ", "|\n  ", ">\n  ", "!!str ", "!!binary ", "<<: ", "---\n", "...\n", "%YAML 1.2\n", ": ", " #", "0o17", ".inf", ".nan"], (text, outcome) =>
        {
            try
            {
                outcome.Add(YamlReader.Read("seed.yml", text).ToString(Formatting.None));
            }
            catch (SourceException e)
            {
                outcome.Add($"{e.At} {e.Message}");
            }
        }),
        Over("json-paths", ["$", "$.paths['/things/{id}'].get", "$..[?@.type == 'integer']", "$.paths[?(@.get.operationId=='listThings')].get.tags[0, 1]", "$..['name','x']", """$["paths"]"""], ["..", "[?", "@.", " == ", "'", "[*]", "[-1]", "[1:2]", "&&", "[99999999999]", "length("], (text, outcome) =>
        {
            try
            {
                outcome.Add(string.Join(' ', JsonPath.Parse(text).Select(JObject.Parse(MutatedDocuments.Specification)).Select(node => node.Path)));
            }
            catch (JsonPathException e)
            {
                outcome.Add(e.Message);
            }
        }),
        Over("openapi", [MutatedDocuments.Specification, MutatedDocuments.Second], JsonWords, (text, outcome) =>
            Run(outcome, [("one.json", text), ("other.json", MutatedDocuments.Specification)], folder => ["diff", $"{folder}/other.json", $"{folder}/one.json"])),
        Over("swagger", [MutatedDocuments.Swagger], JsonWords, (text, outcome) =>
            Run(outcome, [("one.json", text), ("other.json", MutatedDocuments.Specification)], folder => ["diff", $"{folder}/one.json", $"{folder}/other.json"])),
        Over("overlays", [MutatedDocuments.Overlay], [.. JsonWords, "target: ", "update: ", "remove: true", "$.paths", "$..x"], (text, outcome) =>
            Run(outcome, [("specs/api.json", MutatedDocuments.Specification), ("specs/overlays/test.overlay.yml", text)], folder => ["prepare", "--specs", $"{folder}/specs", "--output", $"{folder}/prepared.json"])),
    ];

    private static Reader Over(string name, string[] seeds, string[] words, Action<string, Outcome> read) => new(name, seeds, words, (input, _) =>
    {
        var outcome = new Outcome();
        read(Encoding.UTF8.GetString(input), outcome);
        return Task.FromResult(outcome);
    }, IsWhole: true);

    private static void Run(Outcome outcome, (string Name, string Text)[] files, Func<string, string[]> command)
    {
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(Folder.Value, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        using var output = new StringWriter();
        var code = CommandLine.Run(command(Folder.Value), output, output);
        outcome.Add($"{code} {output}");
        if (code != 0 && !output.ToString().Contains("): error ITG", StringComparison.Ordinal))
            throw new InvalidOperationException($"An error without a place: {output}");
    }
}
