using System.Text;

namespace Iterable.Generated.Tests.Telemetry;

/// <summary>Nothing planted in a call or an answer comes out in a log, a span, a metric or an exception, whatever fails.</summary>
[NonParallelizable]
public class NothingPersonalTests
{
    private const string Email = "ada.lovelace+planted@example.com";
    private const string Secret = "planted-secret-7";

    private static readonly string[] Planted = [Email, Uri.EscapeDataString(Email), "lovelace", "+planted", Secret, Scene.Key];

    private static IEnumerable<TestCaseData> Scenarios()
    {
        var envelope = JsonConvert.SerializeObject(new
        {
            msg = $"{Email} {Secret}",
            code = Email,
            @params = new { Email, key = Scene.Key, validationErrors = new Dictionary<string, object> { [$"p:::{Email}"] = new { offendingValue = Secret } } },
        });
        foreach (var status in new[] { 301, 400, 401, 403, 404, 409, 413, 429, 500, 503 })
        {
            yield return Scenario($"HTTP {status}", scene => scene.Answers(status, envelope, Spoil));
            yield return Scenario($"HTTP {status} as HTML", scene => scene.Answers(status, $"<html>{Email}{Scene.Key}", Spoil));
        }

        foreach (var code in new[] { "BadApiKey", "InvalidJwtPayload", "RequestFieldsTypesMismatched", "RateLimitExceeded" })
            yield return Scenario(code, scene => scene.Answers(400, envelope.Replace($"\"code\":\"{Email}\"", $"\"code\":\"{code}\""), Spoil));

        yield return Scenario("unreadable", scene => scene.Answers(200, $"<{Email} {Secret}", Spoil));
        yield return Scenario("disallowed", scene => scene.Answers(200, $$"""{"msg":"event {{Secret}} is disallowed from tracking.","code":"Success"}""", Spoil));
        yield return Scenario("connection", scene => scene.Fails(new HttpRequestException($"GET /users/{Email}", new IOException(Secret))));
        yield return Scenario("timeout", scene => scene.Fails(new TaskCanceledException(Email)));
        yield return Scenario("wait too long", scene => scene.Answers(429, envelope, response => response.Headers.TryAddWithoutValidation("Retry-After", "9999")));
        yield return Scenario("queue full", scene =>
        {
            scene.Options.RateLimit.QueueLimit = 0;
            scene.Options.RateLimit.Share = 0.0001;
            return scene;
        });

        static TestCaseData Scenario(string name, Func<Scene, Scene> arrange) => new TestCaseData(arrange).SetArgDisplayNames(name);
        static void Spoil(HttpResponseMessage response)
        {
            response.ReasonPhrase = Email;
            response.Headers.TryAddWithoutValidation("X-Planted", $"{Email} {Scene.Key}");
        }
    }

    [TestCaseSource(nameof(Scenarios))]
    public async Task Nothing_planted_comes_out(Delegate scenario)
    {
        var arrange = (Func<Scene, Scene>)scenario;
        var log = new LogWatch();
        var texts = new StringBuilder();
        using var watch = new TelemetryWatch();
        foreach (var call in Calls())
        {
            using var scene = arrange(new Scene());
            scene.Options.LoggerFactory = log;
            scene.Options.Retry.MaxRetries = 1;
            scene.Options.TokenProvider = new PlantedToken();
            for (var i = 0; i < 2; i++)
            {
                try
                {
                    await call(scene.Client.With(new IterableCallOptions { Headers = { ["X-Mine"] = Secret } }));
                }
                catch (Exception e)
                {
                    texts.AppendLine(e.ToString());
                    texts.AppendLine(string.Join(" ", e.Data.Keys.Cast<object>().Concat(e.Data.Values.Cast<object>())));
                }
            }
        }

        foreach (var text in watch.Texts().Concat(log.Entries.Select(entry => entry.Text)))
            texts.AppendLine(text);
        foreach (var planted in Planted)
            Assert.That(texts.ToString(), Does.Not.Contain(planted).IgnoreCase);
        Assert.That(log.Entries, Is.Not.Empty);
        Assert.That(watch.Spans, Is.Not.Empty);
    }

    private static IEnumerable<Func<IterableClient, Task>> Calls()
    {
        yield return client => client.Users.GetUserByEmailAsync(Email);
        yield return client => client.Users.UpdateUserAsync(new UserUpdateRequest { Email = Email, DataFields = new JObject { [Email] = Secret } });
        yield return client => client.Events.TrackEventAsync(new TrackEventRequest(Secret) { Email = Email, Id = Secret });
        yield return client => client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(1) { RecipientEmail = Email });
        yield return client => client.Metadata.GetMetadataEntryAsync(Secret, Email);
        yield return client => client.SendAsync(HttpMethod.Post, "things/" + Uri.EscapeDataString(Email), new IterableQuery { { "a", Secret } }, new { email = Email });
        yield return async client =>
        {
            using var export = await client.Export.ExportUserEventsAsync(Email);
            await foreach (var line in export.ReadLinesAsync())
                line.ToString();
        };
    }

    private sealed class PlantedToken : IIterableTokenProvider
    {
        public ValueTask<IterableToken?> GetTokenAsync(IterableTokenRequest request, CancellationToken cancellationToken) => new(new IterableToken(Secret));
    }
}
