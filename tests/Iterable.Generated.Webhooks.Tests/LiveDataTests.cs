using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tests;

/// <summary>Journey webhooks whose answer the journey reads.</summary>
internal sealed class LiveDataTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private Func<IterableLiveDataRequest, CancellationToken, Task<object?>> _answer = (_, _) => Task.FromResult<object?>(null);

    [TestCase("GET")]
    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("PATCH")]
    [TestCase("DELETE")]
    public async Task A_request_is_handed_over_as_it_came_and_the_answer_is_JSON(string method)
    {
        await using var scene = await StartAsync();
        _answer = (request, _) => Task.FromResult<object?>(new
        {
            Offer = new { request.Method, Place = request.RouteValues["place"], Variant = (string?)request.Query["variant"], Body = Encoding.UTF8.GetString(request.Body.Span), Name = request.ReadJson()?.GetProperty("name").GetString() },
        });

        using var response = await SendAsync(scene, method, "live/paris?variant=b", method == "GET" ? null : """{"name":"Ada"}""");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        var offer = JObject.Parse(await response.Content.ReadAsStringAsync())["offer"]!;
        Assert.That(((string?)offer["method"], (string?)offer["place"], (string?)offer["variant"]), Is.EqualTo((method, "paris", "b")));
        Assert.That((string?)offer["name"], Is.EqualTo(method == "GET" ? null : "Ada"));
    }

    private static IEnumerable<object?[]> Answers() =>
    [
        [null, 200, "{}"],
        [new JObject { ["a"] = new JArray(1, "b") }, 200, """{"a":[1,"b"]}"""],
        [IterableModel.FromJson<IterableWebhookEvent>("""{"eventName":"emailOpen"}"""), 200, """{"eventName":"emailOpen"}"""],
        [new Dictionary<string, int> { ["a"] = 1 }, 200, """{"a":1}"""],
        [JsonDocument.Parse("""{"a":1}"""), 200, """{"a":1}"""],
        ["text", 500, ""],
        [new[] { 1 }, 500, ""],
        [new { a = new { b = new { c = 1 } } }, 200, """{"a":{"b":{"c":1}}}"""],
        [new { a = new { b = new { c = Array.Empty<int>() } } }, 500, ""],
        [new { a = new string('x', 92) }, 200, null],
        [new { a = new string('x', 93) }, 500, ""],
    ];

    [TestCaseSource(nameof(Answers))]
    public async Task An_answer_is_an_object_neither_large_nor_deep(object? answer, int status, string? body)
    {
        await using var scene = await StartAsync(options => (options.MaxAnswerSize, options.MaxAnswerDepth) = (100, 3));
        _answer = (_, _) => Task.FromResult(answer);

        using var response = await SendAsync(scene, "POST", "live/paris", "{}");

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        if (body is not null)
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(body));
        Assert.That(scene.Log.Entries.Any(entry => entry.Event == "AnswerRefused"), Is.EqualTo(status == 500));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task When_time_is_up_the_answer_is_empty_whether_the_handler_heeds_its_token_or_not(bool heeds)
    {
        var clock = new WatchedClock(Longest);
        await using var scene = await StartAsync(options => options.Timeout = Longest, clock);
        using var began = new SemaphoreSlim(0);
        var goOn = new TaskCompletionSource<object?>();
        _answer = (_, cancellationToken) =>
        {
            began.Release();
            return heeds ? goOn.Task.WaitAsync(cancellationToken) : goOn.Task;
        };

        var answering = SendAsync(scene, "GET", "live/paris", null);
        await PassTimeAsync(clock, began);
        using var response = await answering;

        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "{}")));
        goOn.SetResult(null);
    }

    [Test]
    public async Task A_request_stays_what_it_was_for_a_handler_that_outlives_it_also_when_the_connection_has_the_next_one()
    {
        var clock = new WatchedClock(Longest);
        await using var scene = await StartAsync(options => options.Timeout = Longest, clock);
        using var began = new SemaphoreSlim(0);
        var (goOn, seen) = (new TaskCompletionSource<object?>(), new List<IterableLiveDataRequest>());
        _answer = (request, _) =>
        {
            seen.Add(request);
            began.Release();
            return goOn.Task;
        };
        using var client = scene.CreateClient();
        foreach (var path in new[] { "live/paris?variant=b", "live/rome?variant=c" })
        {
            var answering = SendAsync(client, "GET", path, null);
            await PassTimeAsync(clock, began);
            using var response = await answering;
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        Assert.That(
            seen.Select(request => ((string?)request.RouteValues["place"], (string?)request.Query["variant"])),
            Is.EqualTo(new[] { ("paris", "b"), ("rome", "c") }));
        goOn.SetResult(null);
    }

    [Test]
    public async Task A_handler_that_fails_is_500_without_a_body()
    {
        await using var scene = await StartAsync();
        _answer = (_, _) => throw new InvalidOperationException("about ada@example.com");

        using var response = await SendAsync(scene, "POST", "live/paris", "{}");

        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.InternalServerError, "")));
        Assert.That(scene.Log.Entries.Select(entry => entry.Text), Has.Some.Contains("InvalidOperationException").And.None.Contains("ada@"));
    }

    [Test]
    public async Task Who_has_no_secret_is_answered_nothing()
    {
        await using var scene = await StartAsync();
        using var response = await SendAsync(scene, "GET", "live/paris", null, "wrong");
        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.Unauthorized, "")));
    }

    [TestCase("""{"a":1}""", true)]
    [TestCase("", false)]
    [TestCase("a=1", false)]
    [TestCase("{} {}", false)]
    public async Task A_body_that_is_no_JSON_reads_as_none(string body, bool isJson)
    {
        await using var scene = await StartAsync();
        _answer = (request, _) => Task.FromResult<object?>(new { isJson = request.ReadJson() is not null });

        using var response = await SendAsync(scene, "POST", "live/paris", body);

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo($$"""{"isJson":{{(isJson ? "true" : "false")}}}"""));
    }

    private Task<Scene> StartAsync(Action<IterableLiveDataOptions>? set = null, TimeProvider? clock = null) => Scene.StartAsync(
        build: builder =>
        {
            builder.Services.AddSingleton(clock ?? TimeProvider.System);
            builder.Services.AddIterableLiveData(options =>
            {
                options.Secrets.Add("name:password");
                set?.Invoke(options);
            });
        },
        map: (app, _) => app.MapIterableLiveData("/live/{place}", (request, cancellationToken) => _answer(request, cancellationToken)));

    // The body has a time, and then the handler, which has begun when it is up.
    private static async Task PassTimeAsync(WatchedClock clock, SemaphoreSlim began)
    {
        foreach (var begun in new[] { clock.Begun, clock.Begun, began })
            Assert.That(await begun.WaitAsync(TimeSpan.FromMinutes(1)));
        clock.Advance(Longest);
    }

    private static async Task<HttpResponseMessage> SendAsync(Scene scene, string method, string path, string? body, string secret = "name:password")
    {
        using var client = scene.CreateClient();
        return await SendAsync(client, method, path, body, secret);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, string? body, string secret = "name:password")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));
        return await client.SendAsync(request);
    }
}
