using System.Text.RegularExpressions;
using Iterable.Generated;
using Iterable.Generated.Testing;

namespace Iterable.Build.Tests;

/// <summary>An application that is published trimmed, and one that would be compiled natively.</summary>
[TestFixture]
public sealed class TrimmedConsumerTests
{
    private BuildResult _published = null!;

    [OneTimeSetUp]
    public void Publish() => _published = PackedPackages.Dotnet("Trimmed", "publish", "-c", "Release", "-o", "published").ShouldSucceed();

    [Test]
    public void Nothing_but_Newtonsoft_Json_has_a_trim_warning() =>
        Assert.That(Regex.Matches(_published.Output, "warning (IL[0-9]+: .*?) (?:produced|\\[)").Select(match => match.Groups[1].Value).Distinct(), Is.EqualTo(new[] { "IL2104: Assembly 'Newtonsoft.Json'" }));

    [Test]
    public async Task A_trimmed_application_sends_and_reads_every_member()
    {
        await using var server = await IterableTestServer.StartAsync();
        server.MessageTypes.Add(new { id = 7 });
        server.Exports.Add("emailOpen", new DateTimeOffset(2026, 10, 1, 8, 30, 0, TimeSpan.Zero), new { email = "ada@example.com", campaignId = 4_000_000_000, country = "GB" });

        var result = PackedPackages.Dotnet("Trimmed/published", "exec", "Trimmed.dll", server.BaseAddress.AbsoluteUri, server.ApiKey);

        Assert.That(result.ExitCode, Is.Zero, result.Output);
        server.Users.AssertExists("ada@example.com", new { plan = "pro", address = new { city = "London" } });
        server.Events.AssertTracked("signedUp", "ada@example.com", new { name = "trimmed", campaign = 7 }, times: 1);
        Assert.That(server.Requests.To(IterableOperations.UpdateUser).Single().Json().Properties().Select(member => member.Name), Is.EquivalentTo(new[] { "email", "userId", "mergeNestedObjects", "dataFields" }));
        Assert.That(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Is.EqualTo(new[]
        {
            "user ada London",
            "open ada@example.com 4000000000 2026-10-01T08:30:00.0000000+00:00 GB",
            "own ada@example.com 4000000000 GB",
            "csv ada@example.com 4000000000",
        }));
    }

    [Test]
    public void Native_compilation_is_refused_with_what_to_do()
    {
        var result = PackedPackages.Dotnet("Trimmed", "publish", "-c", "Release", "-o", "native", "--no-restore", "-p:PublishAot=true");

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Output, Does.Contain("error ITERABLE001: Iterable.Generated cannot be published with PublishAot: "));
    }
}
