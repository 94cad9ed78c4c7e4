namespace Iterable.Generated.Tests.RawCalls;

/// <summary>What is known of the operation that a written-out call makes holds for it, and what is known of none is not guessed.</summary>
public class FactsTests
{
    private const string Email = "ada+planted@example.com";

    private static IEnumerable<TestCaseData> Known() => IterableOperations.All
        .Where(operation => operation.Id != "exportExperimentMetrics") // the same call as getExperimentMetrics, read in another form
        .Select(operation => new TestCaseData(operation).SetArgDisplayNames(operation.Id));

    [TestCaseSource(nameof(Known))]
    public async Task Every_operation_is_known_by_its_method_and_path(IterableOperation operation)
    {
        using var scene = new Scene();
        scene.Options.Retry.MaxRetries = 0;
        var seen = new List<IterableOperation>();

        await scene.Client.SendForTextAsync(
            operation.Method,
            "/api" + System.Text.RegularExpressions.Regex.Replace(operation.Path, @"\{\w+\}", "a%2Fvalue"),
            options: new() { OnResponse = info => seen.Add(info.Operation) });

        Assert.That(seen.Single().Path, Is.EqualTo(operation.Path));
        Assert.That(seen.Single().Method, Is.EqualTo(operation.Method));
        Assert.That(seen.Single().RetrySafety, Is.EqualTo(operation.RetrySafety));
    }

    [TestCase("GET", "users/getFields", "getUserFields")]
    [TestCase("GET", "users/getfields", "getUserByEmail")]
    [TestCase("GET", "users/", "unlistedOperation")]
    [TestCase("GET", "users/a/b/c", "unlistedOperation")]
    [TestCase("PUT", "users/getFields", "unlistedOperation")]
    public async Task A_path_that_is_spelled_out_comes_before_a_value(string method, string path, string id)
    {
        using var scene = new Scene();
        var seen = new List<string>();

        await scene.Client.SendForTextAsync(new HttpMethod(method), path, options: new() { OnResponse = info => seen.Add(info.Operation.Id) });

        Assert.That(seen, Is.EqualTo(new[] { id }));
    }

    [Test]
    public async Task A_known_call_keeps_to_the_limit_of_its_operation_beside_the_generated_method()
    {
        using var scene = new Scene();
        scene.Options.RateLimit.MaxWait = TimeSpan.Zero;
        var limit = IterableOperations.ExportDataJson.RateLimit!;
        (await scene.Client.Export.ExportDataJsonAsync(ExportDataType.User)).Dispose();

        var error = await Failures.FailureAsync<IterableRateLimitedException>(async () =>
        {
            for (var i = 0; i < limit.Permits; i++)
                (await scene.Client.SendForStreamAsync(HttpMethod.Get, "export/data.json")).Dispose();
        });

        Assert.That(error.Operation, Is.SameAs(IterableOperations.ExportDataJson));
    }

    [TestCase("GET", "lists", null, null, 2)]
    [TestCase("GET", "lists", IterableRetrySafety.Never, null, 1)]
    [TestCase("POST", "campaigns/create", null, null, 1)]
    [TestCase("GET", "things", null, null, 1)]
    [TestCase("POST", "things", IterableRetrySafety.Always, null, 2)]
    [TestCase("POST", "things", IterableRetrySafety.WithId, """{"id":"x"}""", 2)]
    [TestCase("POST", "things", IterableRetrySafety.WithId, """{"id":""}""", 1)]
    [TestCase("POST", "things", IterableRetrySafety.WithId, """{"a":1}""", 1)]
    [TestCase("POST", "events/track", null, """{"id":"x"}""", 2)]
    [TestCase("POST", "events/track", null, """{"eventName":"x"}""", 1)]
    public async Task A_call_whose_fate_is_unknown_is_made_again_where_that_is_known_to_be_safe(string method, string path, IterableRetrySafety? safety, string? body, int requests)
    {
        using var scene = new Scene().Answers(503).Answers(200);
        var call = scene.Client.SendAsync(new HttpMethod(method), path, body: body, options: new() { RetrySafety = safety });

        if (requests == 1)
            await call.FailureAsync<IterableServerException>();
        else
            await call;

        Assert.That(scene.Sent, Has.Count.EqualTo(requests));
        Assert.That(scene.Sent.Select(sent => sent.Body), Is.All.EqualTo(body));
    }

    [Test]
    public async Task A_call_that_was_refused_before_it_did_anything_is_made_again_always()
    {
        using var scene = new Scene().Answers(429).Answers(200);

        await scene.Client.SendAsync(HttpMethod.Post, "things");

        Assert.That(scene.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_token_is_for_the_user_that_the_call_names_or_the_caller()
    {
        using var scene = new Scene();
        var tokens = new Tokens();
        scene.Options.TokenProvider = tokens;

        await scene.Client.SendAsync(HttpMethod.Get, "users/" + Uri.EscapeDataString(Email));
        await scene.Client.SendAsync(HttpMethod.Get, "things?email=in%2Bpath%40example.com");
        await scene.Client.SendAsync(HttpMethod.Get, "things", new IterableQuery { { "userId", "u 1" } });
        await scene.Client.SendAsync(HttpMethod.Post, "things", body: new { user = new { email = "nested@example.com" } });
        await scene.Client.SendAsync(HttpMethod.Post, "things", body: """{"userId":"u2"}""");
        await scene.Client.SendAsync(HttpMethod.Post, "users/updateEmail", body: new { currentEmail = "old@example.com", newEmail = "new@example.com" });
        await scene.Client.SendAsync(HttpMethod.Get, "things", options: new() { User = IterableUserIdentity.FromUserId("u3") });
        await scene.Client.SendAsync(HttpMethod.Get, "things");

        Assert.That(tokens.Asked.Select(user => user?.Email ?? user?.UserId),
            Is.EqualTo(new[] { Email, "in+path@example.com", "u 1", "nested@example.com", "u2", "old@example.com", "u3", null }));
        Assert.That(scene.Sent.Select(sent => sent.Headers.GetValueOrDefault("Authorization")), Is.All.EqualTo("Bearer token"));
    }

    [Test]
    public async Task An_unknown_user_is_the_empty_answer_that_the_operation_has_for_it()
    {
        using var scene = new Scene().Answers(400, """{"msg":"No user exists with email x","code":"BadParams"}""");

        Assert.That(await scene.Client.SendAsync(HttpMethod.Get, "users/x%40example.com"), Is.EqualTo(new JObject()));
        Assert.That(await scene.Client.SendAsync<Dictionary<string, object>>(HttpMethod.Get, "users/x%40example.com"), Is.Empty);
        await scene.Client.SendAsync<JArray>(HttpMethod.Get, "users/x%40example.com").FailureAsync<IterableUnknownUserException>();
        await scene.Client.SendAsync(HttpMethod.Get, "things/x%40example.com").FailureAsync<IterableUnknownUserException>();
        await scene.Client.SendForTextAsync(HttpMethod.Get, "users/x%40example.com").FailureAsync<IterableUnknownUserException>();
    }

    [Test]
    public async Task What_is_unknown_has_one_name_without_values_in_errors_spans_and_metrics()
    {
        using var watch = new TelemetryWatch();
        using var scene = new Scene().Answers(404, "{}");

        var first = await scene.Client.SendAsync(HttpMethod.Get, "things/" + Uri.EscapeDataString(Email)).FailureAsync<IterableNotFoundException>();
        await scene.Client.SendAsync(HttpMethod.Get, "others/1/" + Uri.EscapeDataString(Email)).FailureAsync<IterableNotFoundException>();

        Assert.That(first.ToString(), Does.Contain("unlistedOperation (GET /{path})").And.Not.Contain("planted"));
        Assert.That(first.Operation!.KeyTypes, Is.Empty);
        var spans = watch.Spans.Where(span => span.Source.Name == IterableTelemetry.ActivitySourceName).ToList();
        Assert.That(spans.Select(span => span.DisplayName).Distinct(), Is.EquivalentTo(new[] { "GET /{path}", "unlistedOperation" }));
        Assert.That(spans.SelectMany(span => span.TagObjects).Select(tag => tag.Value?.ToString()), Has.None.Contains("planted").And.None.Contains("things"));
        Assert.That(watch.MeasuredTags, Has.None.Contains("planted").And.None.Contains("things"));
    }

    [Test]
    public async Task A_key_of_the_wrong_type_is_told_where_the_right_ones_are_not_known()
    {
        using var scene = new Scene().Answers(401, """{"msg":"Disabled API key or insufficient privileges","code":"BadApiKey","params":{"apiKeyType":"ServerSide"}}""");

        var error = await scene.Client.SendAsync(HttpMethod.Get, "things").FailureAsync<IterableUnauthorizedException>();

        Assert.That(error.Message, Does.EndWith("The key is one of the type ServerSide; which types may call this is not known here."));
    }

    private sealed class Tokens : IIterableTokenProvider
    {
        public List<IterableUserIdentity?> Asked { get; } = [];

        public ValueTask<IterableToken?> GetTokenAsync(IterableTokenRequest request, CancellationToken cancellationToken)
        {
            Asked.Add(request.User);
            return new(new IterableToken("token"));
        }
    }
}
