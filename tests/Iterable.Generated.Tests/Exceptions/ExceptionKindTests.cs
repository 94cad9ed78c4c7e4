namespace Iterable.Generated.Tests.Exceptions;

public class ExceptionKindTests
{
    [TestCase(400, "BadParams", typeof(IterableBadRequestException))]
    [TestCase(400, "Success", typeof(IterableBadRequestException))]
    [TestCase(400, "BatchTooLarge", typeof(IterableBadRequestException))]
    [TestCase(413, "", typeof(IterableBadRequestException))]
    [TestCase(422, "", typeof(IterableBadRequestException))]
    [TestCase(400, "RequestFieldsTypesMismatched", typeof(IterableFieldTypesException))]
    [TestCase(401, "BadApiKey", typeof(IterableUnauthorizedException))]
    [TestCase(401, "BadAuthorizationHeader", typeof(IterableUnauthorizedException))]
    [TestCase(400, "InvalidJwtPayload", typeof(IterableUnauthorizedException))]
    [TestCase(401, "InvalidJwtPayload", typeof(IterableUnauthorizedException))]
    [TestCase(403, "Forbidden", typeof(IterableForbiddenException))]
    [TestCase(404, "NotFound", typeof(IterableNotFoundException))]
    [TestCase(408, "", typeof(IterableServerException))]
    [TestCase(409, "ExternalKeyConflict", typeof(IterableConflictException))]
    [TestCase(409, "ForgottenUserError", typeof(IterableConflictException))]
    [TestCase(429, "RateLimitExceeded", typeof(IterableRateLimitedException))]
    [TestCase(500, "GenericError", typeof(IterableServerException))]
    [TestCase(503, "", typeof(IterableServerException))]
    [TestCase(302, "", typeof(IterableException))]
    public async Task A_refusal_is_an_exception_of_its_meaning(int status, string code, Type type)
    {
        using var api = new FakeApi().Answers($$"""{"msg":"no","code":"{{code}}"}""", (HttpStatusCode)status);

        var error = await api.Widgets.FindAsync().FailureAsync();

        Assert.That(error, Is.TypeOf(type));
        Assert.That(error.StatusCode, Is.EqualTo((HttpStatusCode)status));
    }

    [Test]
    public async Task Mismatched_fields_are_listed()
    {
        using var api = new FakeApi().Answers(
            """
            {"msg":"Project 3549: The request does not have the same data types","code":"RequestFieldsTypesMismatched","params":{"validationErrors":{
            "project_or_event:::signup.count":{"incomingTypes":["string","keyword"],"expectedType":"long","category":"user","offendingValue":{"a":1},"_type":"UnexpectedType"},
            "odd":5}}}
            """,
            HttpStatusCode.BadRequest);

        var error = (IterableFieldTypesException)await api.Widgets.FindAsync().FailureAsync();

        Assert.Multiple(() =>
        {
            Assert.That(error.Errors.Select(each => each.Field), Is.EqualTo(new[] { "signup.count", "odd" }));
            Assert.That(error.Errors[0].Scope, Is.EqualTo("project_or_event"));
            Assert.That(error.Errors[0].ExpectedType, Is.EqualTo("long"));
            Assert.That(error.Errors[0].IncomingTypes, Is.EqualTo(new[] { "string", "keyword" }));
            Assert.That(error.Errors[0].Category, Is.EqualTo("user"));
            Assert.That((int?)error.Errors[0].OffendingValue!["a"], Is.EqualTo(1));
            Assert.That(error.Errors[1].ExpectedType, Is.Null);
        });
    }

    [TestCase(IterableDataCenter.UnitedStates, "the data center in the United States (api.iterable.com)")]
    [TestCase(IterableDataCenter.Europe, "the data center in Europe (api.eu.iterable.com)")]
    public async Task A_wrong_key_tells_which_data_center_was_asked(IterableDataCenter dataCenter, string name)
    {
        using var api = new FakeApi(new IterableClientOptions { ApiKey = FakeApi.Key, DataCenter = dataCenter })
            .Answers("""{"msg":"Invalid API key","code":"BadApiKey"}""", HttpStatusCode.Unauthorized);

        var error = (IterableUnauthorizedException)await api.Widgets.FindAsync().FailureAsync();

        Assert.That(error.Message, Does.Contain(name).And.Contain("only in the project and the data center that made it"));
        Assert.That(error.BaseAddress!.Host, Is.EqualTo(dataCenter == IterableDataCenter.Europe ? "api.eu.iterable.com" : "api.iterable.com"));
    }

    [TestCase("Retry-After: 7", "{}", 7.0)]
    [TestCase(null, """{"code":"RateLimitExceeded","params":{"rateLimitReset":12.5}}""", 12.5)]
    [TestCase(null, """{"code":"RateLimitExceeded","params":{"rateLimitReset":"3"}}""", 3.0)]
    [TestCase("Retry-After: 0", """{"params":{"rateLimitReset":-1}}""", null)]
    public async Task A_rate_limit_tells_how_long_to_wait(string? header, string body, double? seconds)
    {
        using var api = new FakeApi().Answers(() => Answer(HttpStatusCode.TooManyRequests, header, body));

        var error = (IterableRateLimitedException)await api.Widgets.FindAsync().FailureAsync();

        Assert.That(error.RetryAfter?.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase("""{"params":{"rateLimitLimit":500,"rateLimitRemaining":0,"rateLimitReset":2}}""", 500L, 0L)]
    [TestCase("""{"params":{"rateLimitLimit":"500","rateLimitRemaining":1.0}}""", 500L, 1L)]
    [TestCase("""{"params":{"rateLimitLimit":"many","rateLimitRemaining":1e300}}""", null, null)]
    [TestCase("{}", null, null)]
    public async Task A_rate_limit_tells_how_it_counts(string body, long? limit, long? remaining)
    {
        using var api = new FakeApi().Answers(() => Answer(HttpStatusCode.TooManyRequests, null, body));

        var error = (IterableRateLimitedException)await api.Widgets.FindAsync().FailureAsync();

        Assert.That((error.Limit, error.Remaining), Is.EqualTo((limit, remaining)));
    }

    [Test]
    public async Task A_rate_limit_that_says_nothing_is_measured_by_what_is_published()
    {
        using var scene = new Scene().Answers(429);
        scene.Options.Retry.MaxRetries = 0;

        var error = await scene.Client.Campaigns.GetCampaignMetricsAsync([1]).FailureAsync<IterableRateLimitedException>();

        Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(6)));
    }

    [Test]
    public async Task An_event_that_is_disallowed_is_a_failure_behind_a_success()
    {
        const string Body = """{"msg":"event signedUp is disallowed from tracking.","code":"Success","params":null}""";
        using var scene = new Scene().Answers(200, Body);

        var error = await scene.Client.Events.TrackEventAsync(new TrackEventRequest("signedUp")).FailureAsync<IterableEventDisallowedException>();

        Assert.Multiple(() =>
        {
            Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(error.ApiMessage, Does.Contain("signedUp"));
            Assert.That(error.Message, Does.Not.Contain("signedUp"));
        });
    }

    [Test]
    public async Task A_success_that_cannot_be_read_is_of_its_own_kind()
    {
        using var api = new FakeApi().Answers("<html>", HttpStatusCode.OK, "text/html");

        Assert.That(await api.Widgets.FindAsync().FailureAsync(), Is.TypeOf<IterableUnreadableResponseException>());
    }

    [Test]
    public async Task A_broken_connection_is_of_its_own_kind()
    {
        using var api = new FakeApi().Answers((_, _) => throw new HttpRequestException("x", new IOException()));

        var error = await api.Widgets.FindAsync().FailureAsync();

        Assert.That(error, Is.TypeOf<IterableConnectionException>().With.Property(nameof(IterableConnectionException.SurelyNotSent)).False);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string? header, string body)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
        if (header?.Split(':') is [var name, var value])
            response.Headers.TryAddWithoutValidation(name, value.Trim());
        return response;
    }
}
