using System.Reflection;
using System.Text.Json.Serialization;

namespace Iterable.Generated.Tests.RawCalls;

/// <summary>Calls that are written out: what goes out, and what comes back.</summary>
public class SendTests
{
    [Test]
    public async Task A_call_is_sent_as_it_is_written_out_and_its_answer_is_json()
    {
        using var scene = new Scene().Answers(200, """{"things":[{"id":12345678901234567890123}],"at":"2026-01-01T00:00:00Z"}""");

        var answer = await scene.Client.SendAsync(HttpMethod.Post, "things/a%2Fb", new IterableQuery { { "size", 5 } }, new { Name = "x", count = 2 });

        var sent = scene.Sent.Single();
        Assert.Multiple(() =>
        {
            Assert.That(sent.Request.Method, Is.EqualTo(HttpMethod.Post));
            Assert.That(sent.Request.RequestUri!.AbsoluteUri, Is.EqualTo("https://api.iterable.com/api/things/a%2Fb?size=5"));
            Assert.That(sent.Body, Is.EqualTo("""{"name":"x","count":2}"""));
            Assert.That(sent.Headers["Api-Key"], Is.EqualTo(Scene.Key));
            Assert.That(sent.Headers["Accept"], Is.EqualTo("application/json"));
            Assert.That(sent.Request.Content!.Headers.ContentType!.ToString(), Is.EqualTo("application/json"));
            Assert.That(answer.ToString(Formatting.None), Is.EqualTo("""{"things":[{"id":12345678901234567890123}],"at":"2026-01-01T00:00:00Z"}"""));
        });
    }

    [Test]
    public void An_answer_of_a_type_that_cannot_be_read_is_refused_before_anything_is_sent()
    {
        using var scene = new Scene();

        Assert.Multiple(() =>
        {
            Assert.That(() => scene.Client.SendAsync<System.Text.Json.Nodes.JsonNode>(HttpMethod.Post, "things"), Throws.ArgumentException.With.Message.Contains("JsonNode"));
            Assert.That(() => scene.Client.SendAsync<System.Text.Json.JsonDocument>(HttpMethod.Post, "things"), Throws.ArgumentException.With.Message.Contains("JsonDocument"));
            Assert.That(() => scene.Client.SendAsync<IterableModel>(HttpMethod.Post, "things"), Throws.ArgumentException.With.Message.Contains("ask for a class"));
            Assert.That(() => scene.Client.SendAsync<Stream>(HttpMethod.Post, "things"), Throws.ArgumentException.With.Message.Contains("ask for a class"));
            Assert.That(() => scene.Client.SendAsync<IReadOnlyList<string>>(HttpMethod.Post, "things"), Throws.ArgumentException.With.Message.Contains("ask for a class"));
            Assert.That(scene.Sent, Is.Empty);
        });
    }

    [Test]
    public async Task Every_kind_of_value_stands_in_a_query_as_the_service_reads_it()
    {
        using var scene = new Scene();

        await scene.Client.SendAsync(HttpMethod.Get, "things?first=a%20b", new IterableQuery
        {
            { "text", "x&y=z" },
            { "number", 12 },
            { "amount", 1.50m },
            { "flag", true },
            { "time", new DateTimeOffset(2026, 11, 26, 10, 30, 0, TimeSpan.FromHours(1)) },
            { "date", new DateTime(2026, 11, 26, 9, 30, 0) },
            { "state", CampaignState.Running },
            { "names", new[] { "a", "b" } },
            { "ids", new[] { 1L, 2L } },
            { "nothing", (string?)null },
            { "none", (long?)null },
        });

        Assert.That(scene.Sent.Single().Request.RequestUri!.Query, Is.EqualTo(
            "?first=a%20b&text=x%26y%3Dz&number=12&amount=1.50&flag=true&time=2026-11-26T09%3A30%3A00.000Z&date=2026-11-26T09%3A30%3A00.000Z&state=Running&names=a&names=b&ids=1&ids=2"));
    }

    private static IEnumerable<TestCaseData> Bodies()
    {
        yield return Body("a token", JObject.Parse("""{"a":null,"b":1.5}"""), """{"a":null,"b":1.5}""");
        yield return Body("a list", new JArray(1, 2), "[1,2]");
        yield return Body("text", """{ "a" : 1.0000000000000000000001 }""", """{ "a" : 1.0000000000000000000001 }""");
        yield return Body("text with half of a surrogate pair", """{"\ud83d":"\udc00"}""", """{"\ud83d":"\udc00"}""");
        yield return Body("a model", new CreateListRequest("n"), """{"name":"n"}""");
        yield return Body("a dictionary", new Dictionary<string, object?> { ["A-b"] = 1 }, """{"A-b":1}""");
        yield return Body("a class", new Thing { Title = "t", Size = 3 }, """{"title":"t","the_size":3}""");
        yield return Body("an element", System.Text.Json.JsonDocument.Parse("""{"a":[1,"x"]}""").RootElement, """{"a":[1,"x"]}""");
        yield return Body("a raw value", new JRaw("""{ "a" : 1.50 }"""), """{ "a" : 1.50 }""");
        yield return Body("a raw value inside", new JObject { ["a"] = new JRaw("[1.50]") }, """{"a":[1.50]}""");
        yield return Body("deep text", Deep(100), Deep(100));
        yield return Body("a deep node", Deepen(new() { ["a"] = System.Text.Json.Nodes.JsonNode.Parse(Deep(60)) }), """{"a":{"a":{"a":{"a":{"a":""" + Deep(60) + "}}}}}");
        yield return Body("a model inside", new { events = new[] { new TrackEventRequest("e") { Email = "a@b.example" } } }, """{"events":[{"email":"a@b.example","eventName":"e"}]}""");

        static string Deep(int levels) => new string('[', levels) + new string(']', levels);

        static System.Text.Json.Nodes.JsonObject Deepen(System.Text.Json.Nodes.JsonObject node) =>
            Enumerable.Range(0, 4).Aggregate(node, (inner, _) => new System.Text.Json.Nodes.JsonObject { ["a"] = inner });

        static TestCaseData Body(string name, object body, string json) => new TestCaseData(body, json).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Bodies))]
    public async Task A_body_is_whatever_json_can_be_made_of(object body, string json)
    {
        using var scene = new Scene();

        await scene.Client.SendAsync(new HttpMethod("PATCH"), "things", body: body);

        Assert.That(scene.Sent.Single().Body, Is.EqualTo(json));
        Assert.That(scene.Sent.Single().Request.Method.Method, Is.EqualTo("PATCH"));
    }

    [Test]
    public async Task An_answer_is_read_into_a_class_a_list_or_a_dictionary()
    {
        using var scene = new Scene()
            .Answers(200, """{"title":"t","the_size":3,"other":1}""")
            .Answers(200, """[{"title":"t"}]""")
            .Answers(200, """{"a":1}""")
            .Answers(200, """{"msg":"m","code":"Success"}""");

        var thing = await scene.Client.SendAsync<Thing>(HttpMethod.Get, "things/1");
        var list = await scene.Client.SendAsync<List<Thing>>(HttpMethod.Get, "things");
        var map = await scene.Client.SendAsync<Dictionary<string, long>>(HttpMethod.Get, "sizes");
        var model = await scene.Client.SendAsync<IterableResponse>(HttpMethod.Post, "things/1/start");

        Assert.That((thing.Title, thing.Size, list.Single().Title, map["a"], model.Msg), Is.EqualTo(("t", 3, "t", 1L, "m")));
    }

    [Test]
    public async Task A_null_is_an_entry_of_a_list_or_a_dictionary_like_any_other()
    {
        using var scene = new Scene()
            .Answers(200, """{"a":null,"b":{"c":1}}""")
            .Answers(200, """{"a":null,"b":["c"]}""")
            .Answers(200, """[null,{"c":{"d":1}}]""")
            .Answers(200, """{"a":null,"b":1}""");

        var objects = await scene.Client.SendAsync<Dictionary<string, JObject?>>(HttpMethod.Get, "things");
        var lists = await scene.Client.SendAsync<Dictionary<string, List<string>?>>(HttpMethod.Get, "things");
        var maps = await scene.Client.SendAsync<List<Dictionary<string, JObject>?>>(HttpMethod.Get, "things");
        var numbers = await scene.Client.SendAsync<Dictionary<string, long?>>(HttpMethod.Get, "things");

        Assert.That((objects["a"], (int)objects["b"]!["c"]!), Is.EqualTo(((JObject?)null, 1)));
        Assert.That((lists["a"], lists["b"]!.Single()), Is.EqualTo(((List<string>?)null, "c")));
        Assert.That((maps[0], (int)maps[1]!["c"]["d"]!), Is.EqualTo(((Dictionary<string, JObject>?)null, 1)));
        Assert.That((numbers["a"], numbers["b"]), Is.EqualTo(((long?)null, (long?)1)));
        await scene.Client.SendAsync<Dictionary<string, long>>(HttpMethod.Get, "things").FailureAsync<IterableUnreadableResponseException>();
    }

    [Test]
    public async Task A_member_that_can_be_anything_is_read_as_what_it_is()
    {
        using var scene = new Scene().Answers(200, """{"title":"t","size":7,"none":null,"more":{"at":"2026-01-01T00:00:00Z"}}""");

        var answer = await scene.Client.SendAsync<Dictionary<string, object?>>(HttpMethod.Get, "things/1");

        Assert.That((answer["title"], answer["size"], answer["none"]), Is.EqualTo(((object)"t", (object)7L, (object?)null)));
        Assert.That((string?)((JObject)answer["more"]!)["at"], Is.EqualTo("2026-01-01T00:00:00Z"));
    }

    [Test]
    public async Task An_answer_can_be_text_or_a_stream()
    {
        using var scene = new Scene().Answers(200, "a,b\n1,2").Answers(200, "{\"a\":1}\n{\"a\":2}\n");

        Assert.That(await scene.Client.SendForTextAsync(HttpMethod.Get, "things/metrics"), Is.EqualTo("a,b\n1,2"));
        await using var stream = await scene.Client.SendForStreamAsync(HttpMethod.Get, "things/export");
        var lines = new List<string>();
        await foreach (var line in stream.ReadLinesAsync())
            lines.Add(line);

        Assert.That(lines, Is.EqualTo(new[] { "{\"a\":1}", "{\"a\":2}" }));
        Assert.That(scene.Sent.Select(sent => sent.Headers["Accept"]), Is.All.EqualTo("*/*"));
    }

    [Test]
    public async Task An_empty_answer_is_a_null_as_json_and_unreadable_as_a_class()
    {
        using var scene = new Scene().Answers(200, "");

        Assert.That((await scene.Client.SendAsync(HttpMethod.Delete, "things/1")).Type, Is.EqualTo(JTokenType.Null));
        await scene.Client.SendAsync<Thing>(HttpMethod.Delete, "things/1").FailureAsync<IterableUnreadableResponseException>();
    }

    [Test]
    public async Task A_success_that_is_none_is_an_exception_whatever_it_is_read_as()
    {
        using var scene = new Scene().Answers(200, """{"msg":"no such thing","code":"BadParams","params":{"a":1}}""");

        foreach (var call in new Func<Task>[] { () => scene.Client.SendAsync(HttpMethod.Post, "things"), () => scene.Client.SendAsync<Thing>(HttpMethod.Post, "things"), () => scene.Client.SendAsync<Dictionary<string, object>>(HttpMethod.Post, "things"), () => scene.Client.SendAsync<System.Dynamic.ExpandoObject>(HttpMethod.Post, "things"), () => scene.Client.SendAsync<string>(HttpMethod.Post, "things") })
        {
            var error = await Failures.FailureAsync<IterableException>(call);
            Assert.That((error.Code?.Value, error.ApiMessage, (int)error.Params!["a"]!), Is.EqualTo(("BadParams", "no such thing", 1)));
        }
    }

    [Test]
    public async Task Free_form_data_may_have_a_code_of_its_own()
    {
        using var scene = new Scene().Answers(200, """{"code":"BadParams","title":"t"}""");

        Assert.That((string?)(await scene.Client.SendAsync(HttpMethod.Get, "things"))["code"], Is.EqualTo("BadParams"));
        Assert.That((await scene.Client.SendAsync<Thing>(HttpMethod.Get, "things")).Title, Is.EqualTo("t"));
    }

    [Test]
    public async Task What_is_different_for_one_call_is_different_for_that_one()
    {
        using var scene = new Scene();
        var seen = new List<string>();

        await scene.Client.SendAsync(HttpMethod.Get, "things", options: new() { Headers = { ["X-Trace"] = "1" }, OnResponse = info => seen.Add(info.Operation.Id) });
        await scene.Client.SendAsync(HttpMethod.Get, "things");

        Assert.That(scene.Sent.Select(sent => sent.Headers.GetValueOrDefault("X-Trace")), Is.EqualTo(new[] { "1", null }));
        Assert.That(seen, Is.EqualTo(new[] { "unlistedOperation" }));
    }

    private static IEnumerable<TestCaseData> Unsendable()
    {
        yield return Call("a method the API has none of", client => client.SendAsync(HttpMethod.Head, "things"), "not with HEAD");
        yield return Call("a GET with a body", client => client.SendAsync(HttpMethod.Get, "things", body: new { a = 1 }), "A GET has no body");
        yield return Call("text that is no JSON", client => client.SendAsync(HttpMethod.Post, "things", body: "{ planted"), "no JSON, at line 1, position 3");
        yield return Call("text with a number that is too large", client => client.SendAsync(HttpMethod.Post, "things", body: """{"planted":1e400}"""), "a number that is beyond a double");
        yield return Call("content of HTTP", client => client.SendAsync(HttpMethod.Post, "things", body: new StringContent("{}")), "a StringContent, of which no JSON is made");
        yield return Call("a task that nobody waited for", client => client.SendAsync(HttpMethod.Post, "things", body: Task.FromResult(new { a = 1 })), "of which no JSON is made");
        yield return Call("a raw value that is no JSON", client => client.SendAsync(HttpMethod.Post, "things", body: new JRaw("planted")), "no JSON");
        yield return Call("a raw value inside that is no JSON", client => client.SendAsync(HttpMethod.Post, "things", body: new JObject { ["a"] = new JRaw("1 planted") }), "a raw value in it (JRaw) is no JSON");
        yield return Call("a member without its object", client => client.SendAsync(HttpMethod.Post, "things", body: new JProperty("planted", 1)), "without the object around it");
        yield return Call("a constructor of JavaScript", client => client.SendAsync(HttpMethod.Post, "things", body: new JConstructor("Date", 1)), "no form in JSON");
        yield return Call("a value that is undefined", client => client.SendAsync(HttpMethod.Post, "things", body: new JObject { ["a"] = JValue.CreateUndefined() }), "no form in JSON");
        yield return Call("a comment alone", client => client.SendAsync(HttpMethod.Post, "things", body: JValue.CreateComment("planted")), "a comment is all");
        yield return Call("text that is too deep", client => client.SendAsync(HttpMethod.Post, "things", body: new string('[', 129) + new string(']', 129)), "nested deeper than 128");
        yield return Call("bytes in memory", client => client.SendAsync(HttpMethod.Post, "things", body: (ReadOnlyMemory<byte>)"{}"u8.ToArray()), "a ReadOnlyMemory<Byte>, of which no JSON is made");
        yield return Call("bytes in memory, inside", client => client.SendAsync(HttpMethod.Post, "things", body: new { Data = new Memory<byte>([1]) }), "a Memory<Byte>, of which no JSON is made");
        yield return Call("a builder of text", client => client.SendAsync(HttpMethod.Post, "things", body: new System.Text.StringBuilder("{}")), "a StringBuilder, of which no JSON is made");
        yield return Call("a stream", client => client.SendAsync(HttpMethod.Post, "things", body: new MemoryStream()), "a MemoryStream, of which no JSON is made");
        yield return Call("text over the limit of its operation", client => client.SendAsync(HttpMethod.Post, "events/trackBulk", body: $"[\"{new string('x', 4 * 1024 * 1024)}\"]"), "and the service takes 4194304");
        yield return Call("a number", client => client.SendAsync(HttpMethod.Post, "things", body: 5), "as a JToken or as text");
        yield return Call("a parameter without a name", client => client.SendAsync(HttpMethod.Get, "things", new IterableQuery { { "", "x" } }), "has a name");
        yield return Call("a model that lacks something", client => client.SendAsync(HttpMethod.Post, "things", body: IterableModel.FromJson<CreateListRequest>("{}")), "cannot be sent");
        yield return Call("a header of the client's own", client => client.SendAsync(HttpMethod.Get, "things", options: new() { Headers = { ["Api-Key"] = "x" } }), "set by the client itself");

        static TestCaseData Call(string name, Func<IIterableClient, Task> call, string reason) => new TestCaseData(call, reason).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Unsendable))]
    public async Task What_cannot_be_sent_is_refused_before_anything_is(Delegate call, string reason)
    {
        using var scene = new Scene();

        var error = await Assert.CatchAsync<ArgumentException>(() => ((Func<IIterableClient, Task>)call)(scene.Client));

        Assert.That(error!.Message, Does.Contain(reason).And.Not.Contain("planted"));
        Assert.That(scene.Sent, Is.Empty);
    }

    [Test]
    public async Task A_fake_of_the_client_answers_such_calls_like_any_others()
    {
        var fake = DispatchProxy.Create<IIterableClient, Fake>();

        Assert.That((string?)await SizeAsync(fake), Is.EqualTo("SendAsync things/1"));

        static async Task<JToken> SizeAsync(IIterableClient iterable) => await iterable.SendAsync(HttpMethod.Get, "things/1");
    }

    public class Fake : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => Task.FromResult<JToken>($"{targetMethod!.Name} {args![1]}");
    }

    private sealed class Thing
    {
        public string? Title { get; set; }

        [JsonPropertyName("the_size")]
        public int Size { get; set; }
    }
}
