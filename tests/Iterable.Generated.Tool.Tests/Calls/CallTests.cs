using System.Net;
using System.Text;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Calls;

public class CallTests : CommandTests
{
    [Test]
    public async Task An_operation_is_called_by_its_name_and_its_answer_written_as_JSON()
    {
        Server.Lists.Add("Readers");

        var (exitCode, output, errors) = await RunAsync("call", "listLists");

        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.Success, "")));
        Assert.That((string?)JObject.Parse(output)["lists"]![0]!["name"], Is.EqualTo("Readers"));
        Assert.That(output.Split('\n'), Has.Length.GreaterThan(5), "with line breaks for people");
    }

    [Test]
    public async Task Values_go_into_the_path_where_it_has_a_place_for_them_and_into_the_query_else()
    {
        Server.Users.Add("a/b+c@example.com", new { plan = "pro" });

        var byPath = await RunAsync("call", "getuserbyemail", "-p", "email=a/b+c@example.com");
        var byQuery = await RunAsync("call", "/api/users/getByEmail", "--param", "email=a/b+c@example.com", "--json");

        Assert.That((string?)JObject.Parse(byPath.Output).SelectToken("$.user.dataFields.plan"), Is.EqualTo("pro"), byPath.Errors);
        Assert.That((string?)JObject.Parse(byQuery.Output).SelectToken("$.user.dataFields.plan"), Is.EqualTo("pro"), byQuery.Errors);
        Assert.That(byQuery.Output.Trim(), Does.Not.Contain("\n"));
    }

    [Test]
    public async Task A_body_is_an_argument_a_file_or_the_standard_input()
    {
        using var folder = new Folder();
        var file = folder.Write("event.json", """{"email": "ada@example.com", "eventName": "file"}""");
        await using var piped = NewRun();
        piped.Input = """{"email": "ada@example.com", "eventName": "piped"}""";

        Assert.That((await RunAsync("call", "trackEvent", "--data", """{"email": "ada@example.com", "eventName": "argument"}""")).ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That((await RunAsync("call", "/events/track", "-d", $"@{file}")).ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(await piped.RunAsync("call", "trackEvent", "-d", "@-"), Is.EqualTo(ExitCode.Success));

        Assert.That(Server.Events.Select(item => item.EventName), Is.EqualTo(new[] { "argument", "file", "piped" }));
    }

    [Test]
    public async Task A_body_that_is_no_UTF_8_is_refused_before_anything_is_sent()
    {
        using var folder = new Folder();
        byte[] body = [.. """{"email": "ada@example.com", "eventName": "caf"""u8, 0xE9, .. "\"}"u8];
        File.WriteAllBytes(folder["event.json"], body);
        await using var piped = NewRun();
        piped.InputStream = new MemoryStream(body);

        var (exitCode, _, errors) = await RunAsync("call", "trackEvent", "--data", $"@{folder["event.json"]}");

        Assert.That((exitCode, await piped.RunAsync("call", "trackEvent", "--data", "@-")), Is.EqualTo((ExitCode.Usage, ExitCode.Usage)));
        Assert.That(errors, Does.Contain("event.json is no UTF-8"));
        Assert.That(piped.Errors, Does.Contain("The standard input is no UTF-8"));
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_body_can_begin_with_a_mark_of_UTF_8_or_be_UTF_16_that_says_so()
    {
        using var folder = new Folder();
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            File.WriteAllText(folder["event.json"], """{"email": "ada@example.com", "eventName": "café"}""", encoding);
            Assert.That((await RunAsync("call", "trackEvent", "--data", $"@{folder["event.json"]}")).ExitCode, Is.EqualTo(ExitCode.Success));
        }

        Assert.That(Server.Events.Select(item => item.EventName), Is.EqualTo(new[] { "café", "café" }));
    }

    [Test]
    public async Task A_path_takes_another_method()
    {
        var listId = Server.Lists.Add("Readers");

        var (exitCode, _, errors) = await RunAsync("call", $"/api/lists/{listId}", "-X", "delete");

        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.Success, "")));
        Assert.That(Server.Lists, Is.Empty);
    }

    [Test]
    public async Task Numbers_keep_their_digits_and_what_is_no_JSON_is_written_as_it_is()
    {
        Server.Faults.For(IterableOperations.ListLists).Respond(HttpStatusCode.OK, """{"a":1.10,"b":12345678901234567890.123,"c":"é<"}""");
        Server.Faults.For(IterableOperations.ListLists).Respond(HttpStatusCode.OK, """{"a":"\ud83d"}""");
        Server.Faults.For(IterableOperations.ListLists).Respond(HttpStatusCode.OK, "a,b\n1,2\n", "text/csv");

        var json = await RunAsync("call", "listLists");
        var half = await RunAsync("call", "listLists");
        var csv = await RunAsync("call", "listLists");

        Assert.That(json.Output, Does.Contain("1.10").And.Contain("12345678901234567890.123").And.Contain("é<"));
        Assert.That(half.Output, Is.EqualTo($$"""{"a":"\ud83d"}{{Environment.NewLine}}"""));
        Assert.That(csv.Output, Is.EqualTo($"a,b\n1,2\n{Environment.NewLine}"));
    }

    [Test]
    public async Task A_refusal_says_nothing_of_what_the_service_said_unless_asked_to()
    {
        Server.Faults.For(IterableOperations.ListLists).Times(2).RespondError(HttpStatusCode.BadRequest, "BadParams", "ada@example.com is wrong");

        var silent = await RunAsync("call", "listLists");
        var asked = await RunAsync("call", "listLists", "--api-messages");

        Assert.That((silent.ExitCode, silent.Output), Is.EqualTo((ExitCode.Failure, "")));
        Assert.That(silent.Errors, Does.Contain("BadParams").And.Not.Contain("ada@example.com"));
        Assert.That(asked.Errors, Does.Contain("ada@example.com is wrong"));
    }

    [TestCase("There is no operation trackEvnt.", "trackEvnt")]
    [TestCase("There are createList.", "ateList")]
    [TestCase("needs a value: --param email=", "getUserByEmail")]
    [TestCase("is not of the form name=value", "listLists", "--param", "page")]
    [TestCase("--method is for paths", "listLists", "--method", "POST")]
    [TestCase("no method of HTTP", "/api/lists", "--method", "GET /")]
    [TestCase("no method of HTTP", "/api/lists", "--method", " ")]
    [TestCase("no JSON, at line 1, position 2", "trackEvent", "--data", "{ada@example.com}")]
    [TestCase("--data is empty", "trackEvent", "--data", "")]
    [TestCase("--data names no file", "trackEvent", "--data", "@")]
    [TestCase("names another host", "//example.com/api/lists")]
    [TestCase("the API key would leave with it", "https://example.com/api/lists")]
    [TestCase("a GET has no body", "/api/lists", "--method", "GET", "--data", "{}")]
    [TestCase("cannot be read", "trackEvent", "--data", "@/no/such/file")]
    public async Task A_call_that_cannot_be_is_refused_before_anything_is_sent(string message, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(["call", .. arguments]);

        Assert.That(errors, Does.Contain(message).IgnoreCase);
        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")));
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task The_names_of_operations_are_completed()
    {
        var (_, output, _) = await ToolRun.ToEndAsync("[suggest:17]", "itbl call trackEve");

        Assert.That(output.Split('\n').Select(line => line.Trim()), Has.Member("trackEvent"));
    }
}
