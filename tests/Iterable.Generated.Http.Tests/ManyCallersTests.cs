using System.Diagnostics;

namespace Iterable.Generated.Tests;

public class ManyCallersTests
{
    [Test]
    [CancelAfter(120_000)]
    public async Task Sixty_four_callers_share_a_client_that_leaks_nothing()
    {
        await using var server = await IterableTestServer.StartAsync();
        server.Faults.For(IterableOperations.ListChannels).Times(40).RespondHtml(HttpStatusCode.BadGateway);
        server.Faults.For(IterableOperations.UpdateUser).Times(40).CutConnection();
        server.Faults.For(IterableOperations.ListLists).Times(40).CutBody(afterBytes: 3);
        server.Faults.For(IterableOperations.ListMessageTypes).Times(40).Delay(TimeSpan.FromMilliseconds(20));
        var options = server.Project.CreateClientOptions();
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);

        // Four connections for all of them: one that is not given back would stop the rest.
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 4, AllowAutoRedirect = false });
        using var client = new IterableClient(options, http);
        var cancelled = 0;

        await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (var i = 0; i < 20; i++)
            {
                using var cancellation = random.Next(4) == 0 ? new CancellationTokenSource(random.Next(10)) : new CancellationTokenSource();
                try
                {
                    await CallAsync(client, random.Next(5), cancellation.Token);
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    Interlocked.Increment(ref cancelled);
                }
            }
        })));

        Assert.That(cancelled, Is.Positive);
        for (var i = 0; i < 8; i++)
            await client.Channels.ListChannelsAsync();
    }

    private static async Task CallAsync(IterableClient client, int which, CancellationToken cancellationToken)
    {
        switch (which)
        {
            case 0: await client.Channels.ListChannelsAsync(cancellationToken); break;
            case 1: await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" }, cancellationToken); break;
            case 2: await client.Lists.ListListsAsync(cancellationToken); break;
            case 3: await client.MessageTypes.ListMessageTypesAsync(cancellationToken); break;
            default:
                // Closed unread, as a caller who has seen enough does.
                (await client.Export.ExportUserEventsAsync("ada@example.com", cancellationToken: cancellationToken)).Dispose();
                break;
        }
    }

    [TestCase("limiter")]
    [TestCase("retry")]
    [TestCase("headers")]
    [TestCase("body")]
    [Retry(3)]
    public async Task Cancelling_returns_at_once_wherever_the_call_is(string place)
    {
        await using var server = await IterableTestServer.StartAsync();
        var options = server.Project.CreateClientOptions();
        options.RateLimit.Enabled = true;
        using var client = new IterableClient(options);
        await client.Channels.ListChannelsAsync();
        if (place == "retry")
            server.Faults.For(IterableOperations.ListChannels).RateLimited(retryAfter: TimeSpan.FromMinutes(1));
        if (place == "headers")
            server.Faults.For(IterableOperations.ListChannels).Delay(TimeSpan.FromMinutes(1));
        if (place == "body")
            server.Faults.For(IterableOperations.ListChannels).StallBody(3, TimeSpan.FromMinutes(1));
        using var cancellation = new CancellationTokenSource();

        Task call;
        if (place == "limiter")
        {
            for (var i = 0; i < 3; i++)
                (await client.Export.ExportDataJsonAsync(ExportDataType.User, range: ExportRange.Today)).Dispose();
            call = client.Export.ExportDataJsonAsync(ExportDataType.User, range: ExportRange.Today, cancellationToken: cancellation.Token);
        }
        else
        {
            call = client.Channels.ListChannelsAsync(cancellation.Token);
            while (server.Requests.To(IterableOperations.ListChannels).Count < 2)
                await Task.Yield();
            for (var i = 0; i < 1000; i++)
                await Task.Yield();
        }

        var startedAt = Stopwatch.GetTimestamp();
        await cancellation.CancelAsync();
        var error = await call.FailureAsync<OperationCanceledException>();

        Assert.That(Stopwatch.GetElapsedTime(startedAt), Is.LessThan(TimeSpan.FromMilliseconds(100)));
        Assert.That(error.CancellationToken, Is.EqualTo(cancellation.Token));
    }
}
