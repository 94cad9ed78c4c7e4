using System.Diagnostics;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.TypeScriptClient;

/// <summary>
/// Iterable's own TypeScript client, version 0.13.0, against the server as it is started from a command line. It holds each answer against schemas of
/// its own, and is no part of this project: <c>.ci/run</c> fetches it where Node is installed.
/// </summary>
public class TypeScriptClientTests
{
    private const string Variable = "ITERABLE_TYPESCRIPT_CLIENT";

    private const string Seed = """
        {
          "users": [
            { "email": "ada@example.com", "userId": "u-1", "dataFields": { "plan": "free" } },
            { "email": "bob@example.com" },
            { "email": "carl@example.com" },
            { "email": "dora@example.com", "userId": "u-2" }
          ],
          "lists": [{ "name": "Readers", "members": ["ada@example.com"] }, { "name": "Spare" }],
          "campaigns": [{ "id": 501 }, { "id": 502, "type": "Blast" }, { "id": 503 }],
          "journeys": [{ "id": 504 }],
          "webhooks": [{ "id": 505 }],
          "experiments": [{ "id": 506 }],
          "events": [{ "eventName": "signedUp", "email": "ada@example.com" }],
          "inAppMessages": [{ "email": "ada@example.com", "campaignId": 503 }],
          "embeddedMessages": [{ "email": "ada@example.com", "placementId": 10, "elements": { "title": "Hello" } }]
        }
        """;

    private const string Ids = """{"spareCampaign": 501, "running": 502, "journey": 504, "webhook": 505, "runningExperiment": 506}""";

    [TestCase(false)]
    [TestCase(true)]
    public async Task Every_method_of_Iterables_own_client_works(bool overHttps)
    {
        var package = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(package))
            Assert.Ignore($"Iterable's TypeScript client is not here: {Variable} names its folder, and .ci/run fetches it where Node is installed.");

        using var folder = new Folder();
        using var serve = ToolProcess.Start([
            "serve", "--port", "0", "--files-port", "0", "--control-port", "0", "--json", "--seed", folder.Write("seed.json", Seed),
            .. overHttps ? ["--certificate", folder["iterable.pem"]] : Array.Empty<string>(),
        ]);
        var said = JObject.Parse(await serve.Output.ReadLineAsync() ?? throw new InvalidOperationException(await serve.Errors));
        var origin = new Uri((string)said["baseAddress"]!).GetLeftPart(UriPartial.Authority);

        var output = await RunAsync(overHttps ? folder["iterable.pem"] : null, package!, origin, (string)said["apiKey"]!, Ids);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(lines.Where(line => line["method"] is not null).Select(line => $"{line["method"]}: {line["problem"]}"), Is.Empty);
            Assert.That((int?)lines[^1]["called"], Is.GreaterThan(100));
        });
    }

    private static async Task<string> RunAsync(string? certificate, params string[] arguments)
    {
        var script = Path.Combine(Repository.Root, "tests", "Iterable.Generated.Tool.Tests", "TypeScriptClient", "calls.mjs");
        var start = new ProcessStartInfo("node", [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (certificate is not null)
            start.Environment["NODE_EXTRA_CA_CERTS"] = certificate;

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
        }
    }
}
