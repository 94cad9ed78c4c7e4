using System.Net;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Serve;

public class ControlTests
{
    [Test]
    public async Task It_tells_what_can_be_asked()
    {
        await using var serve = await ServeRun.StartAsync();

        var told = await serve.ControlAsync(HttpMethod.Get, "");
        var unknown = await serve.ControlAsync(HttpMethod.Get, "users", status: 404);

        Assert.That(told["baseAddress"], Is.EqualTo(serve.Said["baseAddress"]));
        Assert.That(unknown["commands"], Is.EqualTo(told["commands"]));
        Assert.That(((JObject)told["commands"]!).Count, Is.GreaterThan(8));
    }

    [Test]
    public async Task Each_test_can_have_a_project_and_data_of_its_own()
    {
        await using var serve = await ServeRun.StartAsync();

        var project = await serve.ControlAsync(HttpMethod.Post, "projects", """{"name": "Mine", "dataCenter": "eu"}""");
        await serve.ControlAsync(HttpMethod.Post, $"seed?key={project["apiKey"]}", """{"lists": [{"name": "Mine"}]}""");
        await serve.ControlAsync(HttpMethod.Post, "seed", """{"lists": [{"name": "First"}]}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{project["baseAddress"]}/lists") { Headers = { { "Api-Key", (string)project["apiKey"]! } } };
        using var other = new HttpClient();
        var mine = JObject.Parse(await (await other.SendAsync(request)).Content.ReadAsStringAsync());

        Assert.That(mine["lists"]!.Select(list => (string?)list["name"]), Is.EqualTo(new[] { "Mine" }));
        Assert.That((await serve.GetAsync("lists"))["lists"]!.Select(list => (string?)list["name"]), Is.EqualTo(new[] { "First" }));
        await serve.ControlAsync(HttpMethod.Post, "seed?key=nobodys", "{}", status: 400);
        await serve.ControlAsync(HttpMethod.Post, "projects", $$"""{"apiKey": "{{serve.Said["apiKey"]}}"}""", status: 400);
    }

    [Test]
    public async Task What_was_sent_is_shown_and_forgotten()
    {
        await using var serve = await ServeRun.StartAsync();
        await serve.TrackAsync();
        await serve.GetAsync("lists");

        var all = await serve.ControlAsync(HttpMethod.Get, "requests");
        var tracked = await serve.ControlAsync(HttpMethod.Get, "requests?operation=trackEvent");
        await serve.ControlAsync(HttpMethod.Delete, "requests");

        Assert.That(all.Select(request => (string?)request["operation"]), Is.EqualTo(new[] { "trackEvent", "listLists" }));
        Assert.That(((string?)tracked[0]!["path"], (int?)tracked[0]!["status"], (string?)JObject.Parse((string)tracked[0]!["body"]!)["eventName"]), Is.EqualTo(("/api/events/track", 200, "signedUp")));
        Assert.That(await serve.ControlAsync(HttpMethod.Get, "requests"), Is.Empty);
    }

    [Test]
    public async Task Webhooks_are_told_and_what_they_answered_is_shown()
    {
        await using var serve = await ServeRun.StartAsync();
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await serve.ControlAsync(HttpMethod.Post, "webhooks", """{"eventName": "emailBounce", "email": "ada@example.com"}""", status: 400);
        await serve.ControlAsync(HttpMethod.Post, "seed", $$"""{"webhooks": [{"endpoint": "http://127.0.0.1:{{((IPEndPoint)listener.LocalEndpoint).Port}}/hook", "authType": "OAuth2", "authToken": "a-token"}]}""");
        await serve.ControlAsync(HttpMethod.Post, "webhooks", """{"eventName": "emailBounce", "email": "ada@example.com", "times": 2}""", status: 400);

        var delivering = serve.ControlAsync(HttpMethod.Post, "webhooks", """{"eventName": "emailBounce", "email": "ada@example.com", "dataFields": {"recipientState": "HardBounce"}}""");
        using var connection = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(connection.GetStream());
        var request = "";
        while (!request.Contains("HardBounce\"}}", StringComparison.Ordinal))
            request += (char)reader.Read();
        await connection.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
        var delivered = await delivering;

        Assert.That(request, Does.StartWith("POST /hook HTTP/1.1").And.Contain("Authorization: OAuth2 a-token"));
        Assert.That(delivered[0]!["answers"]!.Select(answer => (int)answer), Is.EqualTo(new[] { 204 }));
        Assert.That(await serve.ControlAsync(HttpMethod.Get, "webhooks"), Is.EqualTo(delivered));
    }

    [Test]
    public async Task The_clock_is_turned()
    {
        await using var serve = await ServeRun.StartAsync();

        var turned = await serve.ControlAsync(HttpMethod.Post, "clock", """{"stop": true, "set": "2026-01-14T12:00:00Z", "advance": 90}""");
        await serve.TrackAsync();
        var events = await serve.GetAsync("events/ada@example.com");

        Assert.That((string?)turned["now"], Does.StartWith("2026-01-14T12:01:30"));
        Assert.That((string?)events["events"]![0]!["createdAt"], Does.Contain("12:01:30"));
    }

    [Test]
    public async Task Faults_are_taken_back()
    {
        await using var serve = await ServeRun.StartAsync();
        await serve.ControlAsync(HttpMethod.Post, "faults", """{"always": true, "fault": "respondHtml", "status": 502}""");

        await serve.ControlAsync(HttpMethod.Delete, "faults");

        Assert.That((await serve.TrackAsync()).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
