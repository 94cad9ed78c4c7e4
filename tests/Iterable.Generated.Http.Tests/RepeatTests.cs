namespace Iterable.Generated.Tests;

/// <summary>What is sent again, and what never is, when a connection breaks after the request has reached the server.</summary>
public class RepeatTests
{
    private IterableTestServer _server = null!;
    private IterableClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await IterableTestServer.StartAsync();
        var options = _server.Project.CreateClientOptions();
        options.TimeProvider = new VirtualTime { Jumps = true };
        options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        _client = new IterableClient(options);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task An_event_without_an_id_is_tracked_once_and_its_caller_told()
    {
        _server.Faults.For(IterableOperations.TrackEvent).LoseAnswer();

        var error = await _client.Events.TrackEventAsync(Event(null)).FailureAsync<IterableConnectionException>();

        Assert.That(error.SurelyNotSent, Is.False);
        Assert.That(_server.Events.Count, Is.EqualTo(1));
        _server.Requests.AssertReceived(IterableOperations.TrackEvent, times: 1);
    }

    [Test]
    public async Task An_event_with_an_id_is_sent_again_and_tracked_once()
    {
        _server.Faults.For(IterableOperations.TrackEvent).Times(2).LoseAnswer();

        await _client.Events.TrackEventAsync(Event("e1"));

        Assert.That(_server.Events.Count, Is.EqualTo(1));
        _server.Requests.AssertReceived(IterableOperations.TrackEvent, times: 3);
    }

    [Test]
    public async Task A_batch_is_sent_again_only_when_each_of_its_events_has_an_id()
    {
        _server.Faults.For(IterableOperations.TrackBulkEvents).LoseAnswer();
        await _client.Events.TrackBulkEventsAsync(new BulkTrackRequest([Event("a"), Event("b")]));
        Assert.That(_server.Events.Count, Is.EqualTo(2));

        _server.Faults.For(IterableOperations.TrackBulkEvents).LoseAnswer();
        await _client.Events.TrackBulkEventsAsync(new BulkTrackRequest([Event("c"), Event(null)])).FailureAsync<IterableConnectionException>();
        Assert.That(_server.Events.Count, Is.EqualTo(4));
    }

    [Test]
    public async Task Generated_ids_make_an_event_safe_to_send_again()
    {
        var options = _server.Project.CreateClientOptions();
        options.TimeProvider = new VirtualTime { Jumps = true };
        options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        options.Retry.GenerateIds = true;
        using var client = new IterableClient(options);
        _server.Faults.For(IterableOperations.TrackEvent).LoseAnswer();

        await client.Events.TrackEventAsync(Event(null));

        Assert.That(_server.Events.Count, Is.EqualTo(1));
        _server.Requests.AssertReceived(IterableOperations.TrackEvent, times: 2);
    }

    [Test]
    public async Task A_message_is_sent_once()
    {
        var campaign = _server.Campaigns.Add(new { });
        _server.Users.Add("ada@example.com");
        _server.Faults.For(IterableOperations.SendTransactionalEmail).LoseAnswer();

        await _client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(campaign) { RecipientEmail = "ada@example.com" })
            .FailureAsync<IterableConnectionException>();

        Assert.That(_server.Messages.Count, Is.EqualTo(1));
        _server.Requests.AssertReceived(IterableOperations.SendTransactionalEmail, times: 1);
    }

    [Test]
    public async Task A_campaign_is_created_once()
    {
        var template = _server.Templates.Add();
        _server.Faults.For(IterableOperations.CreateCampaign).LoseAnswer();

        await _client.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("x", template)).FailureAsync<IterableConnectionException>();

        var campaigns = await _client.Campaigns.ListCampaignsAsync();
        Assert.That(campaigns.Campaigns, Has.Count.EqualTo(1));
        _server.Requests.AssertReceived(IterableOperations.CreateCampaign, times: 1);
    }

    [Test]
    public async Task What_writes_the_same_state_again_is_sent_again()
    {
        _server.Faults.For(IterableOperations.UpdateUser).LoseAnswer();
        _server.Faults.For(IterableOperations.UpdateUser).RespondHtml(HttpStatusCode.BadGateway);

        await _client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });

        _server.Requests.AssertReceived(IterableOperations.UpdateUser, times: 3);
        Assert.That(_server.Users.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_that_breaks_in_its_middle_is_asked_for_again()
    {
        _server.Faults.For(IterableOperations.ListChannels).CutBody(afterBytes: 5);

        var answer = await _client.Channels.ListChannelsAsync();

        Assert.That(answer.Channels, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_rate_limit_is_waited_for_by_every_operation()
    {
        var template = _server.Templates.Add();
        _server.Faults.For(IterableOperations.TrackEvent).RateLimited(retryAfter: TimeSpan.FromSeconds(3));
        _server.Faults.For(IterableOperations.CreateCampaign).RateLimited(rateLimitReset: TimeSpan.FromSeconds(2));

        await _client.Events.TrackEventAsync(Event(null));
        await _client.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("x", template));

        Assert.That(_server.Events.Count, Is.EqualTo(1));
    }

    [TestCase("http://127.0.0.1:1/api")]
    [TestCase("https://no-such-host.invalid/api")]
    public async Task Where_there_is_no_connection_every_operation_tries_again(string address)
    {
        var time = new VirtualTime { Jumps = true };
        using var client = new IterableClient(new IterableClientOptions
        {
            ApiKey = "k", BaseAddress = new Uri(address), TimeProvider = time, AttemptTimeout = Timeout.InfiniteTimeSpan, Retry = { MaxRetries = 2 },
        });

        var error = await client.Events.TrackEventAsync(Event(null)).FailureAsync<IterableConnectionException>();

        Assert.That(error.SurelyNotSent, Is.True);
        Assert.That(time.Waits, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Where_there_is_no_tls_every_operation_tries_again()
    {
        var time = new VirtualTime { Jumps = true };
        var address = new UriBuilder(_server.BaseAddress) { Scheme = "https" }.Uri;
        using var client = new IterableClient(new IterableClientOptions
        {
            ApiKey = "k", BaseAddress = address, TimeProvider = time, AttemptTimeout = Timeout.InfiniteTimeSpan, Retry = { MaxRetries = 2 },
        });

        var error = await client.Events.TrackEventAsync(Event(null)).FailureAsync<IterableConnectionException>();

        Assert.That(error.SurelyNotSent, Is.True);
        Assert.That(time.Waits, Has.Count.EqualTo(2));
    }

    private static TrackEventRequest Event(string? id) => new("signedUp") { Email = "ada@example.com", Id = id };
}
