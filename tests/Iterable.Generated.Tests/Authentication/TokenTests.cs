using Iterable.Generated.Tests.Wire;

namespace Iterable.Generated.Tests.Authentication;

public class TokenTests
{
    private const string Refusal = """{"msg":"JWT token is expired","code":"InvalidJwtPayload","params":{"endpoint":"/api/events/track"}}""";

    private static readonly TrackEventRequest Event = new("x") { Email = "ada@example.com" };

    [Test]
    public async Task A_token_goes_out_beside_the_key()
    {
        using var scene = new Scene();
        scene.Options.TokenProvider = new Tokens(scene.Time);

        await scene.Client.Events.TrackEventAsync(Event);

        Assert.That(scene.Sent[0].Headers["Authorization"], Is.EqualTo("Bearer token-1"));
        Assert.That(scene.Sent[0].Headers["Api-Key"], Is.EqualTo(Scene.Key));
    }

    [Test]
    public async Task The_provider_is_told_the_user_wherever_the_call_names_one()
    {
        using var scene = new Scene();
        var tokens = new Tokens(scene.Time);
        scene.Options.TokenProvider = tokens;

        await scene.Client.Events.TrackEventAsync(Event);
        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest { UserId = "u1" });
        await scene.Client.Commerce.UpdateCartAsync(new UpdateCartRequest(new CommerceUser { Email = "cart@example.com" }, []));
        await scene.Client.InApp.GetInAppMessagesAsync(email: "in+app@example.com", count: 1);
        await scene.Client.Users.GetUserByUserIdAsync("u 2");
        await scene.Client.Lists.ListListsAsync();
        await scene.Client.With(new IterableCallOptions { User = IterableUserIdentity.FromUserId("u3") }).Lists.ListListsAsync();

        Assert.That(tokens.Asked.Select(user => user?.Email ?? user?.UserId),
            Is.EqualTo(new[] { "ada@example.com", "u1", "cart@example.com", "in+app@example.com", "u 2", null, "u3" }));
    }

    [Test]
    public async Task A_user_that_an_operation_calls_otherwise_is_found_too()
    {
        using var scene = new Scene();
        var tokens = new Tokens(scene.Time);
        scene.Options.TokenProvider = tokens;

        await scene.Client.Users.UpdateUserEmailAsync(new UpdateEmailRequest("new@example.com") { CurrentEmail = "old@example.com" });
        await scene.Client.Users.UpdateUserEmailAsync(new UpdateEmailRequest("new@example.com") { CurrentUserId = "u7" });
        await scene.Client.Users.MergeUsersAsync(new MergeUsersRequest { SourceEmail = "gone@example.com", DestinationEmail = "stays@example.com" });
        await scene.Client.Users.MergeUsersAsync(new MergeUsersRequest { SourceUserId = "gone", DestinationUserId = "stays" });
        await scene.Client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(1) { RecipientEmail = "to@example.com" });
        await scene.Client.Subscriptions.SubscribeUserByEmailAsync("messageType", 1, "in@example.com");

        Assert.That(tokens.Asked.Select(user => user?.Email ?? user?.UserId),
            Is.EqualTo(new[] { "old@example.com", "u7", "stays@example.com", "stays", "to@example.com", "in@example.com" }));
    }

    private static IEnumerable<TestCaseData> CallsOfClients() => SpecDocument.Operations
        .Where(operation => operation.KeyTypes.Any(type => type is "web" or "mobile" or "javascript"))
        .Select(operation => new TestCaseData(operation).SetArgDisplayNames(operation.Id));

    [TestCaseSource(nameof(CallsOfClients))]
    public async Task Every_call_that_client_side_keys_may_make_tells_its_user(object operation)
    {
        var tokens = new Tokens(TimeProvider.System);
        using var call = new WireCall((SpecOperation)operation, WireCall.JsonAnswer(new JObject()), tokens: tokens);

        await call.SendAsync();

        Assert.That(tokens.Asked.Single(), Is.Not.Null);
    }

    [Test]
    public async Task A_token_is_kept_for_its_user_until_a_minute_before_its_end()
    {
        using var scene = new Scene();
        var tokens = new Tokens(scene.Time);
        scene.Options.TokenProvider = tokens;

        await scene.Client.Events.TrackEventAsync(Event);
        scene.Time.Advance(TimeSpan.FromMinutes(59) - TimeSpan.FromTicks(1));
        await scene.Client.Events.TrackEventAsync(Event);
        Assert.That(tokens.Asked, Has.Count.EqualTo(1));

        scene.Time.Advance(TimeSpan.FromTicks(1));
        await scene.Client.Events.TrackEventAsync(Event);
        Assert.That(scene.Sent.Select(sent => sent.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-1", "Bearer token-2" }));
    }

    [Test]
    public async Task Tokens_of_more_users_than_anybody_calls_for_at_a_time_are_not_kept()
    {
        using var scene = new Scene();
        var tokens = new Tokens(scene.Time);
        scene.Options.TokenProvider = tokens;
        scene.Options.RateLimit.Enabled = false;
        Task CallForAsync(int user) => scene.Client.With(new IterableCallOptions { User = IterableUserIdentity.FromUserId($"u{user}") }).Lists.ListListsAsync();
        for (var user = 0; user < 10_000; user++)
            await CallForAsync(user);
        await CallForAsync(0);
        Assert.That(tokens.Asked, Has.Count.EqualTo(10_000));

        await CallForAsync(10_000);
        await CallForAsync(0);

        Assert.That(tokens.Asked, Has.Count.EqualTo(10_002));
    }

    [TestCase(401)]
    [TestCase(400)]
    public async Task A_refused_token_is_replaced_and_the_call_made_once_more_at_once(int status)
    {
        using var scene = new Scene().Answers(status, Refusal).Answers(200);
        scene.Options.TokenProvider = new Tokens(scene.Time);

        // Not even retries that are switched off stand in the way: the service did nothing.
        await scene.Client.With(new IterableCallOptions { Retries = false }).Events.TrackEventAsync(Event);

        Assert.That(scene.Sent.Select(sent => sent.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-2" }));
        Assert.That(scene.Time.Waits.All(wait => wait == TimeSpan.Zero));
    }

    [Test]
    public async Task A_token_that_took_the_place_of_a_refused_one_goes_out_again_when_the_call_is_made_again()
    {
        using var scene = new Scene().Answers(401, Refusal).Answers(503).Answers(200);
        var tokens = new Tokens(scene.Time);
        scene.Options.TokenProvider = tokens;

        await scene.Client.Lists.ListListsAsync();

        Assert.That(scene.Sent.Select(sent => sent.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-2", "Bearer token-2" }));
        Assert.That(tokens.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_token_refused_twice_is_the_end()
    {
        using var scene = new Scene().Answers(401, Refusal);
        var tokens = new Tokens(scene.Time);
        scene.Options.TokenProvider = tokens;

        var error = await scene.Client.Events.TrackEventAsync(Event).FailureAsync<IterableUnauthorizedException>();

        Assert.That(error.Code?.Value, Is.EqualTo("InvalidJwtPayload"));
        Assert.That(scene.Sent, Has.Count.EqualTo(2));
        Assert.That(tokens.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Without_a_provider_a_refusal_is_final()
    {
        using var scene = new Scene().Answers(401, Refusal);

        await scene.Client.Events.TrackEventAsync(Event).FailureAsync<IterableUnauthorizedException>();

        Assert.That(scene.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_second_request_takes_a_permit_of_the_limiter()
    {
        using var scene = new Scene().Answers(401, Refusal).Answers(200);
        using var limiter = new IterableRateLimiter(timeProvider: scene.Time);
        scene.Options.TokenProvider = new Tokens(scene.Time);
        scene.Options.RateLimit.Limiter = limiter;
        scene.Options.RateLimit.Project = "shop";

        await scene.Client.Events.TrackEventAsync(Event);

        Assert.That(limiter.GetStatistics(new IterableRateLimitedCall(IterableOperations.TrackEvent, "shop"))!.TotalSuccessfulLeases, Is.EqualTo(2));
    }

    [Test]
    public async Task Callers_of_one_user_share_a_fetch_and_each_can_be_cancelled_alone()
    {
        using var scene = new Scene();
        var gate = new TaskCompletionSource();
        var tokens = new Tokens(scene.Time) { Before = gate.Task };
        scene.Options.TokenProvider = tokens;
        using var cancellation = new CancellationTokenSource();

        var first = scene.Client.Events.TrackEventAsync(Event);
        var second = scene.Client.Events.TrackEventAsync(Event, cancellation.Token);
        var third = scene.Client.Events.TrackEventAsync(Event);
        cancellation.Cancel();
        await second.FailureAsync<OperationCanceledException>();
        gate.SetResult();
        await Task.WhenAll(first, third);

        Assert.That(tokens.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_key_can_be_rotated_without_a_new_client()
    {
        using var scene = new Scene();
        var key = "first-key";
        scene.Options.ApiKey = "";
        scene.Options.ApiKeyProvider = async cancellationToken =>
        {
            await Task.Yield();
            return key;
        };

        await scene.Client.Lists.ListListsAsync();
        key = "second-key";
        await scene.Client.Lists.ListListsAsync();

        Assert.That(scene.Sent.Select(sent => sent.Headers["Api-Key"]), Is.EqualTo(new[] { "first-key", "second-key" }));
    }

    // The limit asks for the key first, where there is one.
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_provider_that_takes_its_time_does_not_hold_the_thread_of_the_caller(bool isLimited)
    {
        using var scene = new Scene();
        scene.Options.RateLimit.Enabled = isLimited;
        var vault = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Options.ApiKeyProvider = _ => new(vault.Task);

        var begun = Task.Run(() => (Call: scene.Client.Lists.ListListsAsync(), 0));
        try
        {
            await begun.WaitAsync(VirtualTime.Patience);
        }
        finally
        {
            vault.TrySetResult("late-key");
        }

        await (await begun).Call;
        Assert.That(scene.Sent[0].Headers["Api-Key"], Is.EqualTo("late-key"));
    }

    [Test]
    public async Task A_key_that_came_late_from_its_provider_is_not_shown_either_when_the_service_repeats_it()
    {
        using var scene = new Scene().Answers(400, """{"code":"BadParams","msg":"Api-Key: late-key"}""");
        scene.Options.RateLimit.Enabled = false;
        scene.Options.ApiKeyProvider = async _ =>
        {
            await Task.Yield();
            return "late-key";
        };

        var error = await scene.Client.Lists.ListListsAsync().FailureAsync();

        Assert.That(error.ApiMessage, Is.EqualTo("Api-Key: ***"));
    }

    [Test]
    public async Task A_provided_key_is_checked_like_any_other()
    {
        using var scene = new Scene();
        scene.Options.ApiKeyProvider = _ => new("planted key");

        var error = await scene.Client.Lists.ListListsAsync().FailureAsync<IterableProviderException>();

        Assert.That(error.InnerException!.Message, Does.Contain("a space at position 8").And.Not.Contain("planted"));
    }

    [TestCase("{\"exp\":1}", 1)]
    [TestCase("{\"exp\":12}", 12)]
    [TestCase("{\"exp\":123}", 123)]
    [TestCase("{\"exp\":1599693219,\"name\":\"~~~???\"}", 1599693219)]
    public void The_expiry_is_read_from_a_token_of_any_length(string claims, long seconds)
    {
        var payload = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(claims)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        Assert.That(new IterableToken($"e30.{payload}.c2ln").ExpiresAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(seconds)));
    }

    [TestCase("e30.n*t.c2ln", TestName = "A_token_whose_claims_are_not_to_be_read_is_used_until_it_is_refused(no base64)")]
    [TestCase("e30.eyJleHAiOjk5OTk5OTk5OTk5OTk5OTk5fQ.c2ln", TestName = "A_token_whose_claims_are_not_to_be_read_is_used_until_it_is_refused(beyond all years)")]
    [TestCase("e30.bm9uZQ.c2ln", TestName = "A_token_whose_claims_are_not_to_be_read_is_used_until_it_is_refused(no JSON)")]
    public void A_token_whose_claims_are_not_to_be_read_is_used_until_it_is_refused(string token) =>
        Assert.That(new IterableToken(token).ExpiresAt, Is.Null);

    [Test]
    public void A_token_of_any_printable_characters_is_taken_as_it_is()
    {
        var value = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c));

        Assert.That(new IterableToken(value).Value, Is.EqualTo(value));
    }

    [Test]
    public async Task The_provider_is_told_what_is_called_with_the_token()
    {
        using var scene = new Scene();
        var tokens = new Tokens(scene.Time);
        scene.Options.TokenProvider = tokens;

        await scene.Client.Events.TrackEventAsync(Event);

        Assert.That(tokens.Operations, Is.EqualTo(new[] { IterableOperations.TrackEvent }));
        Assert.Throws<ArgumentNullException>(() => _ = new IterableTokenRequest(null!, null));
    }

    [Test]
    public void A_token_tells_its_expiry_and_not_itself()
    {
        var token = new IterableToken("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJlbWFpbCI6InRlc3RAaXRlcmFibGUuY29tIiwiaWF0IjoxNTk5NjkzMjE4LCJleHAiOjE1OTk2OTMyMTl9.eDbexB7CnK2jGsXvHfYENrCEkblrLKxgMNbmlfJHXUA");

        Assert.That(token.ExpiresAt, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1599693219)));
        Assert.That(token.ToString(), Is.EqualTo("a token until 2020-09-09T23:13:39Z"));
        Assert.That(new IterableToken("opaque").ExpiresAt, Is.Null);
        Assert.Throws<ArgumentException>(() => _ = new IterableToken("two words"));
    }

    private sealed class Tokens(TimeProvider time) : IIterableTokenProvider
    {
        public List<IterableUserIdentity?> Asked { get; } = [];

        public List<IterableOperation> Operations { get; } = [];

        public Task Before { get; set; } = Task.CompletedTask;

        public async ValueTask<IterableToken?> GetTokenAsync(IterableTokenRequest request, CancellationToken cancellationToken)
        {
            int number;
            lock (Asked)
            {
                Asked.Add(request.User);
                Operations.Add(request.Operation);
                number = Asked.Count;
            }

            await Before.WaitAsync(cancellationToken);
            return new IterableToken($"token-{number}", time.GetUtcNow().AddHours(1));
        }
    }
}
