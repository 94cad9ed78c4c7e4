using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Iterable.Generated.Testing.Tests.Lifetime;

/// <summary>What programs in other languages and browsers need of the server: addresses and keys that are known before it starts, HTTPS, and CORS.</summary>
public class OutsideTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Test]
    public async Task Ports_and_keys_are_those_that_were_asked_for()
    {
        var (port, europe, files) = (FreePort(), FreePort(), FreePort());
        await using var server = await IterableTestServer.StartAsync(new() { Port = port, EuropePort = europe, ExportFilesPort = files, ApiKey = Key });
        using var http = Http(Key);
        var jobId = server.Exports.Jobs.Add("emailOpen");

        var listed = await http.GetAsync($"http://127.0.0.1:{port}/api/lists");
        var elsewhere = await http.GetAsync($"http://127.0.0.1:{europe}/api/lists");
        var links = await http.GetStringAsync($"http://127.0.0.1:{port}/api/export/{jobId}/files");

        Assert.Multiple(() =>
        {
            Assert.That((listed.StatusCode, elsewhere.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
            Assert.That(server.BaseAddress, Is.EqualTo(new Uri($"http://127.0.0.1:{port}/api")));
            Assert.That(server.ApiKey, Is.EqualTo(Key));
            Assert.That(JObject.Parse(links)["files"]!.All(file => ((string)file["url"]!).StartsWith($"http://127.0.0.1:{files}/", StringComparison.Ordinal)));
        });
    }

    [Test]
    [Platform(Exclude = "MacOsX", Reason = "There is one loopback address.")]
    public async Task With_the_name_of_its_host_it_is_reached_at_every_address_and_says_that_name()
    {
        await using var alone = await IterableTestServer.StartAsync(new() { ApiKey = Key });
        await using var server = await IterableTestServer.StartAsync(new() { ApiKey = Key, HostName = "localhost" });
        using var http = Http(Key);
        var jobId = server.Exports.Jobs.Add("emailOpen");

        var links = await http.GetStringAsync($"http://127.0.0.2:{server.BaseAddress.Port}/api/export/{jobId}/files");

        Assert.That((server.BaseAddress.Host, server.Europe.BaseAddress.Host), Is.EqualTo(("localhost", "localhost")));
        Assert.That(JObject.Parse(links)["files"]!.All(file => ((string)file["url"]!).StartsWith("http://localhost:", StringComparison.Ordinal)));
        Assert.That(() => http.GetAsync($"http://127.0.0.2:{alone.BaseAddress.Port}/api/lists"), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task The_certificate_is_for_the_name_of_the_host_too()
    {
        await using var server = await IterableTestServer.StartAsync(new() { HostName = "iterable", UseHttps = true });

        Assert.That((server.Certificate!.MatchesHostname("iterable"), server.Certificate.MatchesHostname("localhost")), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Options_of_a_client_lead_to_a_host_by_its_name()
    {
        await using var server = await IterableTestServer.StartAsync(new() { HostName = "iterable" });

        Assert.That(() => server.CreateClient().Dispose(), Throws.Nothing);
    }

    [Test]
    public async Task A_port_that_is_taken_is_an_error_and_leaves_nothing_behind()
    {
        await using var first = await IterableTestServer.StartAsync();

        var error = await Assert.CatchAsync<IOException>(() => IterableTestServer.StartAsync(new() { Port = first.BaseAddress.Port }));

        Assert.That(error!.Message, Does.Contain(first.BaseAddress.Port.ToString()));
    }

    [TestCaseSource(nameof(WrongOptions))]
    public void Options_that_cannot_be_are_named(IterableTestServerOptions options, string name) =>
        Assert.That(() => IterableTestServer.StartAsync(options), Throws.ArgumentException.With.Message.Contains(name));

    [Test]
    public async Task A_key_can_be_given_once_and_not_again()
    {
        await using var server = await IterableTestServer.StartAsync(new() { ApiKey = Key });
        var mobile = server.Project.CreateApiKey(IterableKeyType.Mobile, value: "mobile-key", jwtSecret: "a secret");

        Assert.Multiple(() =>
        {
            Assert.That((mobile.Value, mobile.JwtSecret), Is.EqualTo(("mobile-key", "a secret")));
            Assert.That(() => server.UnitedStates.AddProject("Other", Key), Throws.ArgumentException.With.Message.Contains("already"));
            Assert.That(() => server.Project.CreateApiKey(IterableKeyType.Web, value: "mobile-key"), Throws.ArgumentException);
            Assert.That(() => server.Project.CreateApiKey(IterableKeyType.Web, value: "mobile key"), Throws.ArgumentException);
            Assert.That(server.Europe.AddProject("EU", Key).ServerKey.Value, Is.EqualTo(Key), "the other data center knows nothing of it");
        });
    }

    [Test]
    public async Task Both_data_centers_can_share_an_address()
    {
        await using var server = await IterableTestServer.StartAsync(new() { SharesAddress = true });
        var european = server.Europe.AddProject("EU");
        using var client = european.CreateClient();
        european.Users.Add("ada@example.com");
        var message = european.Messages.Add(european.Campaigns.Add(new { name = "Receipt" }), "ada@example.com");
        using var http = Http(european.ServerKey.Value);

        await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "bob@example.com" });
        var page = await http.GetStringAsync($"{server.BaseAddress}/email/viewInBrowser?messageId={message.MessageId}&email=ada@example.com");
        using var stranger = Http("no-such-key");
        var refused = await stranger.GetAsync($"{server.BaseAddress}/lists");

        Assert.Multiple(() =>
        {
            Assert.That(server.Europe.BaseAddress, Is.EqualTo(server.UnitedStates.BaseAddress));
            Assert.That((european.Users.Count, server.Users.Count), Is.EqualTo((2, 0)));
            Assert.That(page, Does.Contain("Receipt"));
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        });
    }

    [Test]
    public async Task A_browser_may_call_from_any_origin_with_any_header()
    {
        await using var server = await IterableTestServer.StartAsync();
        using var http = Http(server.ApiKey);

        var preflight = await http.SendAsync(FromPage(HttpMethod.Options, server, "users/update", ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "api-key,content-type")));
        var listed = await http.SendAsync(FromPage(HttpMethod.Get, server, "lists"));
        var refused = await http.SendAsync(FromPage(HttpMethod.Delete, server, "lists/42"));

        Assert.Multiple(() =>
        {
            Assert.That(preflight.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(Header(preflight, "Access-Control-Allow-Origin"), Is.EqualTo("*"));
            Assert.That(Header(preflight, "Access-Control-Allow-Methods"), Does.Contain("POST"));
            Assert.That(Header(preflight, "Access-Control-Allow-Headers"), Does.Contain("api-key").And.Contain("content-type"));
            Assert.That((Header(listed, "Access-Control-Allow-Origin"), Header(refused, "Access-Control-Allow-Origin")), Is.EqualTo(("*", "*")));
            Assert.That(Header(refused, "Access-Control-Expose-Headers"), Does.Contain("Iterable-Request-Id"));
            Assert.That(server.Requests.Count, Is.EqualTo(2), "a preflight is no call");
        });
    }

    [Test]
    public async Task What_is_no_preflight_is_a_path_that_is_not_there()
    {
        await using var server = await IterableTestServer.StartAsync();
        using var http = Http(server.ApiKey);

        var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Options, $"{server.BaseAddress}/lists"));

        Assert.That((answer.StatusCode, answer.Headers.Contains("Access-Control-Allow-Origin")), Is.EqualTo((HttpStatusCode.NotFound, false)));
    }

    [Test]
    public async Task Over_https_it_shows_a_certificate_of_its_own()
    {
        await using var server = await IterableTestServer.StartAsync(new() { UseHttps = true });
        using var client = server.CreateClient();
        using var trusting = new HttpClient(server.CreateHandler());
        using var strict = Http(server.ApiKey);
        trusting.DefaultRequestHeaders.Add("Api-Key", server.ApiKey);

        await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });
        var byName = await trusting.GetAsync($"https://localhost:{server.BaseAddress.Port}/api/lists");

        Assert.Multiple(() =>
        {
            Assert.That(server.BaseAddress.Scheme, Is.EqualTo("https"));
            server.Users.AssertExists("ada@example.com");
            Assert.That(byName.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(server.Certificate!.HasPrivateKey, Is.False);
            Assert.That(server.Certificate.MatchesHostname("localhost") && server.Certificate.MatchesHostname("127.0.0.1"));
            Assert.That(server.Certificate.ExportCertificatePem(), Does.StartWith("-----BEGIN CERTIFICATE-----"));
            Assert.That(async () => await strict.GetAsync(server.BaseAddress + "/lists"), Throws.InstanceOf<HttpRequestException>(), "nobody trusts it unasked");
        });
    }

    [Test]
    public async Task A_program_that_is_told_the_certificate_trusts_it_by_the_rules()
    {
        await using var server = await IterableTestServer.StartAsync(new() { UseHttps = true });
        using var told = X509Certificate2.CreateFromPem(server.Certificate!.ExportCertificatePem());
        using var handler = new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { told }, RevocationMode = X509RevocationMode.NoCheck } },
        };
        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Add("Api-Key", server.ApiKey);

        Assert.That((await http.GetAsync(server.BaseAddress + "/lists")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static IEnumerable<TestCaseData> WrongOptions()
    {
        yield return new TestCaseData(new IterableTestServerOptions { Port = -1 }, "Port");
        yield return new TestCaseData(new IterableTestServerOptions { EuropePort = 65536 }, "EuropePort");
        yield return new TestCaseData(new IterableTestServerOptions { Port = 8080, ExportFilesPort = 8080 }, "ExportFilesPort");
        yield return new TestCaseData(new IterableTestServerOptions { ApiKey = "" }, "API key");
        yield return new TestCaseData(new IterableTestServerOptions { ApiKey = "a b" }, "API key");
        yield return new TestCaseData(new IterableTestServerOptions { JournalCapacity = 0 }, "JournalCapacity");
        yield return new TestCaseData(new IterableTestServerOptions { HostName = "http://iterable" }, "HostName");
        yield return new TestCaseData(new IterableTestServerOptions { HostName = "" }, "HostName");
    }

    private static HttpClient Http(string key)
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Api-Key", key);
        return http;
    }

    private static HttpRequestMessage FromPage(HttpMethod method, IterableTestServer server, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, $"{server.BaseAddress}/{path}") { Headers = { { "Origin", "https://shop.example" } } };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return request;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
