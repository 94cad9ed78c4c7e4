using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Iterable.Generated.Tests;

/// <summary>What can be seen from outside, and that nothing of a request is in it.</summary>
internal sealed class TelemetryTests
{
    [Test]
    public async Task Each_request_is_counted_by_what_became_of_it_and_no_data_is_told()
    {
        const string planted = "planted@example.com";
        using var watch = new TelemetryWatch();
        await using var scene = await Scene.StartAsync(
            options =>
            {
                options.Secrets.Add("planted-secret");
                options.MaxBodySize = 2000;
            },
            map: (app, scene) => app.MapIterableWebhook("/told", scene.HandleAsync));
        scene.Do = (webhookEvent, _) => webhookEvent.Kind == WebhookEventKind.EmailBounce ? throw new InvalidOperationException(planted, new ArgumentException(planted, planted)) : Task.CompletedTask;
        string Event(string kind) => $$$"""{"email":"{{{planted}}}","userId":"planted-id","eventName":"{{{kind}}}","dataFields":{"createdAt":"2026-11-01 00:00:00 +00:00","ip":"planted-ip"}}""";

        foreach (var (body, type, secret, status, outcome) in new[]
        {
            (Event("emailOpen"), "application/json", "planted-secret", 200, "handled"),
            (Event("emailOpen"), "application/json", "planted-secret", 200, "duplicate"),
            (Event("emailBounce"), "application/json", "planted-secret", 503, "failed"),
            (Event(planted), "application/json", "planted-secret", 200, "handled"),
            (Event("emailOpen"), "text/planted", "planted-secret", 415, "wrong_content_type"),
            (Event("emailOpen"), "application/json", "planted-other", 401, "unauthorized"),
            (planted, "application/json", "planted-secret", 400, "malformed"),
            (Event("emailOpen").PadRight(3000), "application/json", "planted-secret", 413, "too_large"),
        })
        {
            var before = watch.Count("/told", outcome);
            using var response = await scene.PostAsync(body, type, secret, "told?address=planted");
            Assert.That((int)response.StatusCode, Is.EqualTo(status), outcome);
            Assert.That(() => watch.Count("/told", outcome), Is.EqualTo(before + 1).After(30_000, 20), outcome);
        }

        Assert.That(watch.Texts().Concat(scene.Log.Entries.Select(entry => entry.Text)).Where(text => text.Contains("planted", StringComparison.Ordinal)), Is.Empty);
        Assert.That(scene.Log.Entries.Select(entry => entry.Text), Has.Some.Contains("System.InvalidOperationException <- System.ArgumentException").And.Some.Contains(nameof(Each_request_is_counted_by_what_became_of_it_and_no_data_is_told)));
        var kinds = watch.Measured.Where(measured => measured.Tags.Contains("endpoint=/told ", StringComparison.Ordinal) && measured.Name == "iterable.webhook.requests").Select(measured => measured.Tags);
        Assert.That(kinds, Has.Some.Contains("kind=emailOpen ").And.Some.Contains("kind=_OTHER "));
        Assert.That(watch.Measured.Where(measured => measured.Name == "iterable.webhook.age" && measured.Tags.Contains("endpoint=/told ", StringComparison.Ordinal)).Select(measured => measured.Value), Is.All.GreaterThan(0));
        Assert.That(watch.Measured.Count(measured => measured.Name == "iterable.webhook.duration" && measured.Tags.Contains("endpoint=/told ", StringComparison.Ordinal)), Is.EqualTo(8));
        var failed = watch.Spans.Single(span => span.TagObjects.Any(tag => tag is { Key: "error.type" }) && Equals(span.GetTagItem("iterable.webhook.endpoint"), "/told"));
        Assert.That(failed.GetTagItem("iterable.webhook.kind"), Is.EqualTo("emailBounce"));
    }

    [Test]
    public async Task Health_is_degraded_while_the_handler_fails_again_and_again()
    {
        await using var scene = await Scene.StartAsync(build: builder => builder.Services.AddHealthChecks().AddIterableWebhooks());
        var health = scene.App.Services.GetRequiredService<HealthCheckService>();
        Assert.That((await health.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));

        scene.Do = (_, _) => throw new InvalidOperationException();
        await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com", options: new() { MaxAttempts = 5 });
        var degraded = await health.CheckHealthAsync();
        scene.Do = (_, _) => Task.CompletedTask;
        await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com");

        Assert.That(degraded.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(degraded.Entries["iterable-webhooks"].Description, Does.Contain("the last 5 requests to /hooks failed"));
        Assert.That((await health.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Health_is_degraded_while_all_places_are_taken()
    {
        await using var scene = await Scene.StartAsync(
            options =>
            {
                options.Secrets.Add(Scene.Secret);
                options.MaxConcurrency = 1;
            },
            builder => builder.Services.AddHealthChecks().AddIterableWebhooks(failureStatus: HealthStatus.Unhealthy));
        var health = scene.App.Services.GetRequiredService<HealthCheckService>();
        var (began, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Do = async (_, _) =>
        {
            began.TrySetResult();
            await goOn.Task;
        };

        var delivery = scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com");
        await began.Task;
        var full = await health.CheckHealthAsync();
        goOn.SetResult();
        await delivery;

        Assert.That(full.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That((await health.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
    }
}
