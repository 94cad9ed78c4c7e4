namespace Iterable.Generated.Tests.Http;

public class AnswerTests
{
    [TestCase(HttpStatusCode.OK)]
    [TestCase(HttpStatusCode.Created)]
    [TestCase(HttpStatusCode.Accepted)]
    [TestCase((HttpStatusCode)299)]
    public async Task Every_2xx_is_a_success(HttpStatusCode status)
    {
        using var api = new FakeApi().Answers("""{"name":"bolt"}""", status);

        Assert.That((await api.Widgets.FindAsync()).Name, Is.EqualTo("bolt"));
    }

    [TestCase("")]
    [TestCase(" \r\n")]
    [TestCase("\uFEFF")]
    [TestCase("null")]
    public async Task An_empty_answer_confirms_a_call_and_is_no_content(string body)
    {
        using var api = new FakeApi().Answers(body);
        using var client = Exports.ExportQueryTests.Client(api);

        await Assert.MultipleAsync(async () =>
        {
            await api.Widgets.DropAsync("ada");
            Assert.That((await client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" })).Code, Is.Null);
            await IsUnreadableAsync(api.Widgets.FindAsync());
            await IsUnreadableAsync(api.Widgets.FindAsync<JObject>());
            await IsUnreadableAsync(client.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest([])));
            await IsUnreadableAsync(client.Users.GetUserByEmailAsync("ada@example.com"));
            await IsUnreadableAsync(client.Lists.GetListSizeAsync(1));
        });
    }

    [Test]
    public async Task No_content_confirms_a_call_and_is_no_content()
    {
        using var api = new FakeApi().Answers(() => new HttpResponseMessage(HttpStatusCode.NoContent));

        await Assert.MultipleAsync(async () =>
        {
            await api.Widgets.DropAsync("ada");
            await IsUnreadableAsync(api.Widgets.FindAsync());
            await IsUnreadableAsync(api.Widgets.FindAsync<IList<Widget>>());
        });
    }

    [Test]
    public async Task An_object_without_members_is_an_empty_result()
    {
        using var api = new FakeApi().Answers("{}");

        Assert.That((await api.Widgets.FindAsync()).Name, Is.Null);
        Assert.That(await api.Widgets.FindAsync<JObject>(), Is.Empty);
    }

    [TestCase("GenericError", typeof(IterableException))]
    [TestCase("RateLimitExceeded", typeof(IterableRateLimitedException))]
    [TestCase("BadApiKey", typeof(IterableUnauthorizedException))]
    public async Task A_success_with_the_code_of_a_failure_is_that_failure(string code, Type type)
    {
        using var api = new FakeApi().Answers($$$"""{"msg":"ada@example.com","code":"{{{code}}}","params":{"a":1}}""");
        using var client = Exports.ExportQueryTests.Client(api);

        foreach (var call in new Func<Task>[]
        {
            () => client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" }),
            () => client.Users.BulkUpdateUsersAsync(new BulkUpdateUsersRequest([])),
            () => client.Campaigns.ListCampaignsAsync(),
        })
        {
            var failure = await Failures.FailureAsync<IterableException>(call);
            Assert.That(failure, Is.TypeOf(type));
            Assert.That((failure.Code?.Value, failure.ApiMessage, (int?)failure.StatusCode, (int?)failure.Params?["a"]), Is.EqualTo((code, "ada@example.com", 200, 1)));
            Assert.That(failure.Message, Does.Contain(code).And.Not.Contain("example.com"));
        }
    }

    [TestCase("Success")]
    [TestCase("SomethingNew")]
    [TestCase("")]
    public async Task A_success_has_no_code_that_is_listed_for_a_failure(string code)
    {
        using var api = new FakeApi().Answers($$"""{"msg":"","code":"{{code}}"}""");

        await Exports.ExportQueryTests.Client(api).Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });
    }

    private static async Task IsUnreadableAsync(Task call) =>
        Assert.That((await call.FailureAsync<IterableUnreadableResponseException>()).Message, Does.Contain("HTTP 20"));

    [Test]
    public async Task The_media_type_does_not_matter_when_the_body_is_json()
    {
        using var api = new FakeApi().Answers("""{"name":"bolt"}""", mediaType: "text/plain");

        Assert.That((await api.Widgets.FindAsync()).Name, Is.EqualTo("bolt"));
    }

    [Test]
    public async Task A_call_without_a_result_takes_any_body()
    {
        using var api = new FakeApi().Answers("<html>", mediaType: "text/html");

        await api.Widgets.DropAsync("ada");

        Assert.That(api.Address, Does.EndWith("/widgets/ada"));
    }

    [Test]
    public async Task Text_is_handed_out_as_it_came()
    {
        using var api = new FakeApi().Answers("<p>grün</p>\r\n", mediaType: "text/html");

        Assert.That(await api.Widgets.DescribeAsync(), Is.EqualTo("<p>grün</p>\r\n"));
    }

    [Test]
    public async Task Text_is_decoded_as_the_service_says()
    {
        var latin = System.Text.Encoding.Latin1;
        using var api = new FakeApi().Answers(() => new HttpResponseMessage { Content = new StringContent("grün", latin, "text/plain") });

        Assert.That(await api.Widgets.DescribeAsync(), Is.EqualTo("grün"));
    }

    [Test]
    public async Task Text_is_decoded_as_the_service_says_in_quotes_too()
    {
        using var api = new FakeApi().Answers(() =>
        {
            var content = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes("grün"));
            content.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=\"iso-8859-1\"");
            return new HttpResponseMessage { Content = content };
        });

        Assert.That(await api.Widgets.DescribeAsync(), Is.EqualTo("grün"));
    }

    [Test]
    public async Task Of_a_refusal_that_does_not_end_the_start_is_kept()
    {
        using var api = new FakeApi().Answers(() => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StreamContent(new FaultyStream(new string('x', 1_500_000), new IOException("cut"))) });

        var error = await api.Widgets.FindAsync().FailureAsync<IterableBadRequestException>();

        Assert.That(error.ResponseBody, Has.Length.EqualTo(1024 * 1024));
    }

    [Test]
    public async Task Text_in_an_encoding_nobody_knows_is_not_guessed_at()
    {
        using var api = new FakeApi().Answers(() =>
        {
            var content = new ByteArrayContent("grün"u8.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=\"x-klingon\"");
            return new HttpResponseMessage { Content = content };
        });

        Assert.That((await api.Widgets.DescribeAsync().FailureAsync<IterableUnreadableResponseException>()).Message, Does.Contain("charset"));
    }

    [Test]
    public async Task A_number_is_read_with_its_sign_and_the_space_around_it()
    {
        using var scene = new Scene().Answers(200, " 42\n").Answers(200, "-1").Answers(200, "1.5");

        Assert.That(await scene.Client.Lists.GetListSizeAsync(1), Is.EqualTo(42));
        Assert.That(await scene.Client.Lists.GetListSizeAsync(1), Is.EqualTo(-1));
        await scene.Client.Lists.GetListSizeAsync(1).FailureAsync<IterableUnreadableResponseException>();
    }

    private static IEnumerable<TestCaseData> CallsOfEachKind()
    {
        yield return Call("nothing", "{}", api => api.Widgets.DropAsync("ada"));
        yield return Call("a model", "{}", api => api.Widgets.FindAsync());
        yield return Call("an unreadable model", "<html>", api => api.Widgets.FindAsync());
        yield return Call("a text", "x", api => api.Widgets.DescribeAsync());
        yield return Call("a number", "7", api => Exports.ExportQueryTests.Client(api).Lists.GetListSizeAsync(1));
        yield return Call("a refusal", "{}", api => api.Widgets.FindAsync(), HttpStatusCode.BadRequest);
        yield return Call("an answer that is too large", "[" + new string(' ', 2000) + "]", api => api.Widgets.FindAsync<JArray>());
        yield return Call("an answer that its watcher fails on", "{}", api => Exports.ExportQueryTests.Client(api)
            .With(new IterableCallOptions { OnResponse = _ => throw new NotSupportedException() }).Lists.ListListsAsync());

        static TestCaseData Call(string name, string body, Func<FakeApi, Task> call, HttpStatusCode status = HttpStatusCode.OK) =>
            new TestCaseData(body, call, status).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(CallsOfEachKind))]
    public async Task No_answer_keeps_its_connection_after_the_call(string body, Delegate call, HttpStatusCode status)
    {
        var answer = new Answer(status) { Content = new StringContent(body) };
        using var api = new FakeApi(new IterableClientOptions { ApiKey = FakeApi.Key, MaxResponseSize = 1024, Retry = { MaxRetries = 0 } }).Answers(() => answer);

        try
        {
            await ((Func<FakeApi, Task>)call)(api);
        }
        catch (Exception e) when (e is IterableException or NotSupportedException)
        {
        }

        Assert.That(answer.IsDisposed);
    }

    private sealed class Answer(HttpStatusCode status) : HttpResponseMessage(status)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    [Test]
    public async Task NULs_are_no_text()
    {
        using var api = new FakeApi().Answers("\0\0\0");

        Assert.That((await api.Widgets.DescribeAsync().FailureAsync<IterableUnreadableResponseException>()).Message, Does.Contain("NULs"));
    }
}
