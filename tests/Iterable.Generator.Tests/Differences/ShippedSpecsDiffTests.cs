using Iterable.Generator.Diagnostics;
using Iterable.Generator.Dialects;
using Iterable.Generator.Differences;
using Iterable.Generator.Sources;
using Iterable.Generator.Tests.Support;
using Iterable.Generator.Tests.Upstream;

namespace Iterable.Generator.Tests.Differences;

/// <summary>The specifications of this repository.</summary>
internal sealed class ShippedSpecsDiffTests
{
    // Everything below the folder that is a description of an API; overlays are not.
    private static IEnumerable<string> Documents => Directory.EnumerateFiles(ShippedSpecsCopy.Shipped, "*", SearchOption.AllDirectories)
        .Where(file => SourceFile.Extensions.Contains(Path.GetExtension(file)) && OpenApiFile.Read(file, new()) is not null)
        .Select(file => Path.GetRelativePath(ShippedSpecsCopy.Shipped, file))
        .Prepend(".");

    [TestCaseSource(nameof(Documents))]
    public void Each_is_the_same_as_itself(string document)
    {
        var path = Path.Combine(ShippedSpecsCopy.Shipped, document);
        Assert.That(SpecDiff.Compare(Read(path), Read(path)).Changes, Is.Empty);
    }

    [Test]
    public void The_folder_is_the_same_as_the_document_that_is_prepared_from_it()
    {
        using var folder = new TempFolder();
        using var copy = new ShippedSpecsCopy();
        var file = folder.Write("prepared.json", copy.Prepare().ToJson());
        Assert.That(SpecDiff.Compare(Read(ShippedSpecsCopy.Shipped), Read(file)).Changes, Is.Empty);
    }

    [Test]
    public void A_newer_file_is_told_by_what_it_does()
    {
        using var copy = new ShippedSpecsCopy()
            .Replace(ShippedSpecsCopy.Rest, "        sku:\n", "        barcode:\n          type: string\n        sku:\n")
            .Replace(ShippedSpecsCopy.Rest, "          - Finished\n", "          - Finished\n          - Paused\n")
            .Replace(ShippedSpecsCopy.Rest, "        imageUrl:\n          type: string\n          format: uri\n", "");
        var report = SpecDiff.Compare(Read(ShippedSpecsCopy.Shipped), copy.Prepare().Document);
        Assert.Multiple(() =>
        {
            Assert.That(report.Verdict, Is.EqualTo(Verdict.Major));
            Assert.That(report.Changes.Select(change => $"{change.Level} {change.Id} {change.Location}"), Is.EqualTo(new[]
            {
                "Breaking property-removed CommerceItem.imageUrl",
                "Compatible enum-value-added CampaignState.Paused",
                "Compatible property-added CommerceItem.barcode",
            }));
        });
    }

    private static Newtonsoft.Json.Linq.JObject Read(string path)
    {
        var diagnostics = new DiagnosticBag();
        var document = SpecSource.Read(path, diagnostics);
        Assert.That(diagnostics.ToList().Select(found => found.ToString()), Is.Empty);
        return document!;
    }
}
