using System.Net;
using Iterable.Generated.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tests;

/// <summary>Handlers that do what none should, and what Iterable is answered all the same.</summary>
internal sealed class UnrulyHandlerTests
{
    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(60_000)]
    public async Task A_handler_that_blocks_when_it_is_cancelled_delays_no_answer(bool inCallback, CancellationToken cancellationToken)
    {
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Secrets.Add(Scene.Secret);
            options.Timeout = TimeSpan.FromMilliseconds(50);
        });
        using var goOn = new ManualResetEventSlim();
        scene.Do = async (_, stop) =>
        {
            if (inCallback)
                stop.Register(goOn.Wait);
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            catch (OperationCanceledException)
            {
                goOn.Wait(CancellationToken.None);
            }
        };

        try
        {
            var delivery = await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com", options: new() { MaxAttempts = 1, Timeout = TimeSpan.FromSeconds(20) }, cancellationToken: cancellationToken);
            Assert.That(delivery.Single().Answers, Is.EqualTo(new[] { HttpStatusCode.ServiceUnavailable }));
        }
        finally
        {
            goOn.Set();
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_handler_that_answers_by_itself_is_counted_and_harms_nobody(bool isLiveData)
    {
        using var watch = new TelemetryWatch();
        var endpoint = isLiveData ? "/answers/live" : "/answers/hook";
        await using var scene = await Scene.StartAsync(
            build: builder =>
            {
                builder.Services.AddHttpContextAccessor();
                builder.Services.AddIterableLiveData(options => options.Secrets.Add(Scene.Secret));
            },
            map: (app, _) =>
            {
                var accessor = app.Services.GetRequiredService<IHttpContextAccessor>();
                Task Answer(CancellationToken stop) => accessor.HttpContext!.Response.WriteAsync("a body", stop);
                if (isLiveData)
                {
                    app.MapIterableLiveData(endpoint, async (_, stop) =>
                    {
                        await Answer(stop);
                        return new { a = 1 };
                    });
                }
                else
                {
                    app.MapIterableWebhook(endpoint, (_, stop) => Answer(stop));
                }
            });

        using var response = await scene.PostAsync("""{"eventName":"emailOpen"}""", path: endpoint[1..]);

        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "a body")));
        Assert.That(() => watch.Count(endpoint, "handled"), Is.EqualTo(1).After(30_000, 20));
    }

    [Test]
    public async Task Endpoints_of_one_pattern_in_several_groups_know_nothing_of_each_other()
    {
        using var watch = new TelemetryWatch();
        await using var scene = await Scene.StartAsync(map: (app, scene) =>
        {
            foreach (var group in new[] { "/group-a", "/group-b" })
                app.MapGroup(group).MapIterableWebhook("/hooks", scene.HandleAsync);
        }, webhook: new { enabled = false });
        foreach (var group in new[] { "group-a", "group-b" })
            scene.Iterable.Webhooks.Add(new { endpoint = $"{scene.Address}{group}/hooks", authType = "Basic", authToken = Scene.Secret });

        var deliveries = await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailUnSubscribe, "ada@example.com");

        Assert.That(deliveries.Select(delivery => delivery.IsTaken), Is.EqualTo(new[] { true, true }));
        Assert.That(scene.Handled, Has.Count.EqualTo(2));
        Assert.That(() => (watch.Count("/group-a/hooks", "handled"), watch.Count("/group-b/hooks", "handled")), Is.EqualTo((1, 1)).After(30_000, 20));
    }

    [TestCase("emailUnsubscribe", "emailUnSubscribe")]
    [TestCase("emailUnSubscribe", "EmailUnsubscribe")]
    public async Task A_kind_is_wanted_however_its_letters_are_written(string wanted, string sent)
    {
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Secrets.Add(Scene.Secret);
            options.Kinds.Add(wanted);
        });

        await scene.Iterable.Webhooks.DeliverAsync(sent, "ada@example.com");
        await scene.Iterable.Webhooks.DeliverAsync("emailOpen", "ada@example.com");

        Assert.That(scene.Handled.Select(handled => handled.Kind.Value), Is.EqualTo(new[] { sent }));
    }
}
