using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Iterable.Generated.Tests;

/// <summary>Events that come more than once, and filters that fail.</summary>
internal sealed class FilterTests
{
    [Test]
    public async Task Copies_are_handed_over_once_in_any_order()
    {
        await using var scene = await Scene.StartAsync();
        var events = Enumerable.Range(0, 50).Select(i => new { email = "ada@example.com", eventName = "emailOpen", dataFields = new { messageId = $"m-{i}", createdAt = "2026-12-02 20:31:39 +00:00" } });

        // A copy comes again for as long as another is being handled, however long that takes.
        var deliveries = await scene.Iterable.Webhooks.DeliverAsync(events, new() { Copies = 4, ShuffleSeed = 11, Concurrency = 8, MaxAttempts = 10_000 });

        Assert.That(deliveries, Has.Count.EqualTo(200));
        Assert.That(deliveries.Select(delivery => delivery.IsTaken), Is.All.True);
        Assert.That(scene.Handled.Select(handled => handled.DataFields!.MessageId), Is.Unique.And.Exactly(50).Items);
        Assert.That(scene.Handled.Select(handled => handled.DataFields!.MessageId), Is.Not.Ordered);
    }

    [Test]
    public async Task Without_the_filter_copies_are_handed_over_too()
    {
        await using var scene = await Scene.StartAsync(options =>
        {
            options.Secrets.Add(Scene.Secret);
            options.FilterDuplicates = false;
        });

        await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com", options: new() { Copies = 3 });

        Assert.That(scene.Handled, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task The_same_event_that_is_being_handled_must_come_again()
    {
        await using var scene = await Scene.StartAsync();
        var (began, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        scene.Do = async (_, _) =>
        {
            began.TrySetResult();
            await goOn.Task;
        };
        object[] events = [new { eventName = "emailOpen", dataFields = new { createdAt = "2026-12-02 20:31:39 +00:00" } }];

        var first = scene.Iterable.Webhooks.DeliverAsync(events);
        await began.Task;
        var second = await scene.Iterable.Webhooks.DeliverAsync(events, new() { MaxAttempts = 1 });
        goOn.SetResult();

        Assert.That(second.Single().Answers, Is.EqualTo(new[] { HttpStatusCode.ServiceUnavailable }));
        Assert.That((await first).Single().IsTaken);
        Assert.That((await scene.Iterable.Webhooks.DeliverAsync(events)).Single().IsTaken);
        Assert.That(scene.Handled, Has.Count.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_filter_that_fails_is_an_option(bool refuses)
    {
        await using var scene = await Scene.StartAsync(
            options =>
            {
                options.Secrets.Add(Scene.Secret);
                options.RefuseWhenFilterFails = refuses;
            },
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<IIterableDuplicateFilter, BrokenFilter>()));

        var delivery = (await scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com", options: new() { MaxAttempts = 1 })).Single();

        Assert.That(delivery.IsTaken, Is.EqualTo(!refuses));
        Assert.That(scene.Handled, Has.Count.EqualTo(refuses ? 0 : 1));
        Assert.That(scene.Log.Entries.Select(entry => entry.Event), Has.Some.EqualTo("FilterFailed"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_filter_that_hangs_has_failed_while_there_is_still_time_for_the_handler(bool refuses)
    {
        // What the filter has is a third of what a handler has.
        var clock = new WatchedClock(TimeSpan.FromSeconds(10));
        await using var scene = await Scene.StartAsync(
            options =>
            {
                options.Secrets.Add(Scene.Secret);
                options.MaxConcurrency = 1;
                options.RefuseWhenFilterFails = refuses;
            },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.Services.Replace(ServiceDescriptor.Singleton<IIterableDuplicateFilter, HangingFilter>());
            });

        foreach (var email in new[] { "ada@example.com", "bob@example.com" })
        {
            var delivering = scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, email, options: new() { MaxAttempts = 1 });

            // Asked to claim, and then, where the event was handed over, to complete.
            for (var asked = 0; asked < (refuses ? 1 : 2); asked++)
            {
                Assert.That(await clock.Begun.WaitAsync(TimeSpan.FromMinutes(1)), "the filter is given a time");
                clock.Advance(TimeSpan.FromSeconds(10));
            }

            Assert.That((await delivering).Single().IsTaken, Is.EqualTo(!refuses));
        }

        Assert.That(scene.Handled, Has.Count.EqualTo(refuses ? 0 : 2));
        Assert.That(scene.Log.Entries.Select(entry => entry.Event), Has.Some.EqualTo("FilterFailed"));
    }

    [Test]
    public async Task A_claim_that_comes_after_its_event_was_refused_or_its_handler_failed_is_given_back([Values] bool isAnswered, [Values] bool refuses)
    {
        var (clock, filter) = (new WatchedClock(TimeSpan.FromSeconds(10)), new LateFilter());
        await using var scene = await Scene.StartAsync(
            options =>
            {
                options.Secrets.Add(Scene.Secret);
                options.RefuseWhenFilterFails = refuses;
            },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.Services.Replace(ServiceDescriptor.Singleton<IIterableDuplicateFilter>(filter));
            });
        scene.Do = (_, _) => throw new InvalidOperationException();
        var delivering = scene.Iterable.Webhooks.DeliverAsync(WebhookEventKind.EmailOpen, "ada@example.com", options: new() { MaxAttempts = 1 });
        Assert.That(await clock.Begun.WaitAsync(TimeSpan.FromMinutes(1)), "the filter is given a time");
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That((await delivering).Single().IsTaken, Is.False);
        Assert.That((filter.Released.Task.IsCompleted, scene.Handled.Count), Is.EqualTo((false, refuses ? 0 : 1)));

        if (isAnswered)
            filter.Claiming.SetResult(IterableDuplicateClaim.First);
        else
            filter.Claiming.SetException(new TimeoutException());

        Assert.That(await filter.Released.Task.WaitAsync(TimeSpan.FromMinutes(1)), Is.EqualTo(filter.Claimed));
    }

    // Answers when it is let.
    private sealed class LateFilter : IIterableDuplicateFilter
    {
        public TaskCompletionSource<IterableDuplicateClaim> Claiming { get; } = new();

        public TaskCompletionSource<(string Key, string Owner)> Released { get; } = new();

        public (string Key, string Owner) Claimed { get; private set; }

        public ValueTask<IterableDuplicateClaim> ClaimAsync(string key, string owner, TimeSpan lease, CancellationToken cancellationToken = default)
        {
            Claimed = (key, owner);
            return new(Claiming.Task);
        }

        public ValueTask CompleteAsync(string key, TimeSpan keepFor, CancellationToken cancellationToken = default) => default;

        public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken = default)
        {
            Released.SetResult((key, owner));
            return default;
        }
    }

    // Heeds no token.
    private sealed class HangingFilter : IIterableDuplicateFilter
    {
        private readonly TaskCompletionSource<IterableDuplicateClaim> _never = new();

        public ValueTask<IterableDuplicateClaim> ClaimAsync(string key, string owner, TimeSpan lease, CancellationToken cancellationToken = default) => new(_never.Task);

        public ValueTask CompleteAsync(string key, TimeSpan keepFor, CancellationToken cancellationToken = default) => new(_never.Task);

        public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken = default) => new(_never.Task);
    }

    private sealed class BrokenFilter : IIterableDuplicateFilter
    {
        public ValueTask<IterableDuplicateClaim> ClaimAsync(string key, string owner, TimeSpan lease, CancellationToken cancellationToken = default) => throw new TimeoutException();

        public ValueTask CompleteAsync(string key, TimeSpan keepFor, CancellationToken cancellationToken = default) => throw new TimeoutException();

        public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken = default) => throw new TimeoutException();
    }
}
