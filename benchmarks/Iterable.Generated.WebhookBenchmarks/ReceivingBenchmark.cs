using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.WebhookBenchmarks;

/// <summary>Events over real connections, to an endpoint of the package and to one as it is written by hand.</summary>
internal static class ReceivingBenchmark
{
    private const string Secret = "J1qK1c18UUGJFAzz9xnH";
    private const int Senders = 16;

    private static int _handled;

    public static async Task RunAsync(int rounds, int deliveries)
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Secret);
        var ratios = new List<double>();
        var costs = new List<double>();
        foreach (var path in new[] { "hooks", "by-hand" })
            await SendAsync(client, path, -1, deliveries);
        for (var round = 0; round < rounds; round++)
        {
            // The one that goes first changes: what the machine does besides falls on both.
            var paths = round % 2 == 0 ? new[] { "hooks", "by-hand" } : ["by-hand", "hooks"];
            var cpu = new Dictionary<string, double>();
            foreach (var path in paths)
                cpu[path] = await SendAsync(client, path, round, deliveries);
            ratios.Add(cpu["hooks"] / cpu["by-hand"]);
            costs.Add(cpu["hooks"] / deliveries);
        }

        ratios.Sort();
        costs.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"An event costs {ratios[ratios.Count / 2]:0.00} times the CPU of an endpoint by hand (from {ratios[0]:0.00} to {ratios[^1]:0.00}, {rounds} rounds of {deliveries})."));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"In a second of one core, sender and receiver together, are {1 / costs[costs.Count / 2]:0} events."));
    }

    private static async Task<double> SendAsync(HttpClient client, string path, int round, int deliveries)
    {
        _handled = 0;
        var before = Environment.CpuUsage.TotalTime;
        await Parallel.ForAsync(0, deliveries, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (i, cancellationToken) =>
        {
            using var body = new StringContent(Event(round, i), Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(path, body, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}.");
        });
        if (_handled != deliveries)
            throw new InvalidOperationException($"{path} handled {_handled} of {deliveries}.");
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static string Event(int round, int i) => $$$"""
        {"email":"user{{{i}}}@example.com","eventName":"emailClick","dataFields":{"createdAt":"2026-12-02 20:31:39 +00:00","campaignId":59667,"templateId":93849,"messageId":"m-{{{round}}}-{{{i}}}","campaignName":"My campaign",
        "templateName":"My template","channelId":3420,"messageTypeId":3866,"workflowId":null,"experimentId":null,"url":"https://shop.example/a","linkId":"3145668988","ip":"192.0.2.1","city":"Paris","labels":[],
        "userAgent":"Mozilla/5.0 (X11; Linux x86_64)","userAgentDevice":"Linux","emailId":"c59667:t93849:user{{{i}}}@example.com"}}
        """;

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddIterableWebhooks(options =>
        {
            options.AllowHttp = true;
            options.Secrets.Add(Secret);
        });
        var app = builder.Build();
        app.MapIterableWebhook("/hooks", (_, _) =>
        {
            Interlocked.Increment(ref _handled);
            return Task.CompletedTask;
        });
        app.MapPost("/by-hand", async (HttpContext context) =>
        {
            // As such endpoints are written: the text compared, the body as a JObject, and nothing else.
            if (context.Request.Headers.Authorization != Secret)
                return Results.Unauthorized();

            using var reader = new StreamReader(context.Request.Body);
            var webhookEvent = JObject.Parse(await reader.ReadToEndAsync());
            if ((string?)webhookEvent["eventName"] is not null && (string?)webhookEvent["dataFields"]?["createdAt"] is not null)
                Interlocked.Increment(ref _handled);
            return Results.Ok();
        });
        await app.StartAsync();
        return app;
    }
}
