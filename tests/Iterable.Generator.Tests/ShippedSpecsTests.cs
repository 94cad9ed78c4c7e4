using System.Reflection;
using System.Text.RegularExpressions;

using Iterable.Generator.Commands;
using Iterable.Generator.Diagnostics;
using Iterable.Generator.Dialects;
using Iterable.Generator.OpenApi;
using Iterable.Generator.Overlays;
using Iterable.Generator.Preparation;
using Iterable.Generator.Sources;
using Iterable.Generator.Tests.Support;
using Iterable.Generator.Tests.Upstream;

using Newtonsoft.Json.Linq;

namespace Iterable.Generator.Tests;

/// <summary>The specifications in this repository.</summary>
internal sealed class ShippedSpecsTests
{
    private static readonly string Specs = Path.Combine(
        typeof(ShippedSpecsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "specs");

    private static readonly string Reference = Path.Combine(Specs, "reference", "iterable-api.outline.json");

    private static readonly Lazy<PreparedSpec> Prepared = new(() => SpecPreparation.Prepare(Specs));

    [Test]
    public void They_prepare_without_errors_and_nothing_lacks_a_description() =>
        Assert.That(Prepared.Value.Diagnostics.Where(d => !IsGap(d)).Select(d => d.ToString()), Is.Empty);

    [Test]
    public void Every_action_of_every_overlay_matches()
    {
        using var specs = new ShippedSpecsCopy().WithoutOptionalActions();
        Assert.That(specs.Prepare().Diagnostics.Where(found => found.Code is DiagnosticCode.OverlayMatchesNothing).Select(found => found.ToString()), Is.Empty);
    }

    [Test]
    public void Every_operation_of_the_vendored_documents_is_in_the_result()
    {
        var vendored = SpecFolder.Load(Specs, new()).Documents.SelectMany(document => document.Root.AllOperations()).Select(operation => operation.Id).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(vendored, Has.Count.EqualTo(48));
            Assert.That(Prepared.Value.Document.AllOperations().Select(operation => operation.Id), Is.SupersetOf(vendored));
        });
    }

    [Test]
    public void The_reference_is_an_outline_as_it_was_written()
    {
        using var folder = new TempFolder();
        var code = CommandLine.Run(["outline", Reference, "--output", folder.Combine("outline.json")], TextWriter.Null, TextWriter.Null);
        Assert.That(code, Is.Zero);
        Assert.That(File.ReadAllText(folder.Combine("outline.json")), Is.EqualTo(File.ReadAllText(Reference)));
    }

    [Test]
    public void Every_method_and_path_of_the_reference_is_in_the_result()
    {
        var reference = OpenApiFile.Read(Reference, new())!.Root;
        var theirs = reference.AllOperations().Select(operation => Call(operation.Method, operation.Path)).ToList();
        var ours = Prepared.Value.Document.AllOperations().Select(operation => Call(operation.Method, $"/api{operation.Path.Split('#')[0]}"));
        Assert.Multiple(() =>
        {
            Assert.That(theirs, Has.Count.EqualTo(145));
            Assert.That(theirs.Except(ours), Is.Empty);
        });
    }

    [Test]
    public void No_difference_from_the_reference_is_unexplained() =>
        Assert.That(Prepared.Value.Diagnostics.Where(IsGap).Select(d => d.ToString()), Is.Empty);

    [TestCase("coverage")]
    [TestCase("deviations")]
    public void The_generated_parts_of_the_README_are_up_to_date(string section)
    {
        using var folder = new TempFolder();
        var written = folder.Write("README.md", File.ReadAllText(Path.Combine(Specs, "README.md")));
        var (code, _, error) = Shell.Run(section, "--specs", Specs, "--readme", written);
        Assert.That(code, Is.Zero, error);
        Assert.That(File.ReadAllText(written), Is.EqualTo(File.ReadAllText(Path.Combine(Specs, "README.md"))), "Write it with: dotnet cake --target=SpecsReadme");
    }

    [Test]
    public void Both_READMEs_tell_the_number_of_operations()
    {
        var count = Prepared.Value.Document.AllOperations().Count();
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(Specs, "README.md")), Does.Contain($"\n{count} operations: "));
            Assert.That(File.ReadAllText(Path.Combine(Specs, "..", "README.md")), Does.Contain($" {count} operations "));
        });
    }

    [Test]
    public void The_README_explains_every_extension()
    {
        var readme = File.ReadAllText(Path.Combine(Specs, "README.md"));
        var known = typeof(Extension).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.Name is not (nameof(Extension.Prefix) or nameof(Extension.Tags)))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Append("x-iterable-optional");

        Assert.That(known.Where(name => !readme.Contains($"`{name}", StringComparison.Ordinal)), Is.Empty);
    }

    // Rate limit, key types, paging, repeating and what is refused before it is sent are members, from which the documentation is made.
    private static readonly Regex Repetition = new(
        @"Rate limit: |publishes no rate limit|(Needs|Accepts) (an? )?(server-side|read-only|JavaScript|mobile|web)[^.]* API keys?\b|Repeating the call is safe|[Ss]afe to repeat:|Async reads all pages|sent again only when|[0-9] days ahead|(at most|up to) [0-9,]+ (items|entries|records)|\b4 MB\b",
        RegexOptions.CultureInvariant);

    [Test]
    public void No_sentence_of_an_overlay_repeats_a_member()
    {
        var texts = OverlayFolder.Read(Specs, new()).SelectMany(overlay => overlay.Actions)
            .SelectMany(action => (action.Update as JContainer)?.DescendantsAndSelf().OfType<JProperty>() ?? [])
            .Where(member => member.Name is "description" or "summary" && member.Value.Type is JTokenType.String)
            .Select(member => $"{member.Value.Mark()}: {member.Value}")
            .ToList();
        Assert.Multiple(() =>
        {
            Assert.That(texts, Has.Count.GreaterThan(1000));
            Assert.That(texts.Where(text => Repetition.IsMatch(text)), Is.Empty);
            Assert.That(Prepared.Value.Document.AllOperations().Select(operation => (string?)operation.Definition["description"]), Is.All.Matches(Repetition.ToString()));
        });
    }

    [Test]
    public void An_operation_has_everything_that_is_ours_in_the_file_of_its_tag()
    {
        var tags = Prepared.Value.Document.AllOperations().ToLookup(operation => operation.Path.Split('#')[0], operation => (string)operation.Definition["tags"]![0]!);
        var strays = OverlayFolder.Read(Specs, new()).Where(overlay => overlay.Extends is null)
            .SelectMany(overlay => overlay.Actions, (overlay, action) => (Title: overlay.Title, action.Target.Text, Path: Regex.Match(action.Target.Text, @"^\$\.paths\['([^'#]+)").Groups[1].Value))
            .Where(action => action.Path.Length > 0 && !tags[action.Path].Contains(action.Title));
        Assert.That(strays, Is.Empty);
    }

    private static string Call(string method, string path) => $"{method} {Regex.Replace(path, @"\{[^}]*\}", "{}")}";

    private static bool IsGap(Diagnostic diagnostic) =>
        diagnostic.Code is DiagnosticCode.MissingOperation or DiagnosticCode.MissingParameter or DiagnosticCode.MissingMember or DiagnosticCode.MissingValue;
}
