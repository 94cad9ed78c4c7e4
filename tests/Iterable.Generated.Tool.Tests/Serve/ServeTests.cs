using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Serve;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Serve;

public class ServeTests
{
    [Test]
    public async Task It_says_in_one_line_of_JSON_where_it_listens_and_takes_calls_from_then_on()
    {
        await using var serve = await ServeRun.StartAsync();

        var lists = await serve.GetAsync("lists");

        Assert.That(lists["lists"], Is.Empty);
        Assert.That((string?)serve.Said["apiKey"], Is.EqualTo(ServeOptions.DefaultKey));
        Assert.That(serve.Said["europeBaseAddress"], Is.EqualTo(serve.Said["baseAddress"]), "both data centers are at one address");
        Assert.That(await serve.StopAsync(), Is.EqualTo(ExitCode.Success));
    }

    [Test]
    public async Task Without_JSON_it_says_how_clients_are_pointed_at_it()
    {
        await using var run = new ToolRun();

        var said = await run.StartAsync("serve", "--port", "0", "--files-port", "0", "--control-port", "0", "--key", "a-key");

        Assert.That(said, Does.Match(@"curl -H 'Api-Key: a-key' http://127\.0\.0\.1:\d+/api/lists\r?\n"));
        Assert.That(said, Does.Match(@"ITERABLE_BASE_ADDRESS=http://127\.0\.0\.1:\d+/api ITERABLE_API_KEY=a-key itbl"));
        Assert.That(said, Does.Match(@"baseUrl: ""http://127\.0\.0\.1:\d+"""));
    }

    [Test]
    public async Task The_seed_file_of_the_page_is_there_from_the_first_call_on()
    {
        using var folder = new Folder();
        await using var serve = await ServeRun.StartAsync("--seed", folder.Write("seed.json", Repository.PageBlocks("json")[0]));

        var user = await serve.GetAsync("users/getByEmail?email=ada@example.com");
        var lists = await serve.GetAsync("lists");
        var campaigns = await serve.GetAsync("campaigns");
        var item = await serve.GetAsync("catalogs/books/items/b-1");
        var events = await serve.GetAsync("events/ada@example.com");
        var inApp = await serve.GetAsync("inApp/getMessages?email=ada@example.com&count=1&platform=iOS&SDKVersion=1&packageName=app");
        var metrics = await serve.GetTextAsync("campaigns/metrics?campaignId=42");
        var window = $"startDateTime={Uri.EscapeDataString($"{DateTime.UtcNow.AddDays(-3):yyyy-MM-dd HH:mm:ss}")}&endDateTime={Uri.EscapeDataString($"{DateTime.UtcNow.AddDays(1):yyyy-MM-dd HH:mm:ss}")}";
        var opens = await serve.GetTextAsync($"export/data.json?dataTypeName=emailOpen&{window}");
        var clicks = await serve.GetTextAsync($"export/data.json?dataTypeName=emailClick&{window}");

        Assert.Multiple(() =>
        {
            Assert.That(((string?)user["user"]!["userId"], (string?)user["user"]!["dataFields"]!["plan"], (string?)user["user"]!["dataFields"]!["since"]), Is.EqualTo(("u-1", "pro", "2026-01-14")));
            Assert.That(lists["lists"]!.Select(list => (string?)list["name"]), Is.EqualTo(new[] { "Readers" }));
            Assert.That(campaigns["campaigns"]!.Select(campaign => (int)campaign["id"]!), Is.EqualTo(new[] { 42 }));
            Assert.That((double?)item.SelectToken("$..price"), Is.EqualTo(12.5));
            Assert.That(events.SelectTokens("$.events[*].eventName").Select(name => (string?)name), Does.Contain("signedUp"));
            Assert.That(inApp["inAppMessages"]!.Count(), Is.EqualTo(1));
            Assert.That(metrics, Does.Contain("Total Email Opens").And.Contain("3"));
            Assert.That(opens.Trim().Split('\n'), Has.Length.EqualTo(1));
            Assert.That(clicks.Trim().Split('\n'), Has.Length.EqualTo(100_000));
        });
    }

    [TestCase("""{"user": []}""", "seed.json has user, which is no section.")]
    [TestCase("""{"users": {}}""", "seed.json.users is an object, and should be a list.")]
    [TestCase("""{"users": [{"email": "ada@example.com"}, {"mail": "bob@example.com"}]}""", "seed.json.users[1] has mail, which means nothing here.")]
    [TestCase("""{"users": [{}]}""", "seed.json.users[0] has neither email nor userId.")]
    [TestCase("""{"users": [{"email": 1}]}""", "seed.json.users[0].email is a number, and should be a text.")]
    [TestCase("""{"users": [{"email": ""}]}""", "seed.json.users[0]: ")]
    [TestCase("""{"events": [{"eventName": "a", "email": "ada@example.com", "createdAt": "soon"}]}""", "seed.json.events[0].createdAt is \"soon\", and should be a time such as")]
    [TestCase("""{"keys": [{"type": "house"}]}""", "seed.json.keys[0].type is house, which no operation knows. It can be javascript, mobile,")]
    [TestCase("""{"keys": [{"type": "web", "value": "0123456789abcdef0123456789abcdef"}]}""", "The data center has this key already.")]
    [TestCase("""{"campaigns": [{"id": "first"}]}""", "seed.json.campaigns: ")]
    [TestCase("""{"campaigns": [{"id": {}}]}""", "seed.json.campaigns: ")]
    [TestCase("""{"settings": {"maxFileSize": 99999999999}}""", "seed.json.settings: ")]
    [TestCase("""{"exports": {"emailOpen": [{"email": "ada@example.com"}]}}""", "seed.json.exports.emailOpen[0] has no createdAt")]
    [TestCase("""{"users": [}""", "seed.json, line 1, is no JSON: ")]
    [TestCase("""{} {}""", "seed.json, line 1, is no JSON: Additional text")]
    public async Task A_seed_that_cannot_be_is_named_with_its_place(string seed, string message)
    {
        using var folder = new Folder();

        var (exitCode, output, errors) = await ToolRun.ToEndAsync("serve", "--port", "0", "--files-port", "0", "--control-port", "0", "--seed", folder.Write("seed.json", seed));

        Assert.That(errors, Does.Contain(message));
        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_an_error_before_anything_listens()
    {
        var (exitCode, output, errors) = await ToolRun.ToEndAsync("serve", "--seed", "/no/such/seed.json");

        Assert.That(errors, Does.StartWith("/no/such/seed.json cannot be read: "));
        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")));
    }

    [Test]
    public async Task A_port_that_is_taken_is_said_with_the_option_that_gives_another()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString();

        var api = await ToolRun.ToEndAsync("serve", "--port", port, "--files-port", "0", "--control-port", "0");
        var control = await ToolRun.ToEndAsync("serve", "--port", "0", "--files-port", "0", "--control-port", port);

        Assert.That((api.ExitCode, control.ExitCode), Is.EqualTo((ExitCode.Failure, ExitCode.Failure)));
        Assert.That(api.Errors, Does.Contain(port).And.Contain("--port"));
        Assert.That(control.Errors, Does.Contain(port).And.Contain("--control-port"));
    }

    [Test]
    public async Task Over_HTTPS_the_certificate_is_a_file_that_clients_trust_and_goes_with_the_server_unless_it_was_named()
    {
        using var folder = new Folder();
        await using var named = await ServeRun.StartAsync("--certificate", folder["iterable.pem"]);
        await using var unnamed = await ServeRun.StartAsync("--https");
        var temporary = (string)unnamed.Said["certificate"]!;

        using var trusted = X509CertificateLoader.LoadCertificateFromFile(folder["iterable.pem"]);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, offered, _, _) => trusted.Equals(offered) };
        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Add("Api-Key", ServeOptions.DefaultKey);
        var lists = await http.GetAsync($"{named.Said["baseAddress"]}/lists");

        Assert.That((string?)named.Said["baseAddress"], Does.StartWith("https://"));
        Assert.That(lists.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(File.ReadAllText(temporary), Does.StartWith("-----BEGIN CERTIFICATE-----"));
        await unnamed.StopAsync();
        await named.StopAsync();
        Assert.That((File.Exists(temporary), File.Exists(folder["iterable.pem"])), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Limits_are_enforced_when_asked_for()
    {
        await using var serve = await ServeRun.StartAsync("--enforce-limits");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
            statuses.Add((await serve.Api.GetAsync("export/data.json?dataTypeName=emailOpen&range=Today")).StatusCode);

        Assert.That(statuses, Has.Some.EqualTo(HttpStatusCode.OK).And.Some.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task The_European_data_center_can_have_a_port_of_its_own()
    {
        await using var serve = await ServeRun.StartAsync("--europe-port", "0", "--data-center", "EU");

        var elsewhere = await serve.Api.GetAsync(new Uri((string)serve.Said["baseAddress"]! + "/lists"));

        Assert.That(serve.Said["europeBaseAddress"], Is.EqualTo(serve.Said["baseAddress"]));
        Assert.That(elsewhere.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task With_a_host_its_own_address_carries_that_name()
    {
        await using var serve = await ServeRun.StartAsync("--host", "localhost");

        Assert.That((string?)serve.Said["baseAddress"], Does.StartWith("http://localhost:"));
        Assert.That((string?)serve.Said["control"], Does.StartWith("http://localhost:"));
        Assert.That((await serve.GetAsync("lists"))["lists"], Is.Empty);
    }

    [TestCase("--port", "70000", "--port has to be from 0 to 65535.")]
    [TestCase("--host", "http://a", "HostName")]
    [TestCase("--key", "a key", "An API key")]
    [TestCase("--data-center", "mars", "mars")]
    public async Task An_option_that_cannot_be_is_named(string option, string value, string message)
    {
        var (exitCode, output, errors) = await ToolRun.ToEndAsync("serve", "--files-port", "0", "--control-port", "0", option, value);

        Assert.That(errors, Does.Contain(message));
        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")));
    }
}
