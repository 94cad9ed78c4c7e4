#if !NETSTANDARD_BUILD
using System.Net.Sockets;

namespace Iterable.Generated.Tests.Http;

/// <summary>A connection that does not stand in time is a failure before anything was sent.</summary>
public class ConnectTimeoutTests
{
    [Test]
    public async Task A_handshake_that_stalls_is_a_call_that_was_surely_not_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = Client(((IPEndPoint)listener.LocalEndpoint).Port, maxRetries: 0, out var lists);

        IterableException failure = await lists.ListListsAsync().FailureAsync<IterableConnectionException>();

        Assert.That((failure.SurelyNotSent, failure.Attempts), Is.EqualTo((true, 1)));
        Assert.That(failure.Message, Does.Contain("was not sent: no connection to the service stood in time"));
    }

    [Test]
    public async Task It_is_made_again_also_where_repeating_what_was_sent_is_not_safe()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = Client(((IPEndPoint)listener.LocalEndpoint).Port, maxRetries: 2, out _);

        var failure = await client.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("x", 1)).FailureAsync<IterableConnectionException>();

        Assert.That((failure.SurelyNotSent, failure.Attempts), Is.EqualTo((true, 3)));
    }

    [Test]
    public async Task A_whole_request_that_took_too_long_may_have_arrived()
    {
        using var scene = new Scene().Fails(new TaskCanceledException("late", new TimeoutException("The request took too long.", new TaskCanceledException())));
        scene.Options.Retry.MaxRetries = 0;

        IterableException failure = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableTimeoutException>();

        Assert.That(failure.SurelyNotSent, Is.False);
    }

    private static IterableClient Client(int port, int maxRetries, out IListsClient lists)
    {
        // Nobody answers at this port, so the time is over in any case; how long it is makes no difference to the outcome.
        var transport = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(50), AllowAutoRedirect = false };
        var options = new IterableClientOptions
        {
            ApiKey = "k", BaseAddress = new Uri($"https://127.0.0.1:{port}/api"), TimeProvider = new VirtualTime { Jumps = true }, AttemptTimeout = Timeout.InfiniteTimeSpan,
            Retry = { MaxRetries = maxRetries },
        };
        var client = new IterableClient(options, new HttpClient(transport) { Timeout = Timeout.InfiniteTimeSpan });
        lists = client.Lists;
        return client;
    }
}
#endif
