using System.Diagnostics;
using System.Reflection;

namespace Iterable.Generated.Testing.Tests.TypeScriptClient;

/// <summary>
/// Iterable's own TypeScript client, version 0.13.0, against the server. It holds each answer against schemas of its own, and is no part of this project:
/// <c>.ci/run</c> fetches it where Node is installed.
/// </summary>
public class TypeScriptClientTests
{
    private const string Variable = "ITERABLE_TYPESCRIPT_CLIENT";
    private const string Key = "0123456789abcdef0123456789abcdef";

    [TestCase(false)]
    [TestCase(true)]
    public async Task Every_method_of_Iterables_own_client_works(bool overHttps)
    {
        var package = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(package))
            Assert.Ignore($"Iterable's TypeScript client is not here: {Variable} names its folder, and .ci/run fetches it where Node is installed.");

        await using var server = await IterableTestServer.StartAsync(new() { ApiKey = Key, SharesAddress = true, UseHttps = overHttps });
        var output = await RunAsync(server.Certificate?.ExportCertificatePem(), package!, server.BaseAddress.GetLeftPart(UriPartial.Authority), Key, Seed(server).ToString(Newtonsoft.Json.Formatting.None));

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(lines.Where(line => line["method"] is not null).Select(line => $"{line["method"]}: {line["problem"]}"), Is.Empty);
            Assert.That((int?)lines[^1]["called"], Is.GreaterThan(100));
        });
    }

    private static JObject Seed(IterableTestServer server)
    {
        server.Users.Add("ada@example.com", new { plan = "free" }, userId: "u-1");
        server.Users.Add("bob@example.com");
        server.Users.Add("carl@example.com");
        server.Users.Add("dora@example.com", userId: "u-2");
        server.Events.Add("signedUp", "ada@example.com");
        server.InAppMessages.Add("ada@example.com", new { campaignId = server.Campaigns.Add() });
        server.EmbeddedMessages.Add("ada@example.com", placementId: 10, new { elements = new { title = "Hello" } });
        return JObject.FromObject(new
        {
            list = server.Lists.Add("Readers", "ada@example.com"),
            spareList = server.Lists.Add("Spare"),
            running = server.Campaigns.Add(new { type = "Blast" }),
            spareCampaign = server.Campaigns.Add(),
            journey = server.Journeys.Add(),
            webhook = server.Webhooks.Add(),
            runningExperiment = server.Experiments.Add(),
        });
    }

    private static async Task<string> RunAsync(string? certificate, params string[] arguments)
    {
        var root = typeof(TypeScriptClientTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == "RepositoryRoot").Value!;
        var script = Path.Combine(root, "tests", "Iterable.Generated.Testing.Tests", "TypeScriptClient", "calls.mjs");
        var start = new ProcessStartInfo("node", [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var trusted = Path.GetTempFileName();
        if (certificate is not null)
        {
            await File.WriteAllTextAsync(trusted, certificate);
            start.Environment["NODE_EXTRA_CA_CERTS"] = trusted;
        }

        using var node = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            var (output, errors) = (node.StandardOutput.ReadToEndAsync(patience.Token), node.StandardError.ReadToEndAsync(patience.Token));
            await node.WaitForExitAsync(patience.Token);
            Assert.That(node.ExitCode, Is.Zero, await errors);
            return await output;
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
            File.Delete(trusted);
        }
    }
}
