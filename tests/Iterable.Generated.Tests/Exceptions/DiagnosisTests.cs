using System.Security.Authentication;

namespace Iterable.Generated.Tests.Exceptions;

/// <summary>What a message tells whoever has to find out at night why a call failed.</summary>
public class DiagnosisTests
{
    private const string Html = "<html><title>nginx</title></html>";

    [Test]
    public async Task A_key_of_the_wrong_type_is_said_to_be_one()
    {
        const string Body = """{"msg":"Disabled API key or insufficient privileges","code":"BadApiKey","params":{"ip":"10.0.0.1","endpoint":"/api/users/registerDeviceToken","apiKeyIdentifier":"a1b2","apiKeyType":"ServerSide"}}""";
        using var scene = new Scene().Answers(401, Body);

        var error = await scene.Client.Users.RegisterDeviceTokenAsync(new RegisterDeviceTokenRequest(new Device("a", DevicePlatform.Apns, "t")))
            .FailureAsync<IterableUnauthorizedException>();

        Assert.That(error.Message, Does.EndWith("code BadApiKey. The key is one of the type ServerSide; this takes keys of: mobile.").And.Not.Contain("data center"));
    }

    [TestCase("ServerSide", "ServerSide, which may call this; it is disabled")]
    [TestCase("Server", "Server, which may call this; it is disabled")]
    [TestCase("Mobile", "Mobile; this takes keys of: server, read-only.")]
    [TestCase("ResourceScoped", "ResourceScoped; this takes keys of: server, read-only.")]
    public async Task Whether_its_type_may_call_the_operation_is_told(string type, string expected)
    {
        using var scene = new Scene().Answers(401, $$$"""{"msg":"no","code":"BadApiKey","params":{"apiKeyType":"{{{type}}}"}}""");

        Assert.That((await scene.Client.Lists.ListListsAsync().FailureAsync()).Message, Does.Contain(expected));
    }

    [Test]
    public async Task A_key_that_the_service_does_not_know_is_another_matter()
    {
        using var scene = new Scene().Answers(401, """{"msg":"Invalid API key","code":"BadApiKey","params":{"ip":"10.0.0.1","endpoint":"/api/lists"}}""");

        Assert.That((await scene.Client.Lists.ListListsAsync().FailureAsync()).Message, Does.Contain("only in the project and the data center that made it"));
    }

    [TestCase(413, typeof(IterableBadRequestException), "larger than the service takes")]
    [TestCase(414, typeof(IterableBadRequestException), "2,048 characters")]
    [TestCase(429, typeof(IterableRateLimitedException), "The next call may be made in 7 s")]
    [TestCase(500, typeof(IterableServerException), "as a gateway gives")]
    [TestCase(502, typeof(IterableServerException), "as a gateway gives")]
    [TestCase(503, typeof(IterableServerException), "as a gateway gives")]
    [TestCase(504, typeof(IterableServerException), "as a gateway gives")]
    [TestCase(403, typeof(IterableForbiddenException), "a proxy or a firewall")]
    public async Task A_page_of_html_is_explained_by_its_status(int status, Type type, string expected)
    {
        using var api = new FakeApi().Answers(() => new HttpResponseMessage((HttpStatusCode)status)
        {
            Headers = { { "Retry-After", "7" } },
            Content = new StringContent(Html, System.Text.Encoding.UTF8, "text/html"),
        });

        var error = await api.Widgets.FindAsync().FailureAsync();

        Assert.That(error, Is.TypeOf(type));
        Assert.That(error.Message, Does.Contain(expected).And.Not.Contain("base address"));
        Assert.That((error as IterableRateLimitedException)?.RetryAfter, Is.EqualTo(status == 429 ? TimeSpan.FromSeconds(7) : null as TimeSpan?));
    }

    [TestCase(404)]
    [TestCase(405)]
    public async Task A_page_in_the_place_of_an_operation_points_to_the_base_address(int status)
    {
        using var api = new FakeApi().Answers(Html, (HttpStatusCode)status, "text/html");

        Assert.That((await api.Widgets.FindAsync().FailureAsync()).Message, Does.Contain("check the base address"));
    }

    [TestCase("""{"campaigns":[{"id":1},{"name":"ada","id":1.5}]}""", "campaigns.id")]
    [TestCase("""{"campaigns":[{"name":"ada","createdAt":1e30}]}""", "campaigns.createdAt")]
    [TestCase("""{"campaigns":"ada@example.com"}""", "campaigns")]
    [TestCase("""{"ada":1,"totalCampaignsCount":1e30}""", "totalCampaignsCount")]
    public async Task The_member_of_a_value_that_cannot_be_read_is_named(string body, string member)
    {
        using var scene = new Scene().Answers(200, body);

        var error = await scene.Client.Campaigns.ListCampaignsAsync().FailureAsync<IterableUnreadableResponseException>();

        Assert.That(error.Message, Does.Match($"its {member} is .*, at line 1, position ").And.Not.Contain("ada"));
    }

    [TestCase("The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch", "AuthenticationException (RemoteCertificateNameMismatch)")]
    [TestCase("The remote certificate is invalid because of errors in the certificate chain: NotTimeValid, UntrustedRoot", "AuthenticationException (NotTimeValid, UntrustedRoot)")]
    [TestCase("ada@example.com was refused", "AuthenticationException.")]
    public async Task A_wrong_certificate_is_described_as_far_as_the_platform_knows(string text, string expected)
    {
        using var api = new FakeApi().Answers((_, _) => throw new HttpRequestException("The SSL connection could not be established", new AuthenticationException(text)));

        var error = await api.Widgets.FindAsync().FailureAsync<IterableConnectionException>();

        Assert.That(error.Message, Does.Contain(expected).And.Not.Contain("ada"));
    }

    [TestCase("0a1b-2c3d", "0a1b-2c3d")]
    [TestCase("ada@example.com", null)]
    [TestCase("an id, and more", null)]
    public async Task The_id_of_the_request_is_told(string header, string? id)
    {
        foreach (var (status, body) in new[] { (400, """{"code":"BadParams"}"""), (503, ""), (200, "<html>") })
        {
            using var scene = new Scene().Answers(status, body, response => response.Headers.TryAddWithoutValidation("Iterable-Request-Id", header));
            scene.Options.Retry.MaxRetries = 0;

            var error = await scene.Client.Lists.ListListsAsync().FailureAsync();

            Assert.That(error.RequestId, Is.EqualTo(id));
            Assert.That(error.Message, id is null ? Does.Not.Contain("Request-Id") : Does.Contain($"Iterable-Request-Id: {id}."));
        }
    }

    [Test]
    public async Task What_the_service_said_is_in_the_message_when_the_options_ask_for_it([Values] bool asked)
    {
        using var scene = new Scene().Answers(400, """{"msg":"The listIds field must be specified","code":"BadParams"}""");
        scene.Options.IncludeApiMessages = asked;

        var error = await scene.Client.Lists.ListListsAsync().FailureAsync();

        Assert.That(error.Message, asked ? Does.EndWith("code BadParams. The service said: The listIds field must be specified") : Does.EndWith("code BadParams."));
    }

    [Test]
    public async Task A_code_that_is_a_key_of_texts_is_told()
    {
        using var scene = new Scene().Answers(404, """{"error":"NotFound","message":"x","code":"error.catalogs.notFound","data":{"a":1}}""");

        var error = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableNotFoundException>();

        Assert.That(error.Message, Does.Contain("code error.catalogs.notFound."));
    }

    [Test]
    public async Task Calls_after_the_client_was_disposed_name_the_client()
    {
        using var scene = new Scene();
        var client = scene.Client;
        var view = client.With(new IterableCallOptions());
        client.Dispose();

        foreach (var call in new Func<Task>[] { () => client.Lists.ListListsAsync(), () => view.Lists.ListListsAsync(), () => client.Export.ExportDataJsonAsync(ExportDataType.User) })
        {
            var error = await Failures.FailureAsync<ObjectDisposedException>(call);

            Assert.That(error.ObjectName, Is.EqualTo("IterableClient"));
            Assert.That(error.Message, Does.Contain("keep it"));
        }
    }

    [Test]
    public async Task A_call_that_waits_when_the_client_is_disposed_names_it_too()
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        scene.Options.RateLimit.Share = 0.01;
        var calls = Enumerable.Range(0, 3).Select(_ => scene.Client.Export.ExportDataJsonAsync(ExportDataType.User)).ToArray();

        scene.Client.Dispose();

        var error = await calls[^1].FailureAsync<ObjectDisposedException>();
        Assert.That(error.ObjectName, Is.EqualTo("IterableClient"));
    }
}
