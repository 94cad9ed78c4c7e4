using System.Net.Http.Headers;
using System.Text;

namespace Iterable.Generated.Testing.Tests;

public class FaultTests : ServerTests
{
    [Test]
    public async Task The_next_calls_of_an_operation_get_the_status_ordered()
    {
        Server.Faults.For(IterableOperations.ListLists).Times(2).RespondError(HttpStatusCode.InternalServerError, "GenericError", "Please try again later");

        var other = await Http.GetAsync("channels");
        var first = await Http.GetAsync("lists");
        await ErrorAsync(await Http.GetAsync("lists"), HttpStatusCode.InternalServerError, "GenericError");
        var third = await Http.GetAsync("lists");

        Assert.That(
            (other.StatusCode, first.StatusCode, third.StatusCode),
            Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.InternalServerError, HttpStatusCode.OK)));
    }

    [Test]
    public async Task Faults_come_in_the_order_they_were_asked_for_and_only_to_requests_they_are_meant_for()
    {
        Server.Faults.For("trackEvent").When(request => (string?)request.Json()["email"] == "ada@example.com").Respond(HttpStatusCode.BadGateway);
        Server.Faults.For("trackEvent").Respond(HttpStatusCode.ServiceUnavailable, "busy", "text/plain");

        var bob = await PostAsync("events/track", """{"email":"bob@example.com","eventName":"e"}""");
        var ada = await PostAsync("events/track", """{"email":"ada@example.com","eventName":"e"}""");

        Assert.Multiple(() =>
        {
            Assert.That((bob.StatusCode, ada.StatusCode), Is.EqualTo((HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadGateway)));
            Assert.That(bob.Content.ReadAsStringAsync().Result, Is.EqualTo("busy"));
            Assert.That(Server.Events.Count, Is.Zero, "nothing took effect");
            Assert.That(Server.Faults.Pending, Is.Zero);
        });
    }

    [Test]
    public async Task A_fault_without_an_end_lasts_until_it_is_taken_back()
    {
        Server.Faults.ForAnyRequest().Always().RespondHtml(HttpStatusCode.BadGateway);

        var first = await Http.GetAsync("lists");
        var second = await Http.GetAsync("no/such/path");
        Server.Faults.Clear();
        var third = await Http.GetAsync("lists");

        Assert.Multiple(() =>
        {
            Assert.That((first.StatusCode, second.StatusCode, third.StatusCode), Is.EqualTo((HttpStatusCode.BadGateway, HttpStatusCode.BadGateway, HttpStatusCode.OK)));
            Assert.That(first.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
            Assert.That(first.Content.ReadAsStringAsync().Result, Does.Contain("<title>502 BadGateway</title>"));
        });
    }

    [Test]
    public async Task A_rate_limit_says_how_long_to_wait_or_does_not()
    {
        Server.Faults.For("listLists").RateLimited();
        Server.Faults.For("listLists").RateLimited(retryAfter: TimeSpan.FromSeconds(2.5));
        Server.Faults.For("listLists").RateLimited(rateLimitReset: TimeSpan.FromSeconds(0.5));

        var silent = await Http.GetAsync("lists");
        var header = await Http.GetAsync("lists");
        var body = await ErrorAsync(await Http.GetAsync("lists"), HttpStatusCode.TooManyRequests, "RateLimitExceeded");

        Assert.Multiple(() =>
        {
            Assert.That(silent.Headers.RetryAfter, Is.Null);
            Assert.That(header.Headers.RetryAfter, Is.EqualTo(new RetryConditionHeaderValue(TimeSpan.FromSeconds(3))));
            Assert.That((double?)body["params"]!["rateLimitReset"], Is.EqualTo(0.5));
        });
    }

    [Test]
    public async Task A_delay_is_one_of_the_servers_clock_and_adds_up_with_the_next_fault()
    {
        Server.Clock.Stop();
        Server.Faults.For("createList").Delay(TimeSpan.FromMinutes(5));
        Server.Faults.For("createList").Respond(HttpStatusCode.GatewayTimeout);

        var call = PostAsync("lists", """{"name":"Readers"}""");
        await UntilAsync(() => Server.Requests.Count == 1);
        Server.Clock.Advance(TimeSpan.FromMinutes(4));
        var early = call.IsCompleted;
        await AdvanceUntilAsync(call, TimeSpan.FromMinutes(1));

        Assert.That((early, (await call).StatusCode), Is.EqualTo((false, HttpStatusCode.GatewayTimeout)));
    }

    [Test]
    public async Task A_connection_is_cut_before_anything_happens()
    {
        Server.Faults.For("createList").CutConnection();

        await Assert.CatchAsync<HttpRequestException>(() => PostAsync("lists", """{"name":"Readers"}"""));

        Assert.That((Server.Lists.Count(), Server.Requests.Single().Status), Is.EqualTo((0, (int?)null)));
    }

    [Test]
    public async Task An_answer_is_lost_after_the_request_took_effect()
    {
        Server.Faults.For("createList").LoseAnswer();

        await Assert.CatchAsync<HttpRequestException>(() => PostAsync("lists", """{"name":"Readers"}"""));

        Assert.That(Server.Lists.Single().Name, Is.EqualTo("Readers"));
    }

    [Test]
    public async Task A_body_is_cut_at_every_byte()
    {
        Server.Events.Add("signedUp", "ada@example.com");
        const string Path = "export/data.json?dataTypeName=customEvent&range=All";
        var whole = await Http.GetByteArrayAsync(Path);

        for (var length = 0; length < whole.Length; length++)
        {
            Server.Faults.For("exportDataJson").CutBody(length);
            var (read, isCut) = await ReadAsync(Path);

            Assert.That(isCut, $"cut after {length} bytes");
            Assert.That(read, Is.EqualTo(whole[..length]));
        }

        Server.Faults.For("exportDataJson").CutBody(whole.Length);
        Assert.That((await ReadAsync(Path)).IsCut, Is.False, "a body that is not longer comes whole");
    }

    [Test]
    public async Task A_body_of_known_length_is_cut_too()
    {
        Server.Faults.For("listChannels").CutBody(10);

        await Assert.CatchAsync<HttpRequestException>(() => Http.GetAsync("channels"));
    }

    [TestCase("exportDataJson", "export/data.json?dataTypeName=customEvent&range=All")]
    [TestCase("listChannels", "channels")]
    public async Task A_body_ends_early_as_if_it_were_whole(string operationId, string path)
    {
        Server.Events.Add("signedUp", "ada@example.com");
        var whole = await Http.GetStringAsync(path);
        Server.Faults.For(operationId).EndBody(20);
        Server.Faults.For(operationId).EndBody(20, """{"code":"GenericError"}""");

        var half = await Http.GetStringAsync(path);
        var error = await Http.GetStringAsync(path);

        Assert.That((half, error), Is.EqualTo((whole[..20], whole[..20] + """{"code":"GenericError"}""")));
    }

    [Test]
    public async Task A_body_stands_still_and_goes_on()
    {
        Server.Clock.Stop();
        Server.Faults.For("listChannels").StallBody(5, TimeSpan.FromHours(1));
        using var response = await Http.GetAsync("channels", HttpCompletionOption.ResponseHeadersRead);
        using var body = await response.Content.ReadAsStreamAsync();
        var start = new byte[5];
        await body.ReadExactlyAsync(start);
        var rest = new StreamReader(body).ReadToEndAsync();

        var early = rest.IsCompleted;
        await AdvanceUntilAsync(rest, TimeSpan.FromMinutes(30));

        Assert.That((early, Encoding.UTF8.GetString(start) + await rest), Is.EqualTo((false, await Http.GetStringAsync("channels"))));
    }

    [Test]
    public void An_operation_that_does_not_exist_is_named() =>
        Assert.That(
            Assert.Throws<ArgumentException>(() => Server.Faults.For("trackEvnt"))!.Message,
            Does.Contain("trackEvnt"));

    [Test]
    public async Task A_fault_can_wait_for_the_nth_request_and_counts_those_that_meet_others()
    {
        Server.Faults.For(IterableOperations.ListLists).After(1).Respond(HttpStatusCode.BadGateway);
        Server.Faults.For(IterableOperations.ListLists).After(3).Times(2).Respond(HttpStatusCode.ServiceUnavailable);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            statuses.Add((await Http.GetAsync("lists")).StatusCode);
            await Http.GetAsync("channels");
        }

        Assert.That(
            statuses,
            Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.BadGateway, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK }));
        Assert.That(Server.Faults.Pending, Is.Zero);
    }

    private async Task<(byte[] Read, bool IsCut)> ReadAsync(string path)
    {
        using var response = await Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        using var body = await response.Content.ReadAsStreamAsync();
        var read = new MemoryStream();
        try
        {
            await body.CopyToAsync(read);
            return (read.ToArray(), false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (read.ToArray(), true);
        }
    }

    // The server may not have begun to wait when the clock is first turned.
    private async Task AdvanceUntilAsync(Task task, TimeSpan step)
    {
        await UntilAsync(() =>
        {
            Server.Clock.Advance(step);
            return task.IsCompleted;
        });
        await task;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
