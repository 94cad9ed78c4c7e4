using Iterable.Generated.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace Iterable.Generated.Tests;

/// <summary>The examples of docs/webhooks.md, letter by letter between the marks.</summary>
internal static class WebhooksPageExamples
{
    public static async Task First(string[] args)
    {
        // PAGE: first
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddIterableWebhooks(options => options.Secrets.Add(builder.Configuration["IterableSecret"]!));
        var app = builder.Build();
        app.MapIterableWebhook("/hooks/iterable", (webhookEvent, cancellationToken) =>
        {
            Console.WriteLine($"{webhookEvent.Kind} of campaign {webhookEvent.DataFields?.CampaignId}");
            return Task.CompletedTask;
        });
        await app.RunAsync();
        // PAGE: end
    }

    public static void Handler(IServiceCollection services, WebApplication app)
    {
        // PAGE: registered
        services.AddScoped<Suppression>();
        app.MapIterableWebhook<Suppression>("/hooks/iterable");
        // PAGE: end
    }

    public static void Several(WebApplicationBuilder builder, WebApplication app, Func<IterableWebhookEvent, CancellationToken, Task> fromShop, Func<IterableWebhookEvent, CancellationToken, Task> fromNews)
    {
        // PAGE: several
        builder.Services.AddIterableWebhooks(builder.Configuration.GetSection("Hooks:Shop"), name: "shop");
        builder.Services.AddIterableWebhooks(builder.Configuration.GetSection("Hooks:News"), name: "news");
        app.MapIterableWebhook("/hooks/shop", fromShop, name: "shop");
        app.MapIterableWebhook("/hooks/news", fromNews, name: "news");
        // PAGE: end
    }

    public static void Proxy(WebApplicationBuilder builder, WebApplication app)
    {
        // PAGE: proxy
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Add(System.Net.IPAddress.Parse("10.0.0.5"));
        });
        app.UseForwardedHeaders();
        // PAGE: end
    }

    public static void LiveData(WebApplicationBuilder builder, WebApplication app, Func<string?, CancellationToken, Task<decimal>> discountFor)
    {
        // PAGE: live
        builder.Services.AddIterableLiveData(options =>
        {
            options.Secrets.Add("name:password");
            options.Timeout = TimeSpan.FromSeconds(2);
        });
        app.MapIterableLiveData("/live/offer", async (request, cancellationToken) => new
        {
            offer = new { discount = await discountFor(request.Query["userId"], cancellationToken) },
        });
        // PAGE: end
    }

    public static void Queue(WebApplication app, IServiceProvider services)
    {
        // PAGE: queue
        app.MapIterableWebhook("/hooks/iterable", async (webhookEvent, cancellationToken) =>
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(new ReceivedEvent(webhookEvent.ToJson()));
        });
        // PAGE: end
    }

    public static async Task Function(Stream body, IIterableDuplicateFilter filter, Func<IterableWebhookEvent, Task> handle)
    {
        // PAGE: function
        var webhookEvent = await IterableWebhookEvent.ParseAsync(body);
        var (key, owner) = (webhookEvent.DuplicateKey, Guid.NewGuid().ToString());
        if (key is null || await filter.ClaimAsync(key, owner, TimeSpan.FromMinutes(1)) is IterableDuplicateClaim.First)
        {
            await handle(webhookEvent);
            if (key is not null)
                await filter.CompleteAsync(key, TimeSpan.FromDays(1));
        }
        // PAGE: end
    }

    public static async Task Test(WebApplicationBuilder builder)
    {
        // PAGE: test
        await using var iterable = await IterableTestServer.StartAsync();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(5443, endpoint => endpoint.UseHttps(iterable.Webhooks.EndpointCertificate)));
        iterable.Webhooks.Add(new { endpoint = "https://localhost:5443/hooks/iterable", authType = "Basic", authToken = "a-secret" });

        await iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailBounce, "ada@example.com", new { recipientState = "HardBounce" }, new() { Copies = 2 });
        // PAGE: end
    }

    private sealed record ReceivedEvent(string Json);

    private sealed class Suppression : IIterableWebhookHandler
    {
        public Task HandleAsync(IterableWebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
