namespace Iterable.Build.Tests;

/// <summary>
/// The drill: upstream publishes a newer export document, with a new operation, a renamed schema, an added value and a parameter less.
/// It builds the library twice over.
/// </summary>
[TestFixture]
[Explicit(Machine.Slow), Category(nameof(Machine.Slow))]
public sealed class RegenerateTests
{
    private const string Export = "iterable-export-api-openapi.yml";

    private const string NewOperation = """
        paths:
          /export/summary:
            get:
              operationId: getExportSummary
              summary: Get a summary of the exports
              tags:
              - Export
              responses:
                '200':
                  description: Success
                  content:
                    application/json:
                      schema:
                        $ref: '#/components/schemas/ExportSummary'

        """;

    private const string NewSchema = """
          schemas:
            ExportSummary:
              type: object
              properties:
                exports:
                  type: integer

        """;

    private const string ParameterOfExperiments = """
              - name: campaignId
                in: query
                schema:
                  type: array
                  items:
                    type: integer

        """;

    // What a person decides, in the words of the errors: the facts of the new operation, and that the renamed schema stays the same type for users.
    private const string Decisions = """
        overlay: 1.0.0
        info: { title: What the newer export document needs, version: 1.0.0 }
        extends: ../iterable-export-api-openapi.yml
        actions:
          - target: $.paths['/export/summary'].get
            update: { x-iterable-rate-limit: unpublished, x-iterable-retry: always, x-iterable-key-types: [server] }
          - target: $.components.schemas.ExportRecord
            update: { x-iterable-name: ExportedEvent }

        """;

    private RepositoryCopy _copy = null!;
    private string _newer = null!;

    private string Specs(string name) => Path.Combine(_copy.Specs, name);

    [OneTimeSetUp]
    public void MakeTheCopy()
    {
        _copy = new RepositoryCopy();
        Command.Git(_copy.Root, "init", "--quiet").ShouldSucceed();
        Command.Git(_copy.Root, "add", "--all").ShouldSucceed();
        Command.Git(_copy.Root, "commit", "--quiet", "--message", "As it was").ShouldSucceed();
        Command.Dotnet(_copy.Root, ["tool", "restore"]).ShouldSucceed();
        _newer = Path.Combine(_copy.Root, "newer export.yml");
        File.WriteAllText(_newer, File.ReadAllText(Specs(Export))
            .Replace("paths:\n", NewOperation, StringComparison.Ordinal)
            .Replace("  schemas:\n", NewSchema, StringComparison.Ordinal)
            .Replace("ExportedEvent", "ExportRecord", StringComparison.Ordinal)
            .Replace("        - userUpdate\n", "        - userUpdate\n        - agentSend\n", StringComparison.Ordinal)
            .Replace(ParameterOfExperiments, "", StringComparison.Ordinal));
    }

    [OneTimeTearDown]
    public void DeleteTheCopy() => _copy.Dispose();

    [Test]
    public void A_newer_document_names_what_a_person_decides_and_is_then_built_and_told()
    {
        WhatCannotBeHadIsNamedAndNothingIsChanged();
        WhatAPersonDecidesIsNamedAndNothingIsChanged();
        Decide();
        WhatFitsIsBuiltAndTold();
    }

    [Test]
    public void Before_the_first_release_there_is_nothing_to_compare_with_which_is_no_failure()
    {
        Command.Dotnet(_copy.Root, ["cake", "--target=SpecDiff"]).ShouldSucceed();

        Assert.That(File.ReadAllText(Path.Combine(_copy.Root, "artifacts", "spec-diff.md")), Does.StartWith("There was no release yet"));
    }

    private void WhatCannotBeHadIsNamedAndNothingIsChanged()
    {
        var before = Sources();

        // Nobody listens there.
        foreach (var (source, message) in new[] { ("http://127.0.0.1:9/export.yml", "http://127.0.0.1:9/export.yml cannot be fetched, and nothing was changed"), ("none.yml", "none.yml, and nothing was changed") })
        {
            var result = Regenerate(source);
            Assert.That(result.ExitCode, Is.Not.Zero);
            Assert.That(result.Output, Does.Contain(message));
        }

        Assert.That(Sources(), Is.EqualTo(before));
    }

    private void WhatAPersonDecidesIsNamedAndNothingIsChanged()
    {
        var before = Sources();

        var result = Regenerate(_newer);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Match(@"specs/overlays/tags/export\.overlay\.yml\(\d+,\d+\): error ITG004: .*ExportedEvent"));
        Assert.That(result.Output, Does.Match(@"newer export\.yml\(\d+,\d+\): error ITG012: .*getExportSummary.*x-iterable-rate-limit"));
        Assert.That(result.Output, Does.Contain("nothing was changed"));
        Assert.That(Sources(), Is.EqualTo(before));
        AnIssueListsWhatToDecide(result.Output);
    }

    private void AnIssueListsWhatToDecide(string log)
    {
        var file = Path.Combine(_copy.Root, "artifacts", "regenerate.log");
        File.WriteAllText(file, log);
        var issue = Command.Script(_copy.Root, ".ci/upstream-issue", file).ShouldSucceed().Output;
        Assert.That(issue, Does.Match(@"(?m)^    specs/overlays/tags/export\.overlay\.yml\(\d+,\d+\): error ITG004: .*ExportedEvent"));
        Assert.That(issue, Does.Match(@"(?m)^    newer export\.yml\(\d+,\d+\): error ITG012: .*getExportSummary"));
    }

    private void Decide() => File.WriteAllText(Specs("overlays/names.newer.overlay.yml"), Decisions);

    private void WhatFitsIsBuiltAndTold()
    {
        Regenerate(_newer).ShouldSucceed();

        var report = File.ReadAllText(Path.Combine(_copy.Root, "artifacts", "regenerate", "report.json"));
        var changelog = File.ReadAllText(Path.Combine(_copy.Root, "CHANGELOG.md"));
        var listing = File.ReadAllText(Path.Combine(_copy.Root, "src", "PublicApi", "Iterable.Generated.txt"));
        Assert.That(File.ReadAllText(Specs(Export)), Is.EqualTo(File.ReadAllText(_newer)));
        Assert.That(report, Does.Contain("\"verdict\": \"major\""));
        foreach (var text in new[] { report, changelog })
            Assert.That(text, Does.Contain("getExportSummary").And.Contain("agentSend").And.Contain("campaignId").And.Not.Contain("ExportRecord"));
        Assert.That(changelog, Does.Match(@"(?s)## Unreleased.*### Breaking\n\n- `GET /experiments/metrics"));
        Assert.That(listing, Does.Contain("Task<ExportSummary> GetExportSummaryAsync(").And.Contain("static ExportDataType AgentSend"));
        Assert.That(File.ReadAllText(Specs("README.md")), Does.Contain("/export/summary"));
    }

    private BuildResult Regenerate(string source) =>
        Command.Dotnet(_copy.Root, ["cake", "--target=Regenerate", $"--export={source}", "--skip-tests"]);

    private Dictionary<string, string> Sources() => new[] { "specs", "src" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(_copy.Root, folder), "*", SearchOption.AllDirectories))
        .Append(Path.Combine(_copy.Root, "CHANGELOG.md"))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .ToDictionary(file => file, File.ReadAllText);
}
