using System.Text;

namespace Iterable.Generated.Tests.Exceptions;

/// <summary>What a log may hold: no planted value comes out of a failing call in the message or the text of its exception.</summary>
public class PrivacyTests
{
    private const string Email = "ada.lovelace+planted@example.com";
    private const string Secret = "planted-secret-7";

    private static readonly string[] Planted = [Email, Uri.EscapeDataString(Email), Secret, FakeApi.Key];

    private static IEnumerable<TestCaseData> Answers()
    {
        var envelope = JsonConvert.SerializeObject(new { msg = $"{Email} {Secret}", code = Email, @params = new { Email, Secret, key = FakeApi.Key } });
        var strange = JsonConvert.SerializeObject(new { error = new { status = Secret }, message = Email, code = Secret, data = new { Email } });
        foreach (var status in new[] { 301, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503 })
        {
            yield return Answer(status, envelope, "application/json");
            yield return Answer(status, strange, "application/json");
            yield return Answer(status, $"<html>{Email} {FakeApi.Key}</html>", "text/html");
            yield return Answer(status, $"{Email} {Secret}", "text/plain");
            yield return Answer(status, $"{{\"{Email}", "application/json");
        }

        yield return Answer(200, $"<html>{Email} {FakeApi.Key}</html>", "text/html");
        yield return Answer(200, $"{{\"note\":\"{Email}\",\"size\":1.5}}", "application/json");
        yield return Answer(200, $"{{\"stock\":{{\"{Email}\":1.5}}}}", "application/json");
        yield return Answer(200, $"{{\"{Email}\":\"{Secret}\",\"madeAt\":1e30}}", "application/json");
        yield return Answer(200, $"{{\"parts\":\"{Secret}\"}}", "application/json");
        yield return Answer(200, $"{{\"dataFields\":{{\"{Email}\":1e400}}}}", $"application/{Secret}");
    }

    [TestCaseSource(nameof(Answers))]
    public async Task An_answer_does_not_show(int status, string body, string mediaType)
    {
        using var api = new FakeApi().Answers(() => new HttpResponseMessage((HttpStatusCode)status)
        {
            ReasonPhrase = Email,
            Headers = { { "X-Planted", [Email, FakeApi.Key] } },
            Content = new StringContent(body, Encoding.UTF8, mediaType),
        });

        foreach (var call in new Func<Task>[]
        {
            () => api.Widgets.GetAsync(Email, Secret),
            () => api.Widgets.FindAsync(request => request.Query("email", Email).Query("token", Secret)),
            () => api.Widgets.PutAsync(new Widget { Name = Email, DataFields = new JObject { [Email] = Secret } }),
        })
        {
            AssertSafe(await call().FailureAsync());
        }
    }

    [Test]
    public async Task A_failure_of_a_handler_does_not_show()
    {
        var causes = new Exception[]
        {
            new HttpRequestException($"GET https://api.iterable.com/api/users/{Email}", new IOException(Secret, new InvalidOperationException(FakeApi.Key))),
            new IOException(Email),
            new TaskCanceledException(Secret),
        };
        foreach (var cause in causes)
        {
            using var api = new FakeApi().Answers((_, _) => throw cause);

            AssertSafe(await api.Widgets.GetAsync(Email, Secret).FailureAsync());
        }
    }

    [Test]
    public async Task A_break_in_a_stream_does_not_show()
    {
        using var api = new FakeApi().Answers(() => new HttpResponseMessage
        {
            Content = new StreamContent(new FaultyStream($"{Email}\n{Secret}", new IOException($"{Email} {Secret}"))),
        });

        var error = await Failures.FailureAsync<IterableException>(async () =>
        {
            using var export = await api.Widgets.ExportAsync();
            await foreach (var line in export.ReadLinesAsync())
                _ = line;
        });

        AssertSafe(error);
    }

    [Test]
    public async Task An_argument_that_is_refused_does_not_show()
    {
        using var api = new FakeApi();
        var nameless = new Widget { Note = Email, DataFields = new JObject { [Email] = Secret } };
        var twice = new Widget { Name = Email, AdditionalProperties = { ["name"] = Secret } };

        foreach (var widget in new[] { nameless, twice })
            AssertSafe(await api.Widgets.PutAsync(widget).FailureAsync<ArgumentException>());
    }

    private static TestCaseData Answer(int status, string body, string mediaType) =>
        new TestCaseData(status, body, mediaType).SetArgDisplayNames($"{status} {mediaType} {body.Length}");

    private static void AssertSafe(Exception error) => Assert.Multiple(() =>
    {
        foreach (var value in Planted)
        {
            Assert.That(error.Message, Does.Not.Contain(value));
            Assert.That(error.ToString(), Does.Not.Contain(value));
        }

        Assert.That(error.Data, Is.Empty);
    });
}
