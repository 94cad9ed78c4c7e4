using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Iterable.Generated.Testing;

namespace Iterable.Build.Tests;

/// <summary>A new project with the first example of docs/webhooks.md, which is ten lines at most: it receives its first event.</summary>
[TestFixture]
public sealed class WebhookConsumerTests
{
    [Test]
    public async Task A_new_project_receives_its_first_event_with_ten_lines()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Machine.RepositoryRoot, "docs", "webhooks.md"));
        var example = Regex.Match(page, "```csharp\n(.*?)\n```", RegexOptions.Singleline).Groups[1].Value;
        Assert.That(example.Split('\n'), Has.Length.InRange(2, 10));
        var folder = Path.Combine(PackedPackages.Consumers, "Webhooks");
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), example);
        await using var iterable = await IterableTestServer.StartAsync();
        var certificate = Path.Combine(folder, "certificate.pfx");
        await File.WriteAllBytesAsync(certificate, iterable.Webhooks.EndpointCertificate.Export(X509ContentType.Pkcs12, "p"));
        var address = $"https://localhost:{FreePort()}";
        iterable.Webhooks.Add(new { endpoint = $"{address}/hooks/iterable", authType = "Basic", authToken = "a-secret" });
        PackedPackages.Dotnet("Webhooks", "build").ShouldSucceed();

        var running = Task.Run(() => PackedPackages.Dotnet(
            "Webhooks", "run", "--no-build", "--", "--IterableSecret", "a-secret", "--Kestrel:Endpoints:Https:Url", address, "--Kestrel:Endpoints:Https:Certificate:Path", certificate, "--Kestrel:Endpoints:Https:Certificate:Password", "p"));
        var delivering = iterable.Webhooks.DeliverAsync("emailOpen", "ada@example.com", new { campaignId = 42 }, new() { MaxAttempts = 3000, RetryDelay = TimeSpan.FromMilliseconds(100) });
        await Task.WhenAny(running, delivering);

        Assert.That(running.IsCompleted, Is.False, () => running.Result.Output);
        Assert.That((await delivering).Single().IsTaken);
        Assert.That((await running).ShouldSucceed().Output, Does.Contain("emailOpen of campaign 42"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
