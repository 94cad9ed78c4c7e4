using System.Net;
using System.Reflection;
using Iterable.Generated.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tests;

/// <summary>What happens with an event that came in, and what Iterable is answered.</summary>
internal sealed class DeliveryTests
{
    private static readonly TimeSpan HandlerTime = TimeSpan.FromSeconds(7);

    private static IEnumerable<string> Kinds => typeof(WebhookEventKind.Values).GetFields(BindingFlags.Public | BindingFlags.Static).Select(known => (string)known.GetRawConstantValue()!);

    [Test]
    public async Task Every_kind_is_handed_over_with_what_it_says()
    {
        await using var scene = await Scene.StartAsync();

        foreach (var kind in Kinds.Append("carrierPigeonSend"))
            await scene.Iterable.Webhooks.DeliverAsync(kind, "ada@example.com", new { campaignId = 7, pigeon = true });

        Assert.That(scene.Handled.Select(handled => handled.Kind.Value), Is.EqualTo(Kinds.Append("carrierPigeonSend")));
        Assert.That(scene.Handled.Select(handled => (handled.UserEmail, handled.DataFields!.CampaignId, (bool)handled.DataFields.AdditionalProperties["pigeon"])), Is.All.EqualTo(("ada@example.com", 7, true)));
        Assert.That(scene.Iterable.Webhooks.Deliveries.Select(delivery => delivery.IsTaken), Is.All.True);
    }

    private static IEnumerable<(string Body, string Kind, string? Email, string? UserId, bool HasFields)> Forms =>
    [
        ("""{"email":"ada@example.com","eventName":"inAppSendSkip"}""", "inAppSendSkip", "ada@example.com", null, false),
        ("""{"eventName":"emailSubscribe","dataFields":{"email":"ada@example.com","signupSource":"WebForm","emailListIds":[1589748],"channelIds":[]}}""", "emailSubscribe", "ada@example.com", null, true),
        ("""{"email":"ada@example.com","eventTitle":"smsReceived","dataFields":{"fromPhoneNumber":"+16503926753","smsMessage":"STOP","createdAt":"2026-12-05 22:51:25 +00:00"}}""", "smsReceived", "ada@example.com", null, true),
        ("""{"userId":"u-1","eventName":"pushOpen","dataFields":{"appAlreadyRunning":true,"createdAt":1796242864000}}""", "pushOpen", null, "u-1", true),
        ("""{"email":"4f9c@placeholder.email","userId":"u-1","eventName":"journeyExit","dataFields":{"exitReason":"goal","nodePath":"1,2","entranceTime":"2026-12-05T22:51:25.134105.000Z"}}""", "journeyExit", null, "u-1", true),
        ("""{"email":null,"userId":null,"eventName":null,"dataFields":null}""", "", null, null, false),
        ("{}", "", null, null, false),
    ];

    [TestCaseSource(nameof(Forms))]
    public async Task Every_form_that_was_seen_is_handed_over_whole((string Body, string Kind, string? Email, string? UserId, bool HasFields) form)
    {
        await using var scene = await Scene.StartAsync();

        var delivery = (await scene.Iterable.Webhooks.DeliverAsync([JObject.Parse(form.Body)])).Single();

        Assert.That(delivery.IsTaken);
        var handled = scene.Handled.Single();
        Assert.That((handled.Kind.Value, handled.UserEmail, handled.UserId, handled.DataFields is not null), Is.EqualTo((form.Kind, form.Email, form.UserId, form.HasFields)));
        Assert.That(JObject.Parse(handled.ToJson()).Properties().Select(member => member.Name), Is.EquivalentTo(delivery.Event.Properties().Select(member => member.Name)));
    }

    [Test]
    public async Task An_event_whose_handler_fails_is_503_and_handled_when_it_comes_again()
    {
        await using var scene = await Scene.StartAsync();
        scene.Do = (_, _) => scene.Handled.Count < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;

        var delivery = (await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailBounce, "ada@example.com", options: new() { MaxAttempts = 5 })).Single();

        Assert.That(delivery.Answers, Is.EqualTo(new[] { HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK }));
        Assert.That(scene.Handled, Has.Count.EqualTo(3));
        await scene.Iterable.Webhooks.DeliverAsync([delivery.Event]);
        Assert.That(scene.Handled, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_handler_that_takes_too_long_is_503_even_if_it_does_not_heed_its_token()
    {
        using var watch = new TelemetryWatch();
        var clock = new WatchedClock(HandlerTime);
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Secrets.Add(Scene.Secret);
            options.Timeout = HandlerTime;
        }, builder => builder.Services.AddSingleton<TimeProvider>(clock), (app, scene) => app.MapIterableWebhook("/too-late", scene.HandleAsync), webhook: new { enabled = false });
        scene.Iterable.Webhooks.Add(new { endpoint = $"{scene.Address}too-late", authType = "Basic", authToken = Scene.Secret });
        var (began, cancelled, goOn) = (new SemaphoreSlim(0), new TaskCompletionSource(), new TaskCompletionSource());
        scene.Do = async (_, cancellationToken) =>
        {
            cancellationToken.Register(() => cancelled.TrySetResult());
            began.Release();
            await goOn.Task;
        };

        var delivering = scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com", options: new() { MaxAttempts = 1 });
        await EndTimeAsync(clock, began);
        var late = await delivering;

        await cancelled.Task;
        Assert.That(late.Single().Answers, Is.EqualTo(new[] { HttpStatusCode.ServiceUnavailable }));
        Assert.That(watch.Count("/too-late", "timed_out"), Is.EqualTo(1));

        // It ends after all, and is not handed over again.
        goOn.SetResult();
        Assert.That(async () => (await scene.Iterable.Webhooks.DeliverAsync([late.Single().Event], new() { MaxAttempts = 1 })).Single().IsTaken, Is.True.After(30_000, 20));
        Assert.That(scene.Handled, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_callback_of_the_handler_that_throws_when_time_is_up_harms_nobody()
    {
        var clock = new WatchedClock(HandlerTime);
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Secrets.Add(Scene.Secret);
            options.Timeout = HandlerTime;
        }, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        using var began = new SemaphoreSlim(0);
        scene.Do = async (_, cancellationToken) =>
        {
            cancellationToken.Register(() => throw new InvalidOperationException("in a callback"));
            began.Release();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };

        var delivering = scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com", options: new() { MaxAttempts = 1 });
        await EndTimeAsync(clock, began);
        var delivery = (await delivering).Single();

        Assert.That(delivery.Answers, Is.EqualTo(new[] { HttpStatusCode.ServiceUnavailable }));
        scene.Do = (_, _) => Task.CompletedTask;
        Assert.That((await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com")).Single().IsTaken);
    }

    [Test]
    public async Task One_more_than_can_be_handled_is_503_and_places_are_given_back()
    {
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Secrets.Add(Scene.Secret);
            options.MaxConcurrency = 2;
        });
        var (began, goOn) = (new SemaphoreSlim(0), new TaskCompletionSource());
        scene.Do = async (_, _) =>
        {
            began.Release();
            await goOn.Task;
        };

        var busy = Enumerable.Range(0, 2).Select(_ => scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com")).ToArray();
        await began.WaitAsync();
        await began.WaitAsync();
        var third = await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com", options: new() { MaxAttempts = 1 });
        goOn.SetResult();
        await Task.WhenAll(busy);

        Assert.That(third.Single().Answers, Is.EqualTo(new[] { HttpStatusCode.ServiceUnavailable }));
        for (var i = 0; i < 5; i++)
            Assert.That((await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com")).Single().IsTaken);
        using var refused = await scene.PostAsync("no event");
        Assert.That((await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com")).Single().IsTaken);
    }

    [Test]
    public async Task Kinds_that_nobody_wants_are_taken_and_forgotten()
    {
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Secrets.Add(Scene.Secret);
            options.Kinds.Add(WebhookEventKind.EmailBounce);
        });

        foreach (var kind in new[] { WebhookEventKind.EmailOpen, WebhookEventKind.EmailBounce, new("carrierPigeonSend") })
            Assert.That((await scene.Iterable.Webhooks.DeliverAsync(kind, "ada@example.com")).Single().IsTaken);

        Assert.That(scene.Handled.Single().Kind, Is.EqualTo(WebhookEventKind.EmailBounce));
    }

    [Test]
    public async Task A_handler_of_the_container_has_a_scope_for_each_event()
    {
        await using var scene = await Scene.StartAsync(
            build: builder =>
            {
                builder.Services.AddScoped<ScopedHandler>();
                builder.Services.AddSingleton(new List<ScopedHandler>());
            },
            map: (app, _) => app.MapIterableWebhook<ScopedHandler>("/hooks"));

        await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com");
        await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "bob@example.com");

        var handlers = scene.App.Services.GetRequiredService<List<ScopedHandler>>();
        Assert.That(handlers, Has.Count.EqualTo(2).And.Unique);
        Assert.That(handlers.Select(handler => handler.IsDisposed), Is.All.True);
    }

    [Test]
    public async Task A_body_that_comes_slowly_is_taken_and_one_that_is_cut_is_tried_again()
    {
        using var watch = new TelemetryWatch();
        await using var scene = await Scene.StartAsync(map: (app, scene) => app.MapIterableWebhook("/cut", scene.HandleAsync), webhook: new { enabled = false });
        scene.Iterable.Webhooks.Add(new { endpoint = $"{scene.Address}cut", authType = "Basic", authToken = Scene.Secret });

        var slow = await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com", options: new() { PauseInBody = TimeSpan.FromMilliseconds(50) });
        var cut = await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "bob@example.com", options: new() { CutAfter = 20 });

        Assert.That(slow.Single().Answers, Is.EqualTo(new[] { HttpStatusCode.OK }));
        Assert.That(cut.Single().Answers, Is.EqualTo(new HttpStatusCode?[] { null, HttpStatusCode.OK }));
        Assert.That(scene.Handled, Has.Count.EqualTo(2));
        Assert.That(() => watch.Count("/cut", "aborted"), Is.EqualTo(1).After(30_000, 20));
    }

    [Test]
    public async Task What_is_on_its_way_when_the_host_stops_is_handled_and_answered()
    {
        await using var scene = await Scene.StartAsync();
        var (began, goOn) = (new SemaphoreSlim(0), new TaskCompletionSource());
        scene.Do = async (_, _) =>
        {
            began.Release();
            await goOn.Task;
        };
        var deliveries = Enumerable.Range(0, 20).Select(i => scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, $"user{i}@example.com", options: new() { MaxAttempts = 1 })).ToArray();
        for (var i = 0; i < 20; i++)
            await began.WaitAsync();

        var stopping = scene.App.StopAsync();
        Assert.That(stopping.IsCompleted, Is.False);
        goOn.SetResult();
        await stopping;

        Assert.That((await Task.WhenAll(deliveries)).Select(delivery => delivery.Single().IsTaken), Is.All.True);
    }

    [Test]
    public async Task Of_a_thousand_that_come_while_the_host_stops_those_are_handled_that_were_answered_and_no_others()
    {
        await using var scene = await Scene.StartAsync();
        var half = new TaskCompletionSource();
        scene.Do = async (_, _) =>
        {
            if (scene.Handled.Count >= 500)
                half.TrySetResult();
            await Task.Yield();
        };
        var events = Enumerable.Range(0, 1000).Select(i => new { eventName = "emailOpen", dataFields = new { messageId = $"m-{i}", createdAt = "2026-12-02 20:31:39 +00:00" } });

        var delivering = scene.Iterable.Webhooks.DeliverAsync(events, new() { Concurrency = 32, MaxAttempts = 1 });
        await half.Task;
        await scene.App.StopAsync();
        var taken = (await delivering).Where(delivery => delivery.IsTaken).Select(delivery => (string?)delivery.Event["dataFields"]!["messageId"]).ToList();

        Assert.That(taken, Has.Count.GreaterThanOrEqualTo(400));
        Assert.That(scene.Handled.Select(handled => handled.DataFields!.MessageId), Is.EquivalentTo(taken));
    }

    [Test]
    public async Task What_happens_on_the_server_comes_by_itself()
    {
        await using var scene = await Scene.StartAsync();
        using var client = scene.Iterable.CreateClient();
        scene.Iterable.Users.Add("ada@example.com", userId: "u-1");
        var campaignId = scene.Iterable.Campaigns.Add(new { name = "Receipt", templateId = 5 });

        await client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(campaignId) { RecipientEmail = "ada@example.com" });
        scene.Iterable.Messages.Bounce(scene.Iterable.Messages.AssertSent(campaignId), new { recipientState = "HardBounce" });
        await client.Subscriptions.UnsubscribeUserByEmailAsync(SubscriptionGroup.MessageChannel, 1, "ada@example.com");
        await scene.Iterable.Webhooks.WaitUntilDeliveredAsync();

        Assert.That(scene.Handled.Select(handled => handled.Kind), Is.EqualTo(new[] { WebhookEventKind.EmailSend, WebhookEventKind.EmailBounce, WebhookEventKind.EmailUnSubscribe }));
        Assert.That(scene.Handled.Select(handled => (handled.UserEmail, handled.UserId)), Is.All.EqualTo(("ada@example.com", "u-1")));
        var bounce = scene.Handled.ElementAt(1).DataFields!;
        Assert.That((bounce.CampaignId, bounce.TemplateId, bounce.CampaignName, bounce.RecipientState), Is.EqualTo((campaignId, 5, "Receipt", "HardBounce")));
        Assert.That(IterableEmailId.TryParse(bounce.EmailId, out var id) && id.CampaignId == campaignId);
        Assert.That(scene.Handled.ElementAt(2).DataFields!.ChannelIds, Is.EqualTo(new[] { 1 }));
        Assert.That(scene.Iterable.Events.AssertTracked("emailBounce", "ada@example.com").CampaignId, Is.EqualTo(campaignId));
    }

    /// <summary>Lets the time of a handler go by once it has begun, and the handler too, however slow the machine is.</summary>
    private static async Task EndTimeAsync(WatchedClock clock, SemaphoreSlim began)
    {
        Assert.That(await began.WaitAsync(TimeSpan.FromMinutes(1)), "the handler is called");
        foreach (var what in new[] { "the body", "the handler" })
            Assert.That(await clock.Begun.WaitAsync(TimeSpan.FromMinutes(1)), $"{what} is given a time");
        clock.Advance(HandlerTime);
    }

    private sealed class ScopedHandler(List<ScopedHandler> all) : IIterableWebhookHandler, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public Task HandleAsync(IterableWebhookEvent webhookEvent, CancellationToken cancellationToken)
        {
            all.Add(this);
            return Task.CompletedTask;
        }

        public void Dispose() => IsDisposed = true;
    }
}
