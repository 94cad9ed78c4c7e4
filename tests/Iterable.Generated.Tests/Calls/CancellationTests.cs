namespace Iterable.Generated.Tests.Calls;

/// <summary>Whoever cancels finds their own token in the exception, wherever the call was.</summary>
public class CancellationTests
{
    [Test]
    public async Task A_page_that_is_waited_for_ends_with_the_token_of_whoever_cancelled()
    {
        foreach (var readsAhead in new[] { false, true })
        {
            using var cancellation = new CancellationTokenSource();
            using var scene = new Scene().Answers(async token =>
            {
                cancellation.Cancel();
                await Task.Delay(Timeout.Infinite, token);
                return new HttpResponseMessage();
            });
            var campaigns = scene.Client.Campaigns;

            foreach (var list in new[] { campaigns.EnumerateCampaignsAsync(cancellationToken: cancellation.Token), campaigns.EnumerateCampaignsAsync() })
            {
                var pages = readsAhead ? list.ReadingAhead() : list;
                var failure = await ReadAsync(pages, cancellation.Token).FailureAsync<OperationCanceledException>();
                Assert.That(failure.CancellationToken, Is.EqualTo(cancellation.Token), $"reads ahead: {readsAhead}");
            }
        }
    }

    [Test]
    public async Task Each_of_two_tokens_is_told_apart()
    {
        using var ofTheCall = new CancellationTokenSource();
        using var ofTheReading = new CancellationTokenSource();
        using var scene = new Scene().Answers(async token =>
        {
            ofTheReading.Cancel();
            await Task.Delay(Timeout.Infinite, token);
            return new HttpResponseMessage();
        });

        var failure = await ReadAsync(scene.Client.Campaigns.EnumerateCampaignsAsync(cancellationToken: ofTheCall.Token), ofTheReading.Token).FailureAsync<OperationCanceledException>();

        Assert.That(failure.CancellationToken, Is.EqualTo(ofTheReading.Token));
    }

    [Test]
    public async Task A_handler_that_turns_a_cancellation_into_another_failure_does_not_hide_it()
    {
        using var cancellation = new CancellationTokenSource();
        using var scene = new Scene().Answers(_ =>
        {
            cancellation.Cancel();
            throw new HttpRequestException("cancelled");
        });

        var failure = await scene.Client.Lists.ListListsAsync(cancellation.Token).FailureAsync<OperationCanceledException>();

        Assert.That(failure.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task A_call_that_is_bounded_is_cancelled_with_the_token_of_whoever_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var scene = new Scene().Answers(async token =>
        {
            cancellation.Cancel();
            await Task.Delay(Timeout.Infinite, token);
            return new HttpResponseMessage();
        });
        scene.Time.Jumps = false;
        var view = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromMinutes(1) });

        var failure = await view.Lists.ListListsAsync(cancellation.Token).FailureAsync<OperationCanceledException>();

        Assert.That(failure.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task A_transport_that_fails_in_its_own_way_when_it_is_cancelled_does_not_hide_that()
    {
        using var cancellation = new CancellationTokenSource();
        using var scene = new Scene().Answers(_ =>
        {
            cancellation.Cancel();
            throw new InvalidOperationException("closed");
        });

        var failure = await scene.Client.Lists.ListListsAsync(cancellation.Token).FailureAsync<OperationCanceledException>();

        Assert.That(failure.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_transport_whose_connection_breaks_when_the_time_of_an_attempt_is_over_was_too_slow(bool breaks)
    {
        using var scene = new Scene();
        scene.Answers(async token =>
        {
            await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => { }, TaskScheduler.Default);
            throw breaks ? new HttpRequestException("aborted", new IOException()) : new InvalidOperationException("a fault of its own");
        });
        scene.Time.Jumps = false;
        var view = scene.Client.With(new IterableCallOptions { AttemptTimeout = TimeSpan.FromSeconds(5), Retries = false });

        var call = view.Lists.ListListsAsync();
        await scene.Time.WaitsBegunAsync(1);
        scene.Time.Advance(TimeSpan.FromSeconds(5));

        if (breaks)
            await call.FailureAsync<IterableTimeoutException>();
        else
            await call.FailureAsync<InvalidOperationException>();
    }

    [TestCase(400, true)]
    [TestCase(400, false)]
    [TestCase(200, false)]
    public async Task A_body_that_does_not_hear_its_token_is_closed_when_time_is_up(int status, bool listens)
    {
        var body = new FaultyStream("{", listensToTokens: listens);
        using var scene = new Scene().Answers(_ => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(body) }));
        scene.Time.Jumps = false;
        var view = scene.Client.With(new IterableCallOptions { AttemptTimeout = TimeSpan.FromSeconds(5), Retries = false });

        var call = view.Lists.ListListsAsync();
        await body.Waiting;
        scene.Time.Advance(TimeSpan.FromSeconds(5));

        await call.WaitAsync(TimeSpan.FromSeconds(30)).FailureAsync<IterableTimeoutException>();
        Assert.That(body.IsClosed);
    }

    [Test]
    public async Task Nothing_that_flows_with_the_first_caller_outlives_its_call()
    {
        using var scene = new Scene();
        scene.Options.TimeProvider = TimeProvider.System;

        var held = await CallAsync(scene.Client);
        for (var i = 0; i < 10 && held.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.That(held.IsAlive, Is.False);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static async Task<WeakReference> CallAsync(IterableClient client)
        {
            var flowing = new AsyncLocal<object?> { Value = new object() };
            var held = new WeakReference(flowing.Value);
            await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });
            flowing.Value = null;
            return held;
        }
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> items, CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken))
            _ = item;
    }
}
