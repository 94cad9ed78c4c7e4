namespace Iterable.Generated.Tests.Http;

/// <summary>What stands between the handlers of the client and its transport may look at an attempt and end it, and does not make two of it.</summary>
public class HandlersOfOthersTests
{
    private static readonly TargetEmailRequest Message = new(1) { RecipientEmail = "ada@example.com" };

    [Test]
    public async Task A_request_that_was_answered_goes_out_once_whatever_a_handler_does_and_the_answer_comes_out_whole()
    {
        using var web = new Web(_ =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("grün", System.Text.Encoding.Latin1, "text/plain") };
            response.Headers.Add("Iterable-Request-Id", "req-7");
            return response;
        });
        using var client = web.Client(new Again());

        var error = await client.Email.SendTransactionalEmailAsync(Message).FailureAsync<IterableServerException>();

        Assert.That(web.Seen, Has.Count.EqualTo(1));
        Assert.That((error.ResponseBody, error.RequestId, error.SurelyNotSent, error.Attempts), Is.EqualTo(("grün", "req-7", false, 1)));
    }

    [Test]
    public async Task A_refusal_whose_text_breaks_off_is_that_refusal_whatever_a_handler_does()
    {
        using var web = new Web(_ => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StreamContent(new FaultyStream(new string('x', 1_500_000), new IOException("cut"))) });
        using var client = web.Client(new Again());

        var error = await client.Email.SendTransactionalEmailAsync(Message).FailureAsync<IterableBadRequestException>();

        Assert.That((web.Seen.Count, error.ResponseBody?.Length), Is.EqualTo((1, 1024 * 1024)));
    }

    [Test]
    public async Task A_request_that_was_cut_goes_out_once_whatever_a_handler_does_and_fails_as_it_did()
    {
        using var web = new Web(_ => throw new HttpRequestException("cut", new IOException()));
        web.Time.Jumps = false;
        using var client = web.Client(new Again());

        var error = await client.Email.SendTransactionalEmailAsync(Message).WaitAsync(TimeSpan.FromSeconds(30)).FailureAsync<IterableConnectionException>();

        Assert.That((web.Seen.Count, error.SurelyNotSent), Is.EqualTo((1, false)));
        Assert.That(error.Message, Does.Not.Contain("threw the answer away"));
    }

    [Test]
    public async Task A_refused_read_is_made_again_by_the_client_alone()
    {
        using var web = new Web(number => new HttpResponseMessage(number == 1 ? HttpStatusCode.BadGateway : HttpStatusCode.OK) { Content = new StringContent("""{"lists":[]}""") });
        using var client = web.Client(new Again { OnlyFailures = true });

        await client.Lists.ListListsAsync();

        Assert.That(web.Seen, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task An_answer_that_was_thrown_away_is_a_failure_at_once_and_the_service_may_have_acted()
    {
        using var web = new Web(_ => new HttpResponseMessage { Content = new StringContent("{}") });
        web.Time.Jumps = false;
        using var client = web.Client(new Again());

        var error = await client.Email.SendTransactionalEmailAsync(Message).WaitAsync(TimeSpan.FromSeconds(30)).FailureAsync<IterableConnectionException>();

        Assert.That((web.Seen.Count, error.SurelyNotSent), Is.EqualTo((1, false)));
        Assert.That(error.Message, Does.Contain("threw the answer away"));
    }

    [Test]
    public async Task An_answer_that_a_handler_forgets_is_waited_with_for_ten_seconds()
    {
        using var web = new Web(_ => new HttpResponseMessage { Content = new StringContent("{}") });
        using var client = web.Client(new Again { KeepsAnswers = true });

        await client.Email.SendTransactionalEmailAsync(Message).FailureAsync<IterableConnectionException>();

        Assert.That(web.Time.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(10) }));
    }

    [Test]
    public async Task A_hedge_waits_for_the_request_that_is_on_its_way_and_ends_when_it_is_not_needed()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var web = new Web(async (_, token) => await answer.Task.WaitAsync(token));
        web.Time.Jumps = false;

        // It is given up when it waits with the answer that is there.
        var hedge = new Hedge(() => answer.TrySetResult(new HttpResponseMessage { Content = new StringContent("{}") }), () => web.Time.WaitsBegunAsync(1));
        using var client = web.Client(hedge);

        await client.Email.SendTransactionalEmailAsync(Message);

        Assert.That(web.Seen, Has.Count.EqualTo(1));
        Assert.That(hedge.WasWaiting);
        await hedge.Second.FailureAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_hedge_that_is_given_up_while_the_first_request_is_on_its_way_ends()
    {
        var ended = new TaskCompletionSource();
        using var web = new Web(async (_, token) =>
        {
            // It hears of the token when the hedge has.
            await ended.Task;
            await Task.Delay(Timeout.Infinite, token);
            return new HttpResponseMessage();
        });
        using var cancellation = new CancellationTokenSource();
        var hedge = new Hedge(cancellation.Cancel);
        using var client = web.Client(hedge);

        var call = client.Email.SendTransactionalEmailAsync(Message, cancellation.Token);
        await hedge.Second.FailureAsync<OperationCanceledException>();
        ended.SetResult();

        await call.WaitAsync(TimeSpan.FromSeconds(30)).FailureAsync<OperationCanceledException>();
        Assert.That(web.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_redirect_of_a_read_is_followed_before_a_handler_sees_it([Values] bool endsSomewhere)
    {
        using var web = new Web(number => endsSomewhere && number == 2
            ? new HttpResponseMessage { Content = new StringContent("""{"lists":[]}""") }
            : new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri($"/e/{number % 2}", UriKind.Relative) } });
        var passes = new Passes();
        using var client = web.Client(passes);

        if (endsSomewhere)
            await client.Lists.ListListsAsync();
        else
            await client.Lists.ListListsAsync().FailureAsync();

        Assert.That((web.Seen.Count, passes.Count), Is.EqualTo((endsSomewhere ? 2 : 3, 1)));
        Assert.That(web.Seen.Select(request => request.Headers.Contains("Api-Key")), Is.All.True);
    }

    [Test]
    public async Task A_request_that_is_no_call_of_the_client_goes_out_as_often_as_it_is_sent_and_follows_redirects()
    {
        using var web = new Web(number => number % 2 == 1
            ? new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("/there", UriKind.Relative) } }
            : new HttpResponseMessage { Content = new StringContent("there") });
        using var client = web.Client(new Again());

        Assert.That(await web.Http.GetStringAsync("https://caller.example/here"), Is.EqualTo("there"));

        Assert.That(web.Seen.Select(request => request.RequestUri!.AbsolutePath), Is.EqualTo(new[] { "/here", "/there", "/here", "/there" }));
    }

    [Test]
    public async Task A_transport_that_follows_redirects_is_told_not_to()
    {
        using var transport = new HttpClientHandler();
        using var web = new Web(transport);
        using var client = web.Client();

        await client.Lists.ListListsAsync(new CancellationToken(canceled: true)).FailureAsync<OperationCanceledException>();
        Assert.That(transport.AllowAutoRedirect);
        await client.Lists.ListListsAsync().FailureAsync<IterableConnectionException>();

        Assert.That(transport.AllowAutoRedirect, Is.False);
    }

    [Test]
    public async Task A_transport_that_was_used_before_and_follows_redirects_is_refused()
    {
        using var transport = new HttpClientHandler();
        using (var before = new HttpClient(transport, disposeHandler: false))
            await before.GetAsync("http://127.0.0.1:1/").FailureAsync<HttpRequestException>();
        using var web = new Web(transport);
        using var client = web.Client();

        var error = await client.Lists.ListListsAsync().FailureAsync<InvalidOperationException>();

        Assert.That(error.Message, Does.Contain("HttpClientHandler, follows redirects").And.Contain("AllowAutoRedirect = false"));
    }

    [Test]
    public async Task A_handler_that_refuses_to_send_is_named_and_nothing_was_sent()
    {
        using var web = new Web(_ => new HttpResponseMessage { Content = new StringContent("{}") });
        using var client = web.Client(new Refuses());

        var error = await client.Email.SendTransactionalEmailAsync(Message).FailureAsync<IterableConnectionException>();

        Assert.That((web.Seen.Count, error.SurelyNotSent), Is.EqualTo((0, true)));
        Assert.That(error.Message, Does.Contain("RateLimiterRejectedException").And.Contain("KeepResilienceHandlers"));
    }

    [Test]
    public async Task What_a_handler_throws_of_its_own_comes_out_as_that()
    {
        using var web = new Web(_ => new HttpResponseMessage { Content = new StringContent("{}") });
        using var client = web.Client(new Throws(new NotSupportedException("mine")));

        var error = await client.Email.SendTransactionalEmailAsync(Message).FailureAsync<NotSupportedException>();

        Assert.That((error.Message, web.Seen.Count), Is.EqualTo(("mine", 1)));
    }

    [Test]
    public async Task A_handler_that_ends_a_request_for_its_time_is_a_time_out()
    {
        using var web = new Web(_ => throw new Polly.Timeout.TimeoutRejectedException());
        using var client = web.Client(new Passes());

        var error = await client.Email.SendTransactionalEmailAsync(Message).FailureAsync<IterableTimeoutException>();

        Assert.That((web.Seen.Count, error.SurelyNotSent), Is.EqualTo((1, false)));
        Assert.That(error.Message, Does.Contain("TimeoutRejectedException").And.Contain("KeepResilienceHandlers"));
    }

    [Test]
    public async Task A_client_that_was_disposed_sends_nothing_also_where_its_handlers_live_on()
    {
        using var web = new Web(_ => new HttpResponseMessage { Content = new StringContent("{}") });
        using var client = web.Client();
        client.Dispose();

        await client.Lists.ListListsAsync().FailureAsync<ObjectDisposedException>();

        Assert.That(web.Seen, Is.Empty);
    }

    /// <summary>Sends everything twice, or what failed, and takes what comes last.</summary>
    private sealed class Again : DelegatingHandler
    {
        public bool OnlyFailures { get; init; }

        public bool KeepsAnswers { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (OnlyFailures && response.IsSuccessStatusCode)
                    return response;
                if (!KeepsAnswers)
                    response.Dispose();
            }
            catch (HttpRequestException)
            {
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Sends a second time while the first is on its way, and gives that up when the first has come to an end.</summary>
    private sealed class Hedge(Action hedged, Func<Task>? answered = null) : DelegatingHandler
    {
        public Task Second { get; private set; } = Task.CompletedTask;

        public bool WasWaiting { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var losing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = base.SendAsync(request, cancellationToken);
            Second = base.SendAsync(request, losing.Token);
            WasWaiting = !Second.IsCompleted;
            hedged();
            try
            {
                var response = await first;
                if (answered is not null)
                    await answered();
                return response;
            }
            finally
            {
                losing.Cancel();
            }
        }
    }

    private sealed class Passes : DelegatingHandler
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Does not like what comes back.</summary>
    private sealed class Throws(Exception exception) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var response = await base.SendAsync(request, cancellationToken);
            throw exception;
        }
    }

    private sealed class Refuses : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new RateLimiterRejectedException();
    }

    private sealed class RateLimiterRejectedException : Polly.ExecutionRejectedException;

    /// <summary>The service beneath a client whose handlers stand around those of others.</summary>
    private sealed class Web : IDisposable
    {
        private readonly HttpMessageHandler _transport;
        private IterableMessageHandlers? _handlers;

        public Web(HttpMessageHandler transport) => _transport = transport;

        public Web(Func<int, HttpResponseMessage> answer)
            : this((number, _) => Task.FromResult(answer(number)))
        {
        }

        public Web(Func<int, CancellationToken, Task<HttpResponseMessage>> answer) => _transport = new Service(Seen, answer);

        public List<HttpRequestMessage> Seen { get; } = [];

        public VirtualTime Time { get; } = new() { Jumps = true };

        public HttpClient Http { get; private set; } = null!;

        public IterableClient Client(params DelegatingHandler[] others)
        {
            _handlers = new IterableMessageHandlers(new IterableClientOptions
            {
                ApiKey = "k",
                TimeProvider = Time,
                AttemptTimeout = Timeout.InfiniteTimeSpan,
                BaseAddress = _transport is HttpClientHandler ? new Uri("http://127.0.0.1:1/api") : null,
                Retry = { MaxRetries = 1 },
            });
            var chain = others.ToList();
            _handlers.Surround(chain);
            var next = _transport;
            foreach (var handler in Enumerable.Reverse(chain))
            {
                handler.InnerHandler = next;
                next = handler;
            }

            Http = new HttpClient(next) { Timeout = Timeout.InfiniteTimeSpan };
            return new IterableClient(_handlers, () => Http);
        }

        public void Dispose()
        {
            Http.Dispose();
            _handlers?.Dispose();
        }

        private sealed class Service(List<HttpRequestMessage> seen, Func<int, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                seen.Add(request);
                return answer(seen.Count, cancellationToken);
            }
        }
    }
}
