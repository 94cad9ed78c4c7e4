namespace Iterable.Generated.Tests.Authentication;

/// <summary>What the application gives to the client fails as what it is: not as Iterable, not repeated, with nothing sent.</summary>
public class ProviderFailureTests
{
    private static readonly Exception[] Thrown =
        [new HttpRequestException("vault"), new TaskCanceledException("vault"), new IOException("vault"), new TimeoutException("vault"), new InvalidOperationException("vault")];

    [TestCaseSource(nameof(Thrown))]
    public async Task A_provider_of_keys_that_fails_is_reported_as_that(Exception thrown)
    {
        foreach (var provider in new Func<CancellationToken, ValueTask<string>>[] { _ => throw thrown, async _ => { await Task.Yield(); throw thrown; } })
        {
            var asked = 0;
            await AssertFailureAsync(
                options => options.ApiKeyProvider = token =>
                {
                    asked++;
                    return provider(token);
                },
                nameof(IterableClientOptions.ApiKeyProvider),
                inner => Assert.That(inner, Is.SameAs(thrown)));
            Assert.That(asked, Is.EqualTo(1));
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a key")]
    public async Task What_cannot_be_a_key_is_a_failure_of_its_provider(string? key)
    {
        foreach (var provider in new Func<CancellationToken, ValueTask<string>>[] { _ => new(key!), async _ => { await Task.Yield(); return key!; } })
        {
            await AssertFailureAsync(
                options => options.ApiKeyProvider = provider,
                nameof(IterableClientOptions.ApiKeyProvider),
                inner => Assert.That(inner, Is.TypeOf<ArgumentException>()));
        }
    }

    [TestCaseSource(nameof(Thrown))]
    public async Task A_provider_of_tokens_that_fails_is_reported_as_that(Exception thrown)
    {
        foreach (var provider in new Func<ValueTask<IterableToken?>>[] { () => throw thrown, async () => { await Task.Yield(); throw thrown; } })
        {
            var tokens = new Tokens((_, _) => provider());
            await AssertFailureAsync(options => options.TokenProvider = tokens, nameof(IterableClientOptions.TokenProvider), inner => Assert.That(inner, Is.SameAs(thrown)));
            Assert.That(tokens.Asked, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Calls_that_wait_for_a_token_share_the_outcome_of_one_fetch()
    {
        using var scene = new Scene();
        var failing = new TaskCompletionSource<IterableToken?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var tokens = new Tokens((_, _) => new(failing.Task));
        scene.Options.TokenProvider = tokens;
        var calls = Enumerable.Range(0, 10).Select(_ => scene.Client.Lists.ListListsAsync()).ToList();

        failing.SetException(new IOException("vault"));

        foreach (var call in calls)
            await call.FailureAsync<IterableProviderException>();
        Assert.That((tokens.Asked, scene.Sent.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_fetch_that_failed_is_made_again_for_the_next_call()
    {
        using var scene = new Scene();
        var tokens = new Tokens((asked, _) => asked == 1 ? throw new IOException("vault") : new(new IterableToken("t")));
        scene.Options.TokenProvider = tokens;

        await scene.Client.Lists.ListListsAsync().FailureAsync<IterableProviderException>();
        await scene.Client.Lists.ListListsAsync();

        Assert.That((tokens.Asked, scene.Sent.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_call_that_is_cancelled_leaves_the_fetch_to_the_others_and_the_last_one_ends_it()
    {
        using var scene = new Scene();
        var given = CancellationToken.None;
        scene.Options.TokenProvider = new Tokens(async (_, token) =>
        {
            given = token;
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var calls = new[] { scene.Client.Lists.ListListsAsync(first.Token), scene.Client.Lists.ListListsAsync(second.Token) };

        first.Cancel();
        Assert.That((await calls[0].FailureAsync<OperationCanceledException>()).CancellationToken, Is.EqualTo(first.Token));
        Assert.That(given.IsCancellationRequested, Is.False);
        second.Cancel();
        Assert.That((await calls[1].FailureAsync<OperationCanceledException>()).CancellationToken, Is.EqualTo(second.Token));
        Assert.That(given.IsCancellationRequested);
    }

    [Test]
    public async Task A_call_after_those_that_gave_up_a_fetch_does_not_wait_for_it()
    {
        using var scene = new Scene();
        var never = new TaskCompletionSource<IterableToken?>();
        scene.Options.TokenProvider = new Tokens((asked, _) => asked == 1 ? new(never.Task) : new(new IterableToken("t2")));
        using var cancellation = new CancellationTokenSource();
        var givenUp = scene.Client.Lists.ListListsAsync(cancellation.Token);
        cancellation.Cancel();
        await givenUp.FailureAsync<OperationCanceledException>();

        await scene.Client.Lists.ListListsAsync().WaitAsync(VirtualTime.Patience);

        Assert.That(scene.Sent.Single().Headers["Authorization"], Is.EqualTo("Bearer t2"));
    }

    [Test]
    public async Task A_fetch_that_was_given_up_and_ends_late_takes_the_place_of_no_newer_token()
    {
        using var scene = new Scene();
        var late = new TaskCompletionSource<IterableToken?>();
        var tokens = new Tokens((asked, _) => asked == 1 ? new(late.Task) : new(new IterableToken("t2")));
        scene.Options.TokenProvider = tokens;
        using var cancellation = new CancellationTokenSource();
        var givenUp = scene.Client.Lists.ListListsAsync(cancellation.Token);
        cancellation.Cancel();
        await givenUp.FailureAsync<OperationCanceledException>();
        await scene.Client.Lists.ListListsAsync().InTime();

        late.SetResult(new IterableToken("t1"));
        await scene.Client.Lists.ListListsAsync().InTime();

        Assert.That(scene.Sent.Select(sent => sent.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer t2", "Bearer t2" }));
        Assert.That(tokens.Asked, Is.EqualTo(2));
    }

    [Test]
    public async Task A_token_that_comes_after_its_callers_gave_up_is_that_of_the_next_call()
    {
        using var scene = new Scene();
        var late = new TaskCompletionSource<IterableToken?>();
        var tokens = new Tokens((_, _) => new(late.Task));
        scene.Options.TokenProvider = tokens;
        using var cancellation = new CancellationTokenSource();
        var givenUp = scene.Client.Lists.ListListsAsync(cancellation.Token);
        cancellation.Cancel();
        await givenUp.FailureAsync<OperationCanceledException>();

        late.SetResult(new IterableToken("t1"));
        await scene.Client.Lists.ListListsAsync().InTime();

        Assert.That(scene.Sent.Single().Headers["Authorization"], Is.EqualTo("Bearer t1"));
        Assert.That(tokens.Asked, Is.EqualTo(1));
    }

    [Test]
    public async Task A_token_that_comes_late_ends_no_fetch_but_its_own()
    {
        using var scene = new Scene();
        var fetches = new[] { new TaskCompletionSource<IterableToken?>(), new TaskCompletionSource<IterableToken?>() };
        var tokens = new Tokens((asked, _) => new(fetches[asked - 1].Task));
        scene.Options.TokenProvider = tokens;
        using var cancellation = new CancellationTokenSource();
        var givenUp = scene.Client.Lists.ListListsAsync(cancellation.Token);
        cancellation.Cancel();
        await givenUp.FailureAsync<OperationCanceledException>();
        var waiting = scene.Client.Lists.ListListsAsync();

        fetches[0].SetResult(new IterableToken("t1"));
        await scene.Client.Lists.ListListsAsync().InTime();
        fetches[1].SetResult(new IterableToken("t2"));
        await waiting.InTime();
        await scene.Client.Lists.ListListsAsync().InTime();

        Assert.That(scene.Sent.Select(sent => sent.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer t1", "Bearer t2", "Bearer t2" }));
        Assert.That(tokens.Asked, Is.EqualTo(2));
    }

    [Test]
    public async Task A_provider_of_keys_that_never_answers_and_listens_to_no_token_suspends_neither_the_time_of_a_call_nor_its_cancellation([Values] bool cancelled, [Values] bool limited)
    {
        using var scene = new Scene();
        scene.Time.Jumps = false;
        scene.Options.RateLimit.Enabled = limited;
        scene.Options.ApiKeyProvider = _ => new(new TaskCompletionSource<string>().Task);
        using var cancellation = new CancellationTokenSource();
        var call = scene.Client.With(new IterableCallOptions { Timeout = TimeSpan.FromSeconds(5) }).Users.UpdateUserAsync(new UserUpdateRequest(), cancellation.Token);

        if (cancelled)
            cancellation.Cancel();
        else
            scene.Time.Advance(TimeSpan.FromSeconds(5));

        if (cancelled)
            Assert.That((await call.FailureAsync<OperationCanceledException>()).CancellationToken, Is.EqualTo(cancellation.Token));
        else
            Assert.That((await call.FailureAsync<IterableTimeoutException>()).SurelyNotSent, Is.True);
        Assert.That(scene.Sent, Is.Empty);
    }

    [Test]
    public async Task A_provider_of_keys_is_asked_once_for_each_attempt()
    {
        using var scene = new Scene().Answers(503).Answers(503).Answers(200);
        var asked = 0;
        scene.Options.ApiKeyProvider = async _ =>
        {
            await Task.Yield();
            return $"key-{++asked}";
        };

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });

        Assert.That(scene.Sent.Select(sent => sent.Headers["Api-Key"]), Is.EqualTo(new[] { "key-1", "key-2", "key-3" }));
        Assert.That(asked, Is.EqualTo(3));
    }

    [Test]
    public async Task A_call_that_is_cancelled_while_a_provider_works_is_cancelled()
    {
        using var scene = new Scene();
        using var cancellation = new CancellationTokenSource();
        scene.Options.ApiKeyProvider = async token =>
        {
            cancellation.Cancel();
            await Task.Yield();
            throw new HttpRequestException("vault");
        };

        var failure = await scene.Client.Lists.ListListsAsync(cancellation.Token).FailureAsync<OperationCanceledException>();

        Assert.That(failure.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    private static async Task AssertFailureAsync(Action<IterableClientOptions> configure, string name, Action<Exception?> assertInner)
    {
        using var scene = new Scene();
        configure(scene.Options);

        var failure = await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" }).FailureAsync<IterableProviderException>();

        assertInner(failure.InnerException);
        Assert.That(failure.Message, Does.Contain("updateUser").And.Contain($"IterableClientOptions.{name}").And.Not.Contain("vault"));
        Assert.That((failure.StatusCode, failure.Attempts, failure.SurelyNotSent, scene.Sent.Count), Is.EqualTo(((HttpStatusCode?)null, 0, true, 0)));
    }

    private sealed class Tokens(Func<int, CancellationToken, ValueTask<IterableToken?>> get) : IIterableTokenProvider
    {
        public int Asked { get; private set; }

        public ValueTask<IterableToken?> GetTokenAsync(IterableTokenRequest request, CancellationToken cancellationToken) => get(++Asked, cancellationToken);
    }
}
