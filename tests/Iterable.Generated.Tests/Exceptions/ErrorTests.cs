namespace Iterable.Generated.Tests.Exceptions;

public class ErrorTests
{
    [Test]
    public async Task The_usual_envelope_is_read()
    {
        const string Body = """{"msg":"Invalid API key","code":"BadApiKey","params":{"ip":"10.0.0.1","endpoint":"/api/widgets","at":"2024-01-15T10:30:00Z"}}""";

        var error = await FailAsync(Body, HttpStatusCode.Unauthorized);

        Assert.Multiple(() =>
        {
            Assert.That(error.Message, Does.StartWith("findWidgets (GET /widgets) failed: HTTP 401, code BadApiKey."));
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(error.Code?.Value, Is.EqualTo("BadApiKey"));
            Assert.That(error.ApiMessage, Is.EqualTo("Invalid API key"));
            Assert.That((string?)error.Params!["at"], Is.EqualTo("2024-01-15T10:30:00Z"));
            Assert.That(error.ResponseBody, Is.EqualTo(Body));
            Assert.That(error.Operation, Is.SameAs(WidgetsClient.Find));
        });
    }

    [Test]
    public async Task A_400_whose_code_is_success_is_an_error()
    {
        var error = await FailAsync("""{"msg":"error.lists.invalidListId(9)","code":"Success","params":null}""", HttpStatusCode.BadRequest);

        Assert.Multiple(() =>
        {
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(error.Code?.Value, Is.EqualTo("Success"));
            Assert.That(error.Params, Is.Null);
        });
    }

    [Test]
    public async Task The_second_envelope_is_read()
    {
        var error = await FailAsync("""{"error":{"status":400},"message":"Bad body","code":"BadJsonBody","data":{"field":"email"}}""", HttpStatusCode.BadRequest);

        Assert.Multiple(() =>
        {
            Assert.That(error.Code?.Value, Is.EqualTo("BadJsonBody"));
            Assert.That(error.ApiMessage, Is.EqualTo("Bad body"));
            Assert.That((string?)error.Params!["field"], Is.EqualTo("email"));
        });
    }

    [Test]
    public async Task An_html_page_is_not_taken_for_a_message()
    {
        var error = await FailAsync("<!DOCTYPE html><title>Action not found</title>", HttpStatusCode.NotFound, "text/html");

        Assert.Multiple(() =>
        {
            Assert.That(error.Message, Does.Contain("HTTP 404.").And.Contain("base address"));
            Assert.That(error.Code?.Value, Is.Null);
            Assert.That(error.ApiMessage, Is.Null);
            Assert.That(error.ResponseBody, Does.Contain("Action not found"));
        });
    }

    [Test]
    public async Task A_plain_text_is_the_message()
    {
        var error = await FailAsync("User not found for userId: 7 or email: ada@example.com\n", HttpStatusCode.BadRequest, "text/plain");

        Assert.Multiple(() =>
        {
            Assert.That(error.ApiMessage, Is.EqualTo("User not found for userId: 7 or email: ada@example.com"));
            Assert.That(error.Message, Does.Not.Contain("ada@"));
        });
    }

    [TestCase("")]
    [TestCase("  ")]
    public async Task An_empty_body_is_said_to_be_one(string body)
    {
        var error = await FailAsync(body, HttpStatusCode.BadGateway);

        Assert.Multiple(() =>
        {
            Assert.That(error.Message, Does.Contain("HTTP 502.").And.Contain("no body"));
            Assert.That(error.ApiMessage, Is.Null);
            Assert.That(error.ResponseBody, Is.EqualTo(body));
        });
    }

    [TestCase("{\"msg\":\"half")]
    [TestCase("[1]")]
    [TestCase("\"text\"")]
    [TestCase("{]")]
    public async Task Json_that_is_no_envelope_is_an_error_all_the_same(string body)
    {
        var error = await FailAsync(body, HttpStatusCode.InternalServerError);

        Assert.Multiple(() =>
        {
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
            Assert.That(error.Code?.Value, Is.Null);
            Assert.That(error.ResponseBody, Is.EqualTo(body));
        });
    }

    [Test]
    public async Task Members_of_the_envelope_can_be_of_any_type()
    {
        var error = await FailAsync("""{"msg":{"key":"error.x"},"code":42,"params":[1]}""", HttpStatusCode.BadRequest);

        Assert.Multiple(() =>
        {
            Assert.That(error.ApiMessage, Is.EqualTo("""{"key":"error.x"}"""));
            Assert.That(error.Code?.Value, Is.EqualTo("42"));
            Assert.That(error.Params, Is.Null);
            Assert.That(error.Message, Does.Not.Contain("42"));
        });
    }

    [Test]
    public async Task A_json_error_where_a_stream_was_asked_for_is_read()
    {
        var content = new FaultyStream("""{"msg":"Exceeded rate limit.","code":"RateLimitExceeded"}""", breaksWith: new IOException("ada@example.com"));
        using var api = new FakeApi().Answers(() => new HttpResponseMessage((HttpStatusCode)429) { Content = new StreamContent(content) });

        var error = await api.Widgets.ExportAsync().FailureAsync();

        Assert.Multiple(() =>
        {
            Assert.That(error.Code?.Value, Is.EqualTo("RateLimitExceeded"));
            Assert.That(error.StatusCode, Is.EqualTo((HttpStatusCode)429));
            Assert.That(content.IsClosed, Is.True);
        });
    }

    [Test]
    public async Task A_json_error_where_text_was_asked_for_is_read()
    {
        using var api = new FakeApi().Answers("""{"msg":"no","code":"BadParams"}""", HttpStatusCode.BadRequest, "text/plain");

        Assert.That((await api.Widgets.DescribeAsync().FailureAsync()).Code?.Value, Is.EqualTo("BadParams"));
    }

    [TestCase(HttpStatusCode.MovedPermanently)]
    [TestCase(HttpStatusCode.Found)]
    [TestCase(HttpStatusCode.TemporaryRedirect)]
    public async Task A_redirect_is_an_error(HttpStatusCode status)
    {
        using var api = new FakeApi().Answers(() => new HttpResponseMessage(status) { Headers = { Location = new Uri("https://evil.example/?ada@example.com") } });

        var error = await api.Widgets.FindAsync().FailureAsync();

        Assert.Multiple(() =>
        {
            Assert.That(error.StatusCode, Is.EqualTo(status));
            Assert.That(error.Message, Does.Contain("the API key would go along").And.Not.Contain("evil"));
            Assert.That(api.Addresses, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public async Task A_body_without_end_is_kept_up_to_its_first_mebibyte()
    {
        using var api = new FakeApi().Answers(new string('x', 3 * 1024 * 1024), HttpStatusCode.InternalServerError, "text/plain");

        var error = await api.Widgets.ExportAsync().FailureAsync();

        Assert.Multiple(() =>
        {
            Assert.That(error.ResponseBody, Has.Length.EqualTo(1024 * 1024));
            Assert.That(error.ApiMessage, Is.Null);
        });
    }

    [Test]
    public async Task A_connection_that_fails_is_an_error_without_a_status()
    {
        using var api = new FakeApi().Answers((_, _) => throw new HttpRequestException(
            "ada@example.com", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused)));

        var error = await api.Widgets.FindAsync().FailureAsync();

        Assert.Multiple(() =>
        {
            Assert.That(error.StatusCode, Is.Null);
            Assert.That(error.Message, Is.EqualTo("findWidgets (GET /widgets) got no answer: HttpRequestException > SocketException ConnectionRefused."));
        });
    }

    [Test]
    public async Task An_answer_that_breaks_off_is_an_error()
    {
        using var api = new FakeApi().Answers(() => new HttpResponseMessage { Content = new StreamContent(new FaultyStream("{\"name\":", new IOException("cut"))) });

        var error = await api.Widgets.FindAsync().FailureAsync();

        Assert.That(error.Message, Does.Contain("got no answer").And.Contain("IOException"));
    }

    [Test]
    public async Task A_timeout_of_the_transport_is_not_a_cancellation()
    {
        using var api = new FakeApi().Answers((_, _) => throw new TaskCanceledException());

        var error = await api.Widgets.FindAsync().FailureAsync();

        Assert.That(error.Message, Does.Contain("timeout"));
    }

    [Test]
    public void An_exception_can_be_made_for_a_test()
    {
        var error = new IterableException("failed", new IterableErrorDetails { StatusCode = HttpStatusCode.Conflict, Code = "Conflict", Operation = WidgetsClient.Put });

        Assert.Multiple(() =>
        {
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(error.Operation!.Id, Is.EqualTo("putWidget"));
            Assert.Throws<ArgumentNullException>(() => _ = new IterableException("failed", (IterableErrorDetails)null!));
        });
    }

    private static async Task<IterableException> FailAsync(string body, HttpStatusCode status, string mediaType = "application/json")
    {
        using var api = new FakeApi().Answers(body, status, mediaType);
        return await api.Widgets.FindAsync().FailureAsync();
    }
}
