using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Iterable.Generated.Tests.Telemetry;

[NonParallelizable]
public class TelemetryTests
{
    [Test]
    public async Task A_call_has_a_span_and_each_of_its_requests_one_by_the_conventions()
    {
        using var watch = new TelemetryWatch();
        using var scene = new Scene().Answers(503).Answers(200);

        await scene.Client.Users.GetUserByEmailAsync("ada@example.com");

        var call = watch.Spans.Single(span => span.OperationName == "getUserByEmail");
        var requests = watch.Spans.Where(span => span.ParentSpanId == call.SpanId).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(call.Status, Is.EqualTo(ActivityStatusCode.Unset));
            Assert.That(call.Events.Single().Name, Is.EqualTo("iterable.retry"));
            Assert.That(requests.Select(span => span.DisplayName), Is.EqualTo(new[] { "GET /users/{email}", "GET /users/{email}" }));
            Assert.That(requests.Select(span => span.Kind), Is.All.EqualTo(ActivityKind.Client));
            Assert.That(requests[0].Status, Is.EqualTo(ActivityStatusCode.Error));
            Assert.That(Tags(requests[0]), Is.EquivalentTo(new Dictionary<string, object?>
            {
                ["http.request.method"] = "GET",
                ["server.address"] = "api.iterable.com",
                ["server.port"] = 443,
                ["url.scheme"] = "https",
                ["url.template"] = "/users/{email}",
                ["url.full"] = "https://api.iterable.com/api/users/{email}",
                ["iterable.operation"] = "getUserByEmail",
                ["http.response.status_code"] = 503,
                ["error.type"] = "503",
            }));
            Assert.That(Tags(requests[1])["http.request.resend_count"], Is.EqualTo(1));
            Assert.That(Tags(requests[1])["http.response.status_code"], Is.EqualTo(200));
        });
    }

    [Test]
    public async Task Requests_calls_retries_and_waits_are_measured()
    {
        using var watch = new TelemetryWatch();
        using var scene = new Scene().Answers(503).Answers(200);

        for (var i = 0; i < 4; i++)
            (await scene.Client.Export.ExportDataJsonAsync(ExportDataType.User)).Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(watch.Measured["http.client.request.duration"], Has.Count.EqualTo(5));
            Assert.That(watch.Measured["iterable.call.duration"], Has.Count.EqualTo(4));
            Assert.That(watch.Measured["iterable.call.retries"], Has.Count.EqualTo(1));
            Assert.That(watch.Measured["iterable.rate_limit.wait"].Sum(), Is.InRange(14, 31));
        });
    }

    [Test]
    public async Task What_happens_is_logged_at_the_levels_of_a_service()
    {
        var log = new LogWatch();
        using var scene = new Scene().Answers(200).Answers(404).Answers(503).Answers(503).Fails(new HttpRequestException("x", new IOException()));
        scene.Options.LoggerFactory = log;
        scene.Options.Retry.MaxRetries = 1;

        await scene.Client.Lists.ListListsAsync();
        await scene.Client.Lists.ListListsAsync().FailureAsync();
        await scene.Client.Lists.ListListsAsync().FailureAsync();
        await scene.Client.With(new IterableCallOptions { Retries = false }).Lists.ListListsAsync().FailureAsync();

        Assert.That(log.Entries.Select(entry => (entry.Level, entry.Event)), Is.EqualTo(new[]
        {
            (LogLevel.Debug, "Succeeded"), (LogLevel.Information, "Refused"), (LogLevel.Warning, "Retrying"), (LogLevel.Warning, "Failed"), (LogLevel.Warning, "NoAnswer"),
        }));
    }

    private static Dictionary<string, object?> Tags(Activity span) => span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
}
