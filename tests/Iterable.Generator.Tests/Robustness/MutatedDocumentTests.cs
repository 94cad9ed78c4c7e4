using Iterable.Generator.Commands;
using Iterable.Generator.Tests.Support;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests.Robustness;

/// <summary>Whatever a document holds in the place of anything in it, a command ends with a result, or with an error that has a place.</summary>
[TestFixture]
public sealed class MutatedDocumentTests
{
    private static readonly JToken[] Replacements =
    [
        JValue.CreateNull(), "hello", "http://a:b", "", 7, -1.5, 4294967296L, 1e30, true, new JArray(), new JArray("hello"), new JArray(JValue.CreateNull()), new JArray(new JObject()), new JArray(new JArray()),
        new JObject(), new JObject { ["x-note"] = "hello" }, new JObject { ["hello"] = "hello" }, new JObject { ["hello"] = new JObject() }, new JObject { ["200"] = JValue.CreateNull() },
        new JObject { ["$ref"] = "#/components/schemas/Thing" }, new JObject { ["$ref"] = "#/paths" }, new JObject { ["$ref"] = "hello" }, new JObject { ["$ref"] = 7 },
        new JObject { ["allOf"] = new JArray(new JObject { ["$ref"] = "#/components/schemas/Thing" }) },
    ];

    private static readonly (string Name, JToken Value)[] Additions =
    [
        ("x-note", "hello"), ("x-iterable-name", 7), ("$ref", "#/components/schemas/Thing"), ("$ref", JValue.CreateNull()), ("description", new JObject()), ("deprecated", true),
        ("allOf", new JArray(new JObject { ["$ref"] = "#/components/schemas/Node" })), ("hello", new JArray()), ("nullable", true), ("x-nullable", true), ("components", 5),
        ("oneOf", new JArray(new JObject { ["type"] = "string" }, new JObject { ["$ref"] = "#/components/schemas/Node" })),
    ];

    [Test]
    public void A_specification_is_prepared_or_has_an_error_with_a_place() =>
        AssertEachEnds(MutatedDocuments.Specification, "specs/api.json", folder => ["prepare", "--specs", $"{folder}/specs", "--output", $"{folder}/prepared.json"]);

    [Test]
    public void Two_specifications_are_merged_or_have_an_error_with_a_place() =>
        AssertEachEnds(MutatedDocuments.Second, "specs/more.json", folder => ["prepare", "--specs", $"{folder}/specs", "--output", $"{folder}/prepared.json"]);

    [Test]
    public void An_overlay_is_applied_or_has_an_error_with_a_place() =>
        AssertEachEnds(MutatedDocuments.Overlay, "specs/overlays/test.overlay.yml", folder => ["prepare", "--specs", $"{folder}/specs", "--output", $"{folder}/prepared.json"]);

    [Test]
    public void A_reference_is_compared_with_or_has_an_error_with_a_place() =>
        AssertEachEnds(MutatedDocuments.Specification, "specs/reference/api.json", folder => ["prepare", "--specs", $"{folder}/specs", "--output", $"{folder}/prepared.json"]);

    [Test]
    public void A_file_is_compared_or_has_an_error_with_a_place() =>
        AssertEachEnds(MutatedDocuments.Specification, "one.json", folder => ["diff", $"{folder}/specs/api.json", $"{folder}/one.json"]);

    [Test]
    public void A_Swagger_file_is_compared_or_has_an_error_with_a_place() =>
        AssertEachEnds(MutatedDocuments.Swagger, "one.json", folder => ["diff", $"{folder}/one.json", $"{folder}/specs/api.json"]);

    [Test]
    public void A_Swagger_file_has_an_outline_or_an_error_with_a_place() =>
        AssertEachEnds(MutatedDocuments.Swagger, "one.json", folder => ["outline", $"{folder}/one.json", "--output", $"{folder}/outline.json"]);

    [Test]
    public void Tables_are_written_or_there_is_an_error_with_a_place([Values("coverage", "deviations")] string section) =>
        AssertEachEnds(MutatedDocuments.Specification, "specs/api.json", folder => [section, "--specs", $"{folder}/specs", "--readme", $"{folder}/README.md"], every: 17);

    [TestCase("yml")]
    [TestCase("json")]
    public void A_document_without_end_of_depth_is_an_error_with_a_place(string ending)
    {
        using var folder = new TempFolder();
        var file = folder.Write($"deep.{ending}", string.Concat(Enumerable.Repeat("{\"a\": [", 50_000)) + string.Concat(Enumerable.Repeat("]}", 50_000)));
        var (code, output) = Run(["diff", file, file]);
        Assert.That((code, output), Is.EqualTo((1, output)));
        Assert.That(output, Does.Match(@"deep\.\w+\(1,\d+\): error ITG002"));
    }

    // Some of thousands in an ordinary run, as with properties.
    private static bool TakesAll => Environment.GetEnvironmentVariable("ITERABLE_PROPERTY_CASES") is { Length: > 0 };

    private static void AssertEachEnds(string document, string file, Func<string, string[]> command, int every = 11)
    {
        using var folder = new TempFolder();
        folder.Write("specs/api.json", MutatedDocuments.Specification);
        folder.Write("README.md", "<!-- begin coverage -->\n<!-- end coverage -->\n<!-- begin deviations -->\n<!-- end deviations -->\n");
        folder.Write(file, document);
        var (code, sound) = Run(command(folder.Root));
        Assert.That(code, Is.Zero, sound);

        var failures = new List<(string What, string Problem)>();
        foreach (var (what, mutated) in Mutations(JObject.Parse(document)).Where((_, i) => TakesAll || i % every == 0))
        {
            folder.Write(file, mutated);
            try
            {
                var (exit, output) = Run(command(folder.Root));
                if (exit != 0 && !output.Split('\n').Any(line => line.Contains("): error ITG", StringComparison.Ordinal)))
                    failures.Add((what, $"no place: {output}"));
            }
            catch (Exception e)
            {
                failures.Add((what, $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("at Iterable.Generator", StringComparison.Ordinal))}"));
            }
        }

        Assert.That(string.Join('\n', failures.GroupBy(failure => failure.Problem).Select(group => $"{group.Count()} times, first at {group.First().What}: {group.Key}")), Is.Empty);
    }

    private static IEnumerable<(string What, string Text)> Mutations(JObject document)
    {
        foreach (var path in document.Descendants().Where(token => token is not JProperty).Select(token => token.Path).ToList())
        {
            foreach (var replacement in Replacements)
                yield return ($"{path} = {replacement.ToString(Newtonsoft.Json.Formatting.None)}", With(document, path, token => token.Replace(replacement.DeepClone())));
            yield return ($"{path} gone", With(document, path, token => (token.Parent is JProperty member ? member : token).Remove()));
            foreach (var (name, value) in document.SelectToken(path) is JObject ? Additions : [])
                yield return ($"{path} with {name}: {value}", With(document, path, token => ((JObject)token)[name] = value.DeepClone()));
        }
    }

    private static string With(JObject document, string path, Action<JToken> change)
    {
        var copy = (JObject)document.DeepClone();
        change(copy.SelectToken(path)!);
        return copy.ToString();
    }

    private static (int Code, string Output) Run(string[] arguments)
    {
        using var output = new StringWriter();
        var code = CommandLine.Run(arguments, output, output);
        return (code, output.ToString());
    }
}
