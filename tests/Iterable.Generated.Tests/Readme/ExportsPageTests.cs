using System.Text;
using System.Text.RegularExpressions;

namespace Iterable.Generated.Tests.Readme;

[TestFixture]
public sealed class ExportsPageTests
{
    private const string Exported = "createdAt,email\n2026-01-14 06:20:22 +00:00,ada@example.com\n";

    [Test]
    public void The_example_stands_in_the_compiled_source()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Iterable.Generated.Tests", "Readme", "ExportsPageTests.cs"));
        var compiled = Regex.Match(source, @"\n        // PAGE: csv\n(.*?)\n        // PAGE: end", RegexOptions.Singleline).Groups[1].Value.Replace("\n        ", "\n", StringComparison.Ordinal)[8..];
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "exports.md"));

        Assert.That(Regex.Matches(page, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value), Is.EqualTo(new[] { compiled }));
    }

    [Test]
    public async Task The_example_runs()
    {
        using var api = new FakeApi().Answers(Exported).Answers("id,Sends\n12,3\n", mediaType: "text/plain");

        await Read(Exports.ExportQueryTests.Client(api), new MemoryStream(Encoding.UTF8.GetBytes(Exported)));

        Assert.That(api.Addresses, Has.Count.EqualTo(2));
    }

    private static async Task Read(IIterableClient iterable, Stream file)
    {
        // PAGE: csv
        // An export as records: the same call as for NDJSON.
        var opens = new ExportQuery(ExportDataType.EmailOpen) { Range = ExportRange.Yesterday, Format = ExportFormat.Csv };
        await foreach (var open in iterable.Export.ReadAsync(opens))
            Console.WriteLine($"{open.CreatedAt:u} {open.Email}");

        // Metrics as rows, by the names in the header.
        using var metrics = await iterable.Campaigns.GetCampaignMetricsAsync([12, 34]);
        await foreach (var row in metrics.ReadRowsAsync())
            Console.WriteLine($"{row["id"]}: {row.Count} columns");

        // A file that was downloaded.
        await foreach (var open in CsvExportReader.ReadAsync<ExportedEvent>(file))
            Console.WriteLine(open.Email);
        // PAGE: end
    }
}
