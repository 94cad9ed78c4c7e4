using System.Net;
using Iterable.Generated.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Iterable.Generated.Tests;

/// <summary>What handlers of others, on this client or on all, can do to a call: bound it, refuse it, and never send it again.</summary>
public class HandlersOfOthersTests
{
    private static readonly SendRequest Send = (client, token) => client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(1) { RecipientEmail = "ada@example.com" }, token);
    private static readonly SendRequest Read = (client, token) => client.Lists.ListListsAsync(token);

    private delegate Task SendRequest(IIterableClient client, CancellationToken cancellationToken);

    [Test]
    public async Task Resilience_on_all_clients_is_left_out_of_this_one_wherever_it_was_added([Values] bool before)
    {
        var log = new LogLines();
        using var http = new Recorder(_ => HttpStatusCode.InternalServerError);
        await using var provider = Build(http, services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            if (before)
                services.ConfigureHttpClientDefaults(clients => clients.AddStandardResilienceHandler());
            services.AddIterableClient(Options);
            if (!before)
                services.ConfigureHttpClientDefaults(clients => clients.AddStandardHedgingHandler());
        });

        await Assert.ThatAsync(() => Send(Client(provider), default), Throws.TypeOf<IterableServerException>());
        await Assert.ThatAsync(() => Read(Client(provider), default), Throws.TypeOf<IterableServerException>());

        Assert.That(http.Seen.Select(request => request.RequestUri!.AbsolutePath), Is.EqualTo(new[] { "/api/email/target", "/api/lists", "/api/lists", "/api/lists" }));
        Assert.That(log.Lines.Count(line => line.Contains("were left out of client default (ResilienceHandler)", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_client_of_the_process_keeps_its_handlers()
    {
        using var http = new Recorder(number => number == 1 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);
        await using var provider = Build(http, services =>
        {
            services.AddIterableClient(Options);
            services.AddHttpClient("other").ConfigurePrimaryHttpMessageHandler(() => http).AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);
        });

        using var other = provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        using var response = await other.GetAsync("http://localhost/");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(http.Seen, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_handler_that_repeats_is_held_to_one_request_an_attempt_and_its_outcome_is_the_first_one([Values] bool answered)
    {
        using var http = new Recorder(_ => answered ? HttpStatusCode.BadGateway : throw new HttpRequestException("cut"));
        await using var provider = Build(http, services => services.AddIterableClient(Options).AddHttpMessageHandler(() => new Stubborn()));

        var sent = (await Assert.CatchAsync<IterableException>(() => Send(Client(provider), default)))!;
        var read = (await Assert.CatchAsync<IterableException>(() => Read(Client(provider), default)))!;

        Assert.That(http.Seen.Select(request => request.RequestUri!.AbsolutePath), Is.EqualTo(new[] { "/api/email/target", "/api/lists", "/api/lists", "/api/lists" }));
        Assert.That(new[] { sent, read }, Is.All.TypeOf(answered ? typeof(IterableServerException) : typeof(IterableConnectionException)));
        Assert.That(sent.ResponseBody, Is.EqualTo(answered ? "{}" : null));
    }

    [Test]
    public async Task A_handler_that_a_filter_adds_last_of_all_stands_within_those_of_the_client_wherever_the_filter_was_registered([Values] bool before, [Values] bool outermost)
    {
        using var http = new Recorder(_ => HttpStatusCode.InternalServerError);
        var filter = new Late(handlers => handlers.Insert(outermost ? 0 : handlers.Count, new Stubborn()));
        await using var provider = Build(http, services =>
        {
            if (before)
                services.AddSingleton<IHttpMessageHandlerBuilderFilter>(filter);
            services.AddIterableClient(Options);
            services.AddIterableClient("shop", Options);
            if (!before)
                services.AddSingleton<IHttpMessageHandlerBuilderFilter>(filter);
        });

        await Assert.ThatAsync(() => Send(Client(provider), default), Throws.TypeOf<IterableServerException>());
        await Assert.ThatAsync(() => Send(provider.GetRequiredKeyedService<IIterableClient>("shop"), default), Throws.TypeOf<IterableServerException>());

        Assert.That(http.Seen.Select(request => request.RequestUri!.AbsolutePath), Is.EqualTo(new[] { "/api/email/target", "/api/email/target" }));
    }

    [Test]
    public async Task A_client_whose_handlers_were_removed_with_the_filters_sends_nothing_and_says_what_to_do()
    {
        using var http = new Recorder(_ => HttpStatusCode.OK);
        await using var provider = Build(http, services =>
        {
            services.AddIterableClient(Options);
            services.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        });

        await Assert.ThatAsync(() => Read(Client(provider), default), Throws.InvalidOperationException.With.Message.Contains("IHttpMessageHandlerBuilderFilter").And.Message.Contains("RemoveAllLoggers"));

        Assert.That(http.Seen, Is.Empty);
    }

    [Test]
    public async Task An_answer_that_a_handler_throws_away_to_ask_again_is_a_failure_of_the_attempt([Values] bool disposes)
    {
        using var http = new Recorder(_ => HttpStatusCode.OK);
        await using var provider = Build(http, services =>
        {
            services.AddIterableClient(options =>
            {
                Options(options);
                options.AttemptTimeout = Timeout.InfiniteTimeSpan;
            }).AddHttpMessageHandler(() => disposes ? new Stubborn() : new Forgetful());

            // An answer that is there to be had is waited with for ten seconds; one that is gone is not, and this clock stands still.
            services.AddSingleton<TimeProvider>(new VirtualTime { Jumps = !disposes });
        });

        await Assert.ThatAsync(() => Send(Client(provider), default).WaitAsync(TimeSpan.FromSeconds(30)), Throws.TypeOf<IterableConnectionException>().With.Message.Contains("threw the answer away"));

        Assert.That(http.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_hedge_waits_for_the_request_that_is_on_its_way()
    {
        var hedged = new TaskCompletionSource();
        using var http = new Gate(hedged.Task);
        await using var provider = Build(http, services => services.AddIterableClient(Keep).AddStandardHedgingHandler().Configure(options =>
        {
            options.Hedging.Delay = TimeSpan.Zero;
            options.Hedging.OnHedging = _ =>
            {
                hedged.TrySetResult();
                return default;
            };
        }));

        await Send(Client(provider), default);

        Assert.That(http.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task A_hedge_that_comes_as_the_first_request_is_answered_leaves_the_answer_whole()
    {
        using var http = new Gate(Task.CompletedTask);
        await using var provider = Build(http, services => services.AddIterableClient(Keep).AddHttpMessageHandler(() => new Twice()));

        await Send(Client(provider), default);

        Assert.That(http.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task A_foreign_time_out_comes_out_as_one_of_the_client()
    {
        using var http = new Gate(Task.Delay(Timeout.Infinite));
        await using var provider = Build(http, services => services.AddIterableClient(Keep).AddResilienceHandler("time", pipeline => pipeline.AddTimeout(TimeSpan.FromMilliseconds(20))));

        var error = (await Assert.CatchAsync(() => Send(Client(provider), default)))!;

        Assert.That(error, Is.TypeOf<IterableTimeoutException>());
        Assert.That(error.Message, Does.Contain("TimeoutRejectedException").And.Contain("KeepResilienceHandlers"));
        Assert.That(http.Requests, Is.AtMost(1));
    }

    [Test]
    public async Task A_foreign_breaker_comes_out_as_a_call_that_was_not_sent_and_is_made_again()
    {
        var breaker = new CircuitBreakerManualControl(isIsolated: true);
        using var http = new Recorder(_ => HttpStatusCode.OK);
        await using var provider = Build(http, services => services.AddIterableClient(Keep).AddResilienceHandler("breaker", pipeline => pipeline
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage> { ManualControl = breaker })));

        await Assert.ThatAsync(
            () => Send(Client(provider), default),
            Throws.TypeOf<IterableConnectionException>().With.Property(nameof(IterableConnectionException.SurelyNotSent)).True.And.Message.Contains("IsolatedCircuitException"));
        Assert.That(http.Seen, Is.Empty);

        await breaker.CloseAsync();
        await Send(Client(provider), default);
        Assert.That(http.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancelling_is_cancelling_whatever_stands_between()
    {
        using var cancelling = new CancellationTokenSource();
        using var http = new Gate(Task.Delay(Timeout.Infinite), cancelling.Cancel);
        await using var provider = Build(http, services => services.AddIterableClient(Keep).AddStandardResilienceHandler());

        await Assert.ThatAsync(() => Send(Client(provider), cancelling.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_stream_and_an_answer_come_through_handlers_that_stay()
    {
        using var http = new Recorder(_ => HttpStatusCode.OK);
        await using var provider = Build(http, services => services.AddIterableClient(Keep).AddStandardResilienceHandler());

        await using var reading = Client(provider).Export.ReadAsync(new ExportQuery(ExportDataType.User) { Range = ExportRange.All }).GetAsyncEnumerator();

        Assert.That(await reading.MoveNextAsync(), Is.True);
    }

    [Test]
    public async Task A_primary_handler_of_others_follows_no_redirects()
    {
        using var primary = new HttpClientHandler();
        await using var provider = Build(null, services => services.AddIterableClient(options =>
        {
            Options(options);
            options.BaseAddress = new Uri("http://127.0.0.1:1/api");
        }).ConfigurePrimaryHttpMessageHandler(() => primary));
        Assert.That(primary.AllowAutoRedirect, Is.True);

        await Assert.CatchAsync<IterableConnectionException>(() => Send(Client(provider), default));

        Assert.That(primary.AllowAutoRedirect, Is.False);
    }

    [Test]
    public async Task A_primary_handler_that_was_in_use_and_follows_redirects_is_refused_with_what_to_do()
    {
        using var primary = new SocketsHttpHandler();
        using (var before = new HttpMessageInvoker(primary, disposeHandler: false))
            await Assert.CatchAsync<HttpRequestException>(() => before.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/"), default));
        await using var provider = Build(null, services => services.AddIterableClient(Options).ConfigurePrimaryHttpMessageHandler(() => new Wrapper(primary)));

        await Assert.ThatAsync(
            () => Send(Client(provider), default),
            Throws.InvalidOperationException.With.Message.Contains("SocketsHttpHandler, follows redirects").And.Message.Contains("AllowAutoRedirect = false"));
    }

    private static ServiceProvider Build(HttpMessageHandler? http, Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        if (http is not null)
            services.ConfigureAll<Microsoft.Extensions.Http.HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = http));
        return services.BuildServiceProvider();
    }

    private static void Options(IterableClientOptions options)
    {
        options.ApiKey = "k";
        options.Retry.MaxRetries = 2;
        options.Retry.BaseDelay = TimeSpan.FromTicks(1);
    }

    private static void Keep(IterableClientOptions options)
    {
        Options(options);
        options.KeepResilienceHandlers = true;
    }

    private static IIterableClient Client(IServiceProvider provider) => provider.GetRequiredService<IIterableClient>();

    /// <summary>Sends everything three times, whatever comes back.</summary>
    private sealed class Stubborn : DelegatingHandler
    {
        private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage> { MaxRetryAttempts = 2, Delay = TimeSpan.Zero, ShouldHandle = _ => PredicateResult.True() })
            .Build();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken).AsTask();
    }

    /// <summary>Adds a handler once all others are there.</summary>
    private sealed class Late(Action<IList<DelegatingHandler>> add) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            add(builder.AdditionalHandlers);
        };
    }

    /// <summary>Sends everything twice, and keeps no answer.</summary>
    private sealed class Forgetful : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await base.SendAsync(request, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>A handler of a caller's own around the transport.</summary>
    private sealed class Wrapper(HttpMessageHandler transport) : DelegatingHandler(transport);

    /// <summary>Sends a second time when it has an answer, and takes whichever comes to its end first, as hedging does.</summary>
    private sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var losing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = base.SendAsync(request, cancellationToken);
            await first;
            var second = base.SendAsync(request, losing.Token);
            if (second.IsCompleted)
                return await second;

            await losing.CancelAsync();
            await Assert.CatchAsync<OperationCanceledException>(() => second);
            return await first;
        }
    }

    /// <summary>Answers when it is let.</summary>
    private sealed class Gate(Task open, Action? arrived = null) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            arrived?.Invoke();
            await open.WaitAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
        }
    }
}
