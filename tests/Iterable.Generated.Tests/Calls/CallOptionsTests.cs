namespace Iterable.Generated.Tests.Calls;

public class CallOptionsTests
{
    [Test]
    public async Task A_view_makes_its_calls_once_when_told_so()
    {
        using var scene = new Scene().Answers(503);

        await scene.Client.With(new IterableCallOptions { Retries = false }).Lists.ListListsAsync().FailureAsync<IterableServerException>();

        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Headers_go_out_with_every_attempt_of_the_view_and_not_with_others()
    {
        using var scene = new Scene().Answers(503).Answers(200);
        var view = scene.Client.With(new IterableCallOptions { Headers = { ["X-Trace"] = "1" } });

        await view.With(new IterableCallOptions { Headers = { ["X-Other"] = "2" } }).Lists.ListListsAsync();
        await scene.Client.Lists.ListListsAsync();

        Assert.That(scene.Sent.Select(sent => (sent.Headers.GetValueOrDefault("X-Trace"), sent.Headers.GetValueOrDefault("X-Other"))),
            Is.EqualTo(new[] { ("1", "2"), ("1", "2"), (null, null) }));
    }

    [TestCase("Api-Key", "x")]
    [TestCase("authorization", "x")]
    [TestCase("Content-Type", "x")]
    [TestCase("X Y", "x")]
    [TestCase("X-Y", "planted\r\nX-Z: 1")]
    public void Headers_that_cannot_be_sent_are_refused_at_once(string name, string value)
    {
        using var scene = new Scene();

        var error = Assert.Throws<ArgumentException>(() => scene.Client.With(new IterableCallOptions { Headers = { [name] = value } }))!;

        Assert.That(error.Message, Does.Contain(name).And.Not.Contain("planted"));
    }

    [Test]
    public async Task The_answer_of_any_call_can_be_seen()
    {
        using var scene = new Scene().Answers(503).Answers(200, change: response => response.Headers.Add("Request-Time", "7"));
        var seen = new List<IterableResponseInfo>();

        await scene.Client.With(new IterableCallOptions { OnResponse = seen.Add }).Lists.ListListsAsync();

        Assert.Multiple(() =>
        {
            Assert.That(seen, Has.Count.EqualTo(1));
            Assert.That(seen[0].Operation, Is.SameAs(IterableOperations.ListLists));
            Assert.That(seen[0].StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(seen[0].Headers["request-time"], Is.EqualTo(new[] { "7" }));
            Assert.That(seen[0].Headers["Content-Type"], Is.EqualTo(new[] { "application/json; charset=utf-8" }));
            Assert.That(seen[0].Attempts, Is.EqualTo(2));
            Assert.That(seen[0].Duration, Is.EqualTo(scene.Time.Waits.Single()));
        });
    }

    [Test]
    public async Task A_refusal_and_a_stream_are_seen_too()
    {
        using var scene = new Scene().Answers(404).Answers(200);
        var seen = new List<HttpStatusCode>();
        var view = scene.Client.With(new IterableCallOptions { OnResponse = info => seen.Add(info.StatusCode) });

        await view.Lists.ListListsAsync().FailureAsync<IterableNotFoundException>();
        (await view.Export.ExportDataJsonAsync(ExportDataType.User)).Dispose();

        Assert.That(seen, Is.EqualTo(new[] { HttpStatusCode.NotFound, HttpStatusCode.OK }));
    }

    [Test]
    public async Task An_attempt_that_takes_too_long_is_made_again_where_that_is_safe()
    {
        using var scene = new Scene().Answers(Never).Answers(200);
        scene.Time.Jumps = false;
        scene.Options.AttemptTimeout = TimeSpan.FromSeconds(100);

        var call = scene.Client.Lists.ListListsAsync();
        await scene.Time.WaitsBegunAsync(1);
        scene.Time.Advance(TimeSpan.FromSeconds(100));
        await scene.Time.WaitsBegunAsync(2);
        scene.Time.Advance(TimeSpan.FromSeconds(1));

        await call;
        Assert.That(scene.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task An_attempt_that_takes_too_long_is_a_timeout_where_repeating_is_not_safe()
    {
        using var scene = new Scene().Answers(Never);
        scene.Time.Jumps = false;
        var view = scene.Client.With(new IterableCallOptions { AttemptTimeout = TimeSpan.FromSeconds(5) });

        var call = view.Campaigns.CreateCampaignAsync(new CampaignCreateRequest("x", 1));
        await scene.Time.WaitsBegunAsync(1);
        scene.Time.Advance(TimeSpan.FromSeconds(5));

        var error = await call.FailureAsync<IterableTimeoutException>();
        Assert.That(error.Message, Does.EndWith("got no answer in 5 s."));
        Assert.That((error.Attempts, error.SurelyNotSent), Is.EqualTo((1, false)));
        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_body_that_never_ends_is_a_timeout_too()
    {
        using var scene = new Scene().Answers(_ => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new FaultyStream("{")) }));
        scene.Time.Jumps = false;
        var view = scene.Client.With(new IterableCallOptions { AttemptTimeout = TimeSpan.FromSeconds(5), Retries = false });

        var call = view.Lists.ListListsAsync();
        await scene.Time.WaitsBegunAsync(1);
        scene.Time.Advance(TimeSpan.FromSeconds(5));

        await call.FailureAsync<IterableTimeoutException>();
    }

    [Test]
    public async Task A_call_has_a_time_for_everything_it_does()
    {
        var again = new TaskCompletionSource();
        using var scene = new Scene().Answers(503).Answers(token =>
        {
            again.SetResult();
            return Never(token);
        });
        scene.Time.Jumps = false;
        var view = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(2.5) });

        var call = view.Lists.ListListsAsync();
        await scene.Time.WaitsBegunAsync(2);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        await again.Task.InTime();
        scene.Time.Advance(TimeSpan.FromSeconds(1.5));

        var error = await call.FailureAsync<IterableTimeoutException>();
        Assert.That(error.Message, Does.Contain("did not end in 2.5 s, after 2 attempts"));
    }

    [TestCase(0)]
    [TestCase(-5)]
    public void A_timeout_that_cannot_be_right_is_refused(int seconds)
    {
        using var scene = new Scene();

        Assert.Throws<ArgumentException>(() => scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(seconds) }));
    }

    [Test]
    public async Task Disposing_a_view_does_nothing_to_the_client()
    {
        using var scene = new Scene();

        scene.Client.With(new IterableCallOptions()).Dispose();

        await scene.Client.Lists.ListListsAsync();
    }

    [Test]
    public async Task Handlers_of_the_caller_can_see_the_operation()
    {
        using var scene = new Scene();

        await scene.Client.Lists.ListListsAsync();

        Assert.That(scene.Sent[0].Request.GetIterableOperation(), Is.SameAs(IterableOperations.ListLists));
        Assert.That(new HttpRequestMessage().GetIterableOperation(), Is.Null);
    }

    private static async Task<HttpResponseMessage> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return new HttpResponseMessage();
    }
}
