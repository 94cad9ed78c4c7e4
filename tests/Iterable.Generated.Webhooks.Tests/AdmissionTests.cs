using System.Net;
using System.Text;
using Iterable.Generated.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Iterable.Generated.Tests;

/// <summary>Who comes in, and what everybody else is answered.</summary>
internal sealed class AdmissionTests
{
    private const string Event = """{"email":"ada@example.com","eventName":"emailOpen","dataFields":{"createdAt":"2026-12-02 20:31:39 +00:00"}}""";

    private static readonly string InBase64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Scene.Secret));

    private static IEnumerable<object?[]> Headers() =>
    [
        [IterableWebhookScheme.Basic, Scene.Secret, true],
        [IterableWebhookScheme.Basic, $"Basic {Scene.Secret}", true],
        [IterableWebhookScheme.Basic, $"basic {Scene.Secret}", true],
        [IterableWebhookScheme.Basic, $"Basic {InBase64}", true],
        [IterableWebhookScheme.Basic, $"OAuth2 {Scene.Secret}", false],
        [IterableWebhookScheme.Basic, Scene.Secret[..^1], false],
        [IterableWebhookScheme.Basic, Scene.Secret + "x", false],
        [IterableWebhookScheme.Basic, Scene.Secret.ToLowerInvariant(), false],
        [IterableWebhookScheme.Basic, "", false],
        [IterableWebhookScheme.Basic, "Basic", false],
        [IterableWebhookScheme.Basic, "Basic ", false],
        [IterableWebhookScheme.Basic, null, false],
        [IterableWebhookScheme.OAuth, $"OAuth2 {Scene.Secret}", true],
        [IterableWebhookScheme.OAuth, $"Bearer {Scene.Secret}", true],
        [IterableWebhookScheme.OAuth, Scene.Secret, true],
        [IterableWebhookScheme.OAuth, $"Basic {InBase64}", false],
        [IterableWebhookScheme.OAuth, InBase64, false],
        [IterableWebhookScheme.OAuth, null, false],
    ];

    [TestCaseSource(nameof(Headers))]
    public async Task A_header_is_taken_as_its_scheme_has_it(IterableWebhookScheme scheme, string? header, bool isTaken)
    {
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Scheme = scheme;
            options.Secrets.Add(Scene.Secret);
        });

        using var response = await scene.PostAsync(Event, authorization: header);

        Assert.That(response.StatusCode, Is.EqualTo(isTaken ? HttpStatusCode.OK : HttpStatusCode.Unauthorized));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
        Assert.That(scene.Handled, Has.Count.EqualTo(isTaken ? 1 : 0));
    }

    [Test]
    public async Task What_the_server_sends_for_each_type_of_authentication_is_taken()
    {
        await using var scene = await Scene.StartAsync(build: builder =>
        {
            Add(builder, "OAuth", IterableWebhookScheme.OAuth);
            Add(builder, "Header", IterableWebhookScheme.Header);
            Add(builder, "None", IterableWebhookScheme.None);
        }, map: (app, scene) =>
        {
            app.MapIterableWebhook("/hooks", scene.HandleAsync);
            foreach (var name in new[] { "OAuth", "Header", "None" })
                app.MapIterableWebhook($"/{name}", scene.HandleAsync, name);
        });
        scene.Iterable.Webhooks.Add(new { endpoint = $"{scene.Address}OAuth", authType = "OAuth2", authToken = Scene.Secret });
        scene.Iterable.Webhooks.Add(new { endpoint = $"{scene.Address}Header", authType = "NoAuth", headers = new[] { new { key = "X-Shop", value = Scene.Secret } } });
        scene.Iterable.Webhooks.Add(new { endpoint = $"{scene.Address}None", authType = "NoAuth" });

        var deliveries = await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailSend, "ada@example.com");

        Assert.That(deliveries.Select(delivery => delivery.IsTaken), Is.EqualTo(new[] { true, true, true, true }), string.Join("; ", deliveries));
        Assert.That(scene.Handled, Has.Count.EqualTo(4), "an endpoint has its own memory of duplicates");

        static void Add(WebApplicationBuilder builder, string name, IterableWebhookScheme scheme) => builder.Services.AddIterableWebhooks(options =>
        {
            options.Scheme = scheme;
            if (scheme is not IterableWebhookScheme.None)
                options.Secrets.Add(Scene.Secret);
            if (scheme is IterableWebhookScheme.Header)
                options.HeaderName = "X-Shop";
        }, name);
    }

    [Test]
    public async Task While_a_secret_is_changed_both_are_taken()
    {
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Secrets.Add("the-next-secret");
            options.Secrets.Add(Scene.Secret);
        });

        foreach (var (secret, status) in new[] { (Scene.Secret, 200), ("the-next-secret", 200), ("the-last-secret", 401) })
        {
            using var response = await scene.PostAsync(Event, authorization: secret);
            Assert.That((int)response.StatusCode, Is.EqualTo(status), secret);
        }
    }

    [Test]
    public async Task Two_headers_of_one_name_are_refused()
    {
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Scheme = IterableWebhookScheme.Header;
            options.HeaderName = "X-Shop";
            options.Secrets.Add(Scene.Secret);
        });
        using var client = scene.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "hooks") { Content = new StringContent(Event, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Shop", "another");
        request.Headers.Add("x-shop", Scene.Secret);

        using var response = await client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("application/json", 200)]
    [TestCase("application/json; charset=utf-8", 200)]
    [TestCase("application/json; charset=\"UTF-8\"", 200)]
    [TestCase("application/vnd.iterable+json", 200)]
    [TestCase("application/json; charset=utf-16", 415)]
    [TestCase("text/plain", 415)]
    [TestCase("application/x-www-form-urlencoded", 415)]
    [TestCase("", 415)]
    [TestCase("json", 415)]
    public async Task The_type_of_the_body_counts(string contentType, int status)
    {
        await using var scene = await Scene.StartAsync();
        using var response = await scene.PostAsync(Event, contentType);
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{\"email\":\"ada@example.com\"")]
    [TestCase("ada@example.com")]
    public async Task What_is_no_event_is_400_and_seen_by_nobody(string body)
    {
        await using var scene = await Scene.StartAsync();
        using var response = await scene.PostAsync(body);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(scene.Handled, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_body_above_the_limit_is_413_whether_its_length_is_said_or_not(bool isSaid)
    {
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Secrets.Add(Scene.Secret);
            options.MaxBodySize = 1000;
        });

        foreach (var (size, status) in new[] { (1000, HttpStatusCode.OK), (1001, HttpStatusCode.RequestEntityTooLarge), (500_000, HttpStatusCode.RequestEntityTooLarge) })
            Assert.That(await SendAsync(size), Is.EqualTo(status), $"{size}");

        async Task<HttpStatusCode> SendAsync(int size)
        {
            for (var tries = 1; ; tries++)
            {
                using var client = scene.CreateClient();
                using var request = new HttpRequestMessage(HttpMethod.Post, "hooks") { Content = new StringContent(Event.PadRight(size), Encoding.UTF8, "application/json") };
                request.Headers.TryAddWithoutValidation("Authorization", Scene.Secret);
                request.Headers.TransferEncodingChunked = !isSaid;
                request.Headers.ExpectContinue = true;
                try
                {
                    using var response = await client.SendAsync(request);
                    return response.StatusCode;
                }
                catch (HttpRequestException e) when (e.InnerException is IOException && tries < 1000)
                {
                    // Whoever is refused in the middle of a body can find the connection closed before the answer has been read.
                }
            }
        }
    }

    [Test]
    public async Task Without_https_nothing_is_taken_unless_it_is_allowed()
    {
        await using var refusing = await Scene.StartAsync(isHttps: false);
        await using var allowing = await Scene.StartAsync(
            options =>
            {
                options.Secrets.Add(Scene.Secret);
                options.AllowHttp = true;
            }, isHttps: false);

        Assert.That((await refusing.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailSend, "ada@example.com")).Single().Answers, Is.EqualTo(new[] { HttpStatusCode.Forbidden }));
        Assert.That((await allowing.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailSend, "ada@example.com")).Single().IsTaken);
    }

    [TestCase("https", HttpStatusCode.OK)]
    [TestCase("http", HttpStatusCode.Forbidden)]
    public async Task Behind_a_trusted_proxy_counts_what_it_says(string scheme, HttpStatusCode status)
    {
        await using var scene = await Scene.StartAsync(isHttps: false, map: (app, scene) =>
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });
            app.MapIterableWebhook("/hooks", scene.HandleAsync);
        }, webhook: new { enabled = false });
        using var client = scene.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "hooks") { Content = new StringContent(Event, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", Scene.Secret);
        request.Headers.Add("X-Forwarded-Proto", scheme);

        using var response = await client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Another_method_is_none_of_it()
    {
        await using var scene = await Scene.StartAsync();
        using var client = scene.CreateClient();
        Assert.That((await client.GetAsync("hooks")).StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }
}
