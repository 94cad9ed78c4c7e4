using System.Text.Json;
using Iterable.Generated.Testing;

namespace Iterable.Build.Tests;

/// <summary>An application with a library that was compiled against another CsvHelper, which the client neither brings nor lifts.</summary>
[TestFixture]
public sealed class NeighbourConsumerTests
{
    [Test]
    public async Task A_library_on_CsvHelper_33_works_beside_the_client_which_reads_NDJSON_and_saves_CSV()
    {
        await using var server = await IterableTestServer.StartAsync();
        server.Exports.Add("emailOpen", new DateTimeOffset(2026, 10, 1, 8, 30, 0, TimeSpan.Zero), new { email = "ada@example.com" });

        var result = PackedPackages.Dotnet("Neighbour/App", "run", "--", server.BaseAddress.AbsoluteUri, server.ApiKey).ShouldSucceed();

        Assert.That(result.Output, Does.Contain("ledger 42").And.Contain("open ada@example.com").And.Contain("saved 1 of True"));
        Assert.That(result.Output, Does.Contain("refused CSV is read as records by the package Iterable.Generated.Csv, which this application does not have."));
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(PackedPackages.Consumers, "Neighbour", "App", "obj", "project.assets.json")));
        Assert.That(
            assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name).Where(name => name.Contains("csv", StringComparison.OrdinalIgnoreCase)),
            Is.EqualTo(new[] { "CsvHelper/33.0.1" }));
    }
}
