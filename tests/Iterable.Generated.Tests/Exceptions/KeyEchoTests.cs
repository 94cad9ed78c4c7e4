using System.Reflection;

namespace Iterable.Generated.Tests.Exceptions;

/// <summary>The service has been recorded to repeat all headers of a request, the key among them, in the message of a refusal.</summary>
public class KeyEchoTests
{
    private const string Token = "eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImEifQ.sig-na_ture";

    private static IEnumerable<TestCaseData> Echoes()
    {
        foreach (var status in new[] { 400, 401, 403, 404, 409, 429, 500, 503 })
        {
            yield return Echo(status, Json($"Invalid body; headers: Api-Key: {{0}}, Authorization: Bearer {Token}", "BadJsonBody"));
            yield return Echo(status, key => $"Headers: {key} {Token}");
            yield return Echo(status, key => $"<html>{JsonConvert.ToString(key)} {Token}</html>");
            yield return Echo(status, key => new JObject
            {
                ["error"] = "x",
                ["message"] = key,
                ["code"] = key,
                ["data"] = new JObject { ["list"] = new JArray(1, $"a {key} b", new JObject { [key] = Token }) },
            }.ToString());
        }

        yield return Echo(200, key => $"<html>{key} {Token}");
        yield return Echo(200, Json($"event {{0}} {Token} is disallowed from tracking.", "Success"));
    }

    [TestCaseSource(nameof(Echoes))]
    public async Task Neither_key_nor_token_is_in_any_property(int status, Delegate body)
    {
        foreach (var key in new[] { Scene.Key, "a\"quoted\\key/" })
        {
            using var scene = new Scene().Answers(status, ((Func<string, string>)body)(key));
            scene.Options.ApiKey = key;
            scene.Options.Retry.MaxRetries = 0;
            scene.Options.IncludeApiMessages = true;
            scene.Options.TokenProvider = new OneToken();

            var error = await scene.Client.Events.TrackEventAsync(new TrackEventRequest("x") { Email = "ada@example.com" }).FailureAsync();

            var texts = string.Join("\n", Texts(error));
            Assert.That(texts, Does.Not.Contain(key).And.Not.Contain(JsonConvert.ToString(key).Trim('"')).And.Not.Contain(Token));
            Assert.That(texts, Does.Contain("***"));
        }
    }

    [Test]
    public async Task What_is_no_secret_stays_as_it_was()
    {
        const string Body = """{"msg":"Invalid 4d2f","code":"BadParams","params":{"n":1.50,"at":"2024-01-15T10:30:00Z","none":null,"list":[true]}}""";
        using var scene = new Scene().Answers(400, Body);

        var error = await scene.Client.Lists.ListListsAsync().FailureAsync();

        Assert.That(error.ResponseBody, Is.EqualTo(Body));
        Assert.That(error.Params, Is.EqualTo(JsonConvert.DeserializeObject<JObject>(Body, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!["params"]).Using(JToken.EqualityComparer));
    }

    [Test]
    public async Task The_key_that_went_out_is_meant_and_not_the_one_that_came_after_it()
    {
        using var scene = new Scene();
        var keys = new Queue<string>(["first-key", "first-key"]);
        scene.Options.ApiKeyProvider = _ => new(keys.Count > 0 ? keys.Dequeue() : "second-key");
        scene.Answers(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent(string.Join(" ", scene.Sent[^1].Headers["Api-Key"])) }));

        var error = await scene.Client.Lists.ListListsAsync().FailureAsync();

        Assert.That(error.ApiMessage, Is.EqualTo("***"));
    }

    private static IEnumerable<string> Texts(IterableException error) => error.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Select(property => property.GetValue(error)?.ToString() ?? "")
        .Append(error.ToString());

    private static Func<string, string> Json(string message, string code) =>
        key => new JObject { ["msg"] = message.Replace("{0}", key), ["code"] = code, ["params"] = new JObject { ["header"] = key } }.ToString();

    private static TestCaseData Echo(int status, Func<string, string> body) => new TestCaseData(status, body).SetArgDisplayNames($"{status} {body("KEY")[..12]}");

    private sealed class OneToken : IIterableTokenProvider
    {
        public ValueTask<IterableToken?> GetTokenAsync(IterableTokenRequest request, CancellationToken cancellationToken) => new(new IterableToken(Token));
    }
}
