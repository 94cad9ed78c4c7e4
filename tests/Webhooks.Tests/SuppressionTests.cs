using System.Net;
using Iterable.Generated;
using Iterable.Generated.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Webhooks.Tests;

/// <summary>The sample, told of what happens by a server.</summary>
internal sealed class SuppressionTests
{
    private string _folder = null!;
    private IterableTestServer _iterable = null!;
    private WebApplication _app = null!;

    private string FilePath => Path.Combine(_folder, "list.ndjson");

    [SetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("suppression").FullName;
        _iterable = await IterableTestServer.StartAsync();
        await StartAppAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        await _app.DisposeAsync();
        await _iterable.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("emailComplaint", null, true)]
    [TestCase("emailUnSubscribe", null, true)]
    [TestCase("emailBounce", "HardBounce", true)]
    [TestCase("emailBounce", "SoftBounce", false)]
    [TestCase("emailOpen", null, false)]
    public async Task What_says_so_suppresses_an_address(string kind, string? state, bool isSuppressed)
    {
        await DeliverAsync(kind, "2026-12-02 10:00:00 +00:00", state);
        Assert.That(await IsSuppressedAsync("ADA@example.com"), Is.EqualTo(isSuppressed));
    }

    [Test]
    public async Task The_later_event_wins_whichever_comes_first()
    {
        await DeliverAsync("emailSubscribe", "2026-12-02 12:00:00 +00:00");
        await DeliverAsync("emailUnSubscribe", "2026-12-02 10:00:00 +00:00");
        Assert.That(await IsSuppressedAsync("ada@example.com"), Is.False);
        await DeliverAsync("emailComplaint", "2026-12-02 14:00:00 +00:00");
        Assert.That(await IsSuppressedAsync("ada@example.com"), Is.True);
    }

    [Test]
    public async Task The_list_survives_a_restart_and_half_a_line()
    {
        await DeliverAsync("emailComplaint", "2026-12-02 10:00:00 +00:00");
        await _app.DisposeAsync();
        await File.AppendAllTextAsync(FilePath, """{"Email":"bob@ex""");

        await StartAppAsync();

        Assert.That(await IsSuppressedAsync("ada@example.com"), Is.True);
        await _iterable.Webhooks.DeliverAsync("emailComplaint", "eve@example.com");
        Assert.That(await IsSuppressedAsync("eve@example.com"), Is.True);
        Assert.That(File.ReadLines(FilePath).Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task The_file_is_closed_with_the_service()
    {
        await DeliverAsync("emailComplaint", "2026-12-02 10:00:00 +00:00");

        await _app.DisposeAsync();

        Assert.That(() => new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose(), Throws.Nothing);
    }

    private async Task StartAppAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(_iterable.Webhooks.EndpointCertificate)));
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Iterable:Webhook:Secrets:0", "a-secret"), new("Suppression:File", FilePath)]);
        _app = SuppressionService.Create(builder);
        await _app.StartAsync();
        foreach (var webhook in _iterable.Webhooks.ToList())
            _iterable.Webhooks.Remove((long)webhook["id"]!);
        _iterable.Webhooks.Add(new { endpoint = $"{_app.Urls.Single()}/hooks/iterable", authType = "Basic", authToken = "a-secret" });
    }

    private async Task DeliverAsync(string kind, string time, string? state = null)
    {
        var delivery = await _iterable.Webhooks.DeliverAsync(kind, "ada@example.com", new { createdAt = time, recipientState = state });
        Assert.That(delivery.Single().IsTaken, delivery.Single().ToString());
    }

    private async Task<bool> IsSuppressedAsync(string email)
    {
        using var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
        using var response = await client.GetAsync($"{_app.Urls.Single()}/suppressed/{email}");
        return response.StatusCode == HttpStatusCode.OK;
    }
}
