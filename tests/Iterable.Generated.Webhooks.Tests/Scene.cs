using System.Collections.Concurrent;
using Iterable.Generated.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated.Tests;

/// <summary>A test server that delivers, and an application that receives, both over real connections.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string Secret = "J1qK1c18UUGJFAzz9xnH";

    private Scene(IterableTestServer iterable) => Iterable = iterable;

    public IterableTestServer Iterable { get; }

    public WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>What the handler was given.</summary>
    public ConcurrentQueue<IterableWebhookEvent> Handled { get; } = new();

    /// <summary>What the handler does besides.</summary>
    public Func<IterableWebhookEvent, CancellationToken, Task> Do { get; set; } = (_, _) => Task.CompletedTask;

    public LogWatch Log { get; } = new();

    /// <summary>Starts both; the endpoint is at /hooks, and a webhook of the server leads there.</summary>
    public static async Task<Scene> StartAsync(
        Action<IterableWebhookOptions>? options = null, Action<WebApplicationBuilder>? build = null, Action<WebApplication, Scene>? map = null, object? webhook = null, bool isHttps = true)
    {
        var scene = new Scene(await IterableTestServer.StartAsync());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint =>
        {
            if (isHttps)
                endpoint.UseHttps(scene.Iterable.Webhooks.EndpointCertificate);
        }));
        builder.Logging.ClearProviders().AddProvider(scene.Log).SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.None);
        builder.Services.AddIterableWebhooks(options ?? (given => given.Secrets.Add(Secret)));
        build?.Invoke(builder);
        scene.App = builder.Build();
        if (map is null)
            scene.App.MapIterableWebhook("/hooks", scene.HandleAsync);
        else
            map(scene.App, scene);
        await scene.App.StartAsync();
        scene.Address = new Uri(scene.App.Urls.Single());
        scene.Iterable.Webhooks.Add(webhook ?? new { endpoint = new Uri(scene.Address, "hooks").AbsoluteUri, authType = "Basic", authToken = Secret });
        return scene;
    }

    public async Task HandleAsync(IterableWebhookEvent webhookEvent, CancellationToken cancellationToken)
    {
        Handled.Enqueue(webhookEvent);
        await Do(webhookEvent, cancellationToken);
    }

    public HttpClient CreateClient() => new(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }) { BaseAddress = Address };

    /// <summary>Posts a body as it is.</summary>
    public async Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json", string? authorization = Secret, string path = "hooks")
    {
        using var client = CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Iterable.DisposeAsync();
    }
}
