namespace Iterable.Generated.Testing.Tests;

public class ExportTests : ServerTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 14, 0, 0, 0, TimeSpan.Zero);

    [SetUp]
    public void SetTime()
    {
        Server.Clock.Stop();
        Server.Clock.Set(Day.AddHours(12));
    }

    [Test]
    public async Task Tracked_events_are_exported_as_lines_of_json()
    {
        await Client.Events.TrackEventAsync(new TrackEventRequest("signedUp")
        {
            Email = "ada@example.com",
            CreatedAt = Day.AddHours(6),
            DataFields = JObject.Parse("""{"source":"newsletter","tags":["a"]}"""),
        });

        var response = await Http.GetAsync("export/data.json?dataTypeName=customEvent");

        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/x-json-stream"));
            Assert.That(
                response.Content.ReadAsStringAsync().Result,
                Is.EqualTo("""{"createdAt":"2026-01-14 06:00:00 +00:00","email":"ada@example.com","eventName":"signedUp","source":"newsletter","tags":["a"]}""" + "\n"));
        });
    }

    [Test]
    public async Task The_same_events_are_exported_as_csv()
    {
        Server.Events.Add("signedUp", "ada@example.com", Day, new { note = "a, \"b\"\nc", tags = new[] { "x" } });
        Server.Events.Add("left", "bob@example.com", Day, new { reason = 7 });

        var response = await Http.GetAsync("export/data.csv?dataTypeName=customEvent");

        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/csv"));
            Assert.That(
                response.Content.ReadAsStringAsync().Result,
                Is.EqualTo(
                    "createdAt,email,eventName,note,tags,reason\r\n"
                    + "2026-01-14 00:00:00 +00:00,ada@example.com,signedUp,\"a, \"\"b\"\"\nc\",\"[\"\"x\"\"]\",\r\n"
                    + "2026-01-14 00:00:00 +00:00,bob@example.com,left,,,7\r\n"));
        });
    }

    [TestCase("export/data.json?dataTypeName=emailOpen&range=All")]
    [TestCase("export/data.csv?dataTypeName=emailOpen&range=All")]
    public async Task An_export_without_records_is_empty(string path) => Assert.That(await Http.GetStringAsync(path), Is.Empty);

    [Test]
    public async Task The_start_of_a_window_is_inclusive_and_its_end_exclusive()
    {
        Server.Events.Add("before", "ada@example.com", Day.AddSeconds(-1));
        Server.Events.Add("start", "ada@example.com", Day);
        Server.Events.Add("inside", "ada@example.com", Day.AddHours(1));
        Server.Events.Add("end", "ada@example.com", Day.AddHours(2));

        await using var export = await Client.Export.ExportDataJsonAsync(
            ExportDataType.CustomEvent, startDateTime: Day, endDateTime: Day.AddHours(2));

        Assert.That(await NamesAsync(export), Is.EqualTo(new[] { "start", "inside" }));
    }

    [TestCase(null, new[] { "today" })]
    [TestCase("Today", new[] { "today" })]
    [TestCase("Yesterday", new[] { "yesterday" })]
    [TestCase("BeforeToday", new[] { "yesterday", "long ago" })]
    [TestCase("All", new[] { "today", "yesterday", "long ago" })]
    public async Task Ranges_are_days_of_utc(string? range, string[] expected)
    {
        Server.Events.Add("today", "ada@example.com", Day);
        Server.Events.Add("yesterday", "ada@example.com", Day.AddSeconds(-1));
        Server.Events.Add("long ago", "ada@example.com", Day.AddYears(-1));

        await using var export = await Client.Export.ExportDataJsonAsync(
            ExportDataType.CustomEvent, range: range);

        Assert.That(await NamesAsync(export), Is.EqualTo(expected));
    }

    [Test]
    public async Task Columns_are_chosen_and_left_out()
    {
        Server.Events.Add("signedUp", "ada@example.com", Day, new { a = 1, b = 2 });

        var only = await Http.GetStringAsync("export/data.csv?dataTypeName=customEvent&onlyFields=email&onlyFields=a&delimiter=;");
        var omitted = await Http.GetStringAsync("export/data.csv?dataTypeName=customEvent&omitFields=createdAt,a");

        Assert.That((only, omitted), Is.EqualTo(("email;a\r\nada@example.com;1\r\n", "email,eventName,b\r\nada@example.com,signedUp,2\r\n")));
    }

    [Test]
    public async Task Messages_purchases_and_users_are_exported_under_their_types()
    {
        Server.Users.Add("ada@example.com", new { plan = "pro" });
        var campaign = Server.Campaigns.Add(new { name = "Receipt", templateId = 5 });
        await Client.Email.SendTransactionalEmailAsync(new TargetEmailRequest(campaign) { RecipientEmail = "ada@example.com", DataFields = new JObject { ["total"] = 3 } });
        await PostAsync("commerce/trackPurchase", """{"user":{"email":"ada@example.com"},"total":3,"items":[{"id":"1","name":"n","price":3,"quantity":1}]}""");

        var send = JObject.Parse(await Http.GetStringAsync($"export/data.json?dataTypeName=emailSend&campaignId={campaign}"));
        var other = await Http.GetStringAsync($"export/data.json?dataTypeName=emailSend&campaignId={campaign + 1}");
        var purchase = JObject.Parse(await Http.GetStringAsync("export/data.json?dataTypeName=purchase"));
        var user = JObject.Parse(await Http.GetStringAsync("export/data.json?dataTypeName=user"));

        Assert.Multiple(() =>
        {
            Assert.That(((string?)send["campaignName"], (long?)send["templateId"], (string?)send["transactionalData"]), Is.EqualTo(("Receipt", 5L, """{"total":3}""")));
            Assert.That(other, Is.Empty);
            Assert.That((double?)purchase["total"], Is.EqualTo(3));
            Assert.That(((string?)user["plan"], (string?)user["itblInternal.emailDomain"]), Is.EqualTo(("pro", "example.com")));
            Assert.That((string?)user["profileUpdatedAt"], Is.EqualTo("2026-01-14 12:00:00 +00:00"));
        });
    }

    [Test]
    public async Task Records_that_no_call_leaves_behind_can_be_put_on_the_server()
    {
        Server.Exports.Add("emailOpen", Day, new { email = "ada@example.com", campaignId = 7, openedAt = Day });

        var line = await Http.GetStringAsync("export/data.json?dataTypeName=emailOpen");

        Assert.That(
            line,
            Is.EqualTo("""{"createdAt":"2026-01-14 00:00:00 +00:00","email":"ada@example.com","campaignId":7,"openedAt":"2026-01-14 00:00:00 +00:00"}""" + "\n"));
    }

    [Test]
    public async Task The_events_of_a_user_have_their_types_and_custom_ones_only_when_asked_for()
    {
        Server.Events.Add("signedUp", "ada@example.com", Day.AddHours(1));
        Server.Exports.Add("emailOpen", Day, new { email = "ada@example.com" });
        Server.Exports.Add("emailOpen", Day, new { email = "bob@example.com" });

        var without = await LinesAsync("export/userEvents?email=ada@example.com");
        var with = await LinesAsync("export/userEvents?email=ada@example.com&includeCustomEvents=true");

        Assert.Multiple(() =>
        {
            Assert.That(without.Select(line => (string?)line["_type"]), Is.EqualTo(new[] { "emailOpen" }));
            Assert.That(with.Select(line => (string?)line["_type"]), Is.EqualTo(new[] { "emailOpen", "customEvent" }));
            Assert.That((string?)with[1]["itblInternal"]!["documentCreatedAt"], Is.EqualTo("2026-01-14 01:00:00 +00:00"));
        });
    }

    [TestCase("dataTypeName=userNew", "dataTypeName")]
    [TestCase("dataTypeName=nothing", "dataTypeName")]
    [TestCase("dataTypeName=customEvent&startDateTime=2026-01-14 00:00:00", "endDateTime")]
    [TestCase("dataTypeName=customEvent&startDateTime=2026-01-14 00:00:00&endDateTime=2026-01-14 00:00:00", "endDateTime")]
    [TestCase("dataTypeName=customEvent&startDateTime=14.1.2026&endDateTime=15.1.2026", "startDateTime")]
    [TestCase("dataTypeName=customEvent&range=Tomorrow", "range")]
    public async Task A_query_that_cannot_be_is_refused_by_name(string query, string named)
    {
        var error = await ErrorAsync(await Http.GetAsync("export/data.json?" + query), HttpStatusCode.BadRequest, "BadParams");

        Assert.That((string?)error["msg"], Does.Contain(named));
    }

    [Test]
    public async Task The_same_seed_makes_the_same_records_whatever_the_window()
    {
        Server.Exports.AddGenerated("emailOpen", 1000, Day, Day.AddDays(1), seed: 7);

        var all = await LinesAsync("export/data.json?dataTypeName=emailOpen&range=All");
        var morning = await LinesAsync("export/data.json?dataTypeName=emailOpen&startDateTime=2026-01-14 00:00:00&endDateTime=2026-01-14 12:00:00");
        var evening = await LinesAsync("export/data.json?dataTypeName=emailOpen&startDateTime=2026-01-14 12:00:00&endDateTime=2026-01-15 00:00:00");

        Assert.Multiple(() =>
        {
            Assert.That(all, Has.Length.EqualTo(1000));
            Assert.That(morning.Concat(evening), Is.EqualTo(all));
            Assert.That(morning, Has.Length.EqualTo(500));
        });
    }

    [Test]
    public async Task An_export_larger_than_memory_would_like_is_streamed()
    {
        Server.Exports.AddGenerated("emailOpen", 100_000_000, Day, Day.AddDays(1));
        using var response = await Http.GetAsync("export/data.json?dataTypeName=emailOpen", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var read = 0L;
        var buffer = new byte[64 * 1024];
        while (read < 40_000_000)
            read += await body.ReadAsync(buffer);

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(10_000_000));
    }

    [TestCase("json")]
    [TestCase("csv")]
    public async Task A_window_of_a_huge_export_begins_at_once(string format)
    {
        Server.Exports.AddGenerated("emailOpen", 10_000_000_000, Day.AddYears(-1), Day);

        var text = await Http.GetStringAsync($"export/data.{format}?dataTypeName=emailOpen&startDateTime=2026-01-13 23:59:59&endDateTime=2026-01-14 00:00:00");

        Assert.That(text.Split("generated-"), Has.Length.InRange(317, 320), "some ten thousand million a year are 317 a second");
    }

    private async Task<JObject[]> LinesAsync(string path) =>
        [.. (await Http.GetStringAsync(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (JObject)WireJson.Parse(line))];

    private static async Task<string[]> NamesAsync(IterableStreamResponse export)
    {
        using var reader = new StreamReader(export.Content);
        var lines = await reader.ReadToEndAsync();
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JObject.Parse(line)["eventName"]!)];
    }
}
