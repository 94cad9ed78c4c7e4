namespace Iterable.Generated.Tests.Exports;

public class ExportQueryTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.FromHours(-5));

    [Test]
    public async Task A_query_becomes_a_call()
    {
        using var api = new FakeApi().Answers("{\"email\":\"a\"}\n", mediaType: "application/x-json-stream");
        var query = new ExportQuery("emailSend") { Start = Monday, End = Monday.AddDays(1).AddMilliseconds(900), CampaignId = 7, OnlyFields = { "email", "a,b" } };

        Assert.That(await ExportBodies.ListAsync(Client(api).Export.ReadAsync(query)), Has.Count.EqualTo(1));
        Assert.That(api.Address, Is.EqualTo(
            "https://api.iterable.com/api/export/data.json?dataTypeName=emailSend&startDateTime=2026-01-05%2005%3A00%3A00%20%2B00%3A00"
            + "&endDateTime=2026-01-06%2005%3A00%3A00%20%2B00%3A00&onlyFields=email&onlyFields=a%2Cb&campaignId=7"));
    }

    [Test]
    public async Task A_query_for_CSV_becomes_a_call()
    {
        using var api = new FakeApi().Answers("email;eventName\na;b\n", mediaType: "text/csv");
        var query = new ExportQuery(ExportDataType.User) { Range = ExportRange.Yesterday, Format = ExportFormat.Csv, Delimiter = ';', OmitFields = { "x", "y" } };

        var read = await ExportBodies.ListAsync(Client(api).Export.ReadAsync<Dictionary<string, string>>(query));

        Assert.That(read.Single()["eventName"], Is.EqualTo("b"));
        Assert.That(api.Address, Is.EqualTo("https://api.iterable.com/api/export/data.csv?dataTypeName=user&range=Yesterday&omitFields=x%2Cy&delimiter=%3B"));
    }

    [Test]
    public async Task The_events_of_a_user_are_read_as_lines_and_as_one_object()
    {
        using var api = new FakeApi().Answers("{\"email\":\"a\"}\n{\"email\":\"b\"}\n");
        var export = Client(api).Export;
        Assert.That(await ExportBodies.ListAsync(export.ReadUserEventsAsync(UserEventsQuery.ForEmail("a+b@example.com"))), Has.Count.EqualTo(2));

        api.Answers("{\"events\":[{\"email\":\"a\"},{\"email\":\"b\"}]}");
        var query = UserEventsQuery.ForUserId("u1");
        query.IncludeCustomEvents = true;
        Assert.That((await ExportBodies.ListAsync(export.ReadUserEventsAsync<JObject>(query))).Select(read => (string?)read["email"]), Is.EqualTo(new[] { "a", "b" }));

        Assert.That(api.Addresses, Is.EqualTo(new[]
        {
            "https://api.iterable.com/api/export/userEvents?email=a%2Bb%40example.com&includeCustomEvents=false",
            "https://api.iterable.com/api/export/userEvents?includeCustomEvents=true&userId=u1",
        }));
    }

    private static IEnumerable<TestCaseData> Contradictions()
    {
        yield return Case("no kind of data", new ExportQuery(default) { Range = ExportRange.All });
        yield return Case("no time", new ExportQuery("user"));
        yield return Case("range and window", new ExportQuery("user") { Range = ExportRange.All, Start = Monday, End = Monday.AddDays(1) });
        yield return Case("range and start", new ExportQuery("user") { Range = ExportRange.All, Start = Monday });
        yield return Case("no end", new ExportQuery("user") { Start = Monday });
        yield return Case("no start", new ExportQuery("user") { End = Monday });
        yield return Case("end before start", new ExportQuery("user") { Start = Monday, End = Monday.AddSeconds(-1) });
        yield return Case("empty window", new ExportQuery("user") { Start = Monday, End = Monday.AddMilliseconds(900) });
        yield return Case("delimiter in NDJSON", new ExportQuery("user") { Range = ExportRange.All, Delimiter = ';' });
        yield return Case("delimiter is a quote", new ExportQuery("user") { Range = ExportRange.All, Delimiter = '"', Format = ExportFormat.Csv });
        yield return Case("delimiter is not ASCII", new ExportQuery("user") { Range = ExportRange.All, Delimiter = '\u00a7', Format = ExportFormat.Csv });
        yield return Case("format is none", new ExportQuery("user") { Range = ExportRange.All, Format = (ExportFormat)7 });
        yield return Case("campaign is no id", new ExportQuery("user") { Range = ExportRange.All, CampaignId = 0 });
        yield return Case("blank field", new ExportQuery("user") { Range = ExportRange.All, OnlyFields = { " " } });
        yield return Case("comma in omitted field", new ExportQuery("user") { Range = ExportRange.All, OmitFields = { "a,b" } });
        yield return Case("field wanted and omitted", new ExportQuery("user") { Range = ExportRange.All, OnlyFields = { "a" }, OmitFields = { "a" } });

        static TestCaseData Case(string name, ExportQuery query) => new TestCaseData(query).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Contradictions))]
    public void A_contradiction_is_refused_before_anything_is_sent(ExportQuery query)
    {
        using var api = new FakeApi();

        Assert.That(() => Client(api).Export.ReadAsync(query), Throws.ArgumentException.With.Property("ParamName").EqualTo("query"));
        Assert.That(api.Addresses, Is.Empty);
    }

    [Test]
    public async Task A_job_has_no_field_with_a_comma_since_its_fields_travel_separated_by_commas()
    {
        using var api = new FakeApi();
        var export = Client(api).Export;
        var query = new ExportQuery("user") { Start = Monday, End = Monday.AddDays(1), OnlyFields = { "a,b" } };

        Assert.That((await ExportBodies.FailureAsync<ArgumentException>(() => export.StartJobAsync(query))).ParamName, Is.EqualTo("query"));
        Assert.That(() => export.RunJobsAsync(query), Throws.ArgumentException);
        Assert.That(api.Addresses, Is.Empty);
    }

    [Test]
    public void Options_that_cannot_be_right_are_refused()
    {
        var query = new ExportQuery("user") { Range = ExportRange.All };
        using var api = new FakeApi();
        var export = Client(api).Export;

        Assert.Multiple(() =>
        {
            Assert.That(() => export.ReadAsync(query, new ExportReadOptions { IdleTimeout = TimeSpan.Zero }), Throws.ArgumentException);
            Assert.That(() => export.ReadAsync(query, new ExportReadOptions { MaxRecordSize = 0 }), Throws.ArgumentException);
            Assert.That(() => export.ReadAsync(query, new ExportReadOptions { TimeProvider = null! }), Throws.ArgumentException);
            Assert.That(() => export.ReadAsync(null!), Throws.ArgumentNullException);
            Assert.That(() => UserEventsQuery.ForEmail(" "), Throws.ArgumentException);
        });
    }

    [Test]
    public async Task Stopping_early_closes_the_connection()
    {
        var content = ExportBodies.Stream("{\"email\":\"a\"}\n{\"email\":\"b\"}\n", chunk: 10);
        using var api = new FakeApi().Answers(() => new HttpResponseMessage { Content = new StreamContent(content) });

        await foreach (var _ in Client(api).Export.ReadAsync(new ExportQuery("user") { Range = ExportRange.All }))
            break;

        Assert.That(content.IsClosed);
    }

    internal static IterableClient Client(FakeApi api) => new(new IterableClientOptions { ApiKey = FakeApi.Key, Retry = { MaxRetries = 0 }, RateLimit = { Enabled = false } }, api.HttpClient);
}
