using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Tests.Imports;

public class FormatTests : ImportTests
{
    [Test]
    public async Task A_text_of_CSV_becomes_what_the_project_holds_for_its_field()
    {
        Server.Users.Add("type@example.com", new { logins = 1, score = 1.5, vip = true, since = "2026-01-01", plan = "pro", home = new { city = "Paris" } });
        var file = Folder.Write("customers.csv", """
            email,logins,score,vip,since,plan,home,color
            ada@example.com,42,4.25,TRUE,2026-01-14T12:00:00Z,42,"{""city"": ""London""}",7
            bob@example.com,,5,no,2026-01-14,,,
            """);

        var said = await SucceedAsync("users", file);

        Server.Users.AssertExists("ada@example.com", new { logins = 42, score = 4.25, vip = true, since = "2026-01-14 12:00:00 +00:00", plan = "42", home = new { city = "London" }, color = "7" });
        Server.Users.AssertExists("bob@example.com", new { score = 5, vip = false, since = "2026-01-14" });
        Assert.That(Server.Users.Find("bob@example.com")!.DataFields.ContainsKey("plan"), Is.False, "an empty field is absent");
        Assert.That(((long)said["rows"]!, (long)said["accepted"]!), Is.EqualTo((2L, 2L)));
        Assert.That(Files(), Is.EqualTo(new[] { "customers.csv" }));
    }

    [TestCase("customers.csv", "email;plan\nada@example.com;pro\n", TestName = "Semicolons are found out")]
    [TestCase("customers.tsv", "email\tplan\r\nada@example.com\tpro\r\n", TestName = "Tabs of a TSV file")]
    [TestCase("customers.csv", "\uFEFFemail,plan\nada@example.com,pro", TestName = "A byte order mark, and no end of the last line")]
    [TestCase("customers.csv", "email|plan\nada@example.com|pro\n", "--delimiter", "|", TestName = "A delimiter that is given")]
    [TestCase("customers.ndjson", """{"email": "ada@example.com", "plan": "pro"}""", TestName = "Flat JSON")]
    [TestCase("customers.jsonl", "\uFEFF\n\n{\"email\": \"ada@example.com\", \"dataFields\": {\"plan\": \"pro\"}}\r\n", TestName = "JSON as it is sent, below blank lines")]
    [TestCase("customers.data", """{"email": "ada@example.com", "plan": "pro"}""", "--format", "ndjson", TestName = "A format that is given")]
    [TestCase("customers.csv", "Email,plan\nada@example.com,pro\n", TestName = "A member in another case")]
    public async Task A_file_is_read(string name, string content, params string[] options)
    {
        await SucceedAsync(["users", Folder.Write(name, content), .. options]);

        Server.Users.AssertExists("ada@example.com", new { plan = "pro" });
    }

    [Test]
    public async Task Rows_of_CSV_that_are_none_are_refused_with_their_lines_and_the_others_are_sent()
    {
        var file = Folder["customers.csv"];
        File.WriteAllBytes(file,
        [
            .. "email,plan\nada@example.com,pro\nfew@example.com\nmany@example.com,pro,more\n"u8,
            .. "\"two\nlines\"@example.com,pro\nlatin@example.com,caf"u8, 0xE9, .. "\n,nobody\nbob@example.com,\"two\nlines\"\nnul@example.com,a\0b\neve@example.com,\"open\n"u8,
        ]);

        var refused = await RefusedAsync("users", file);

        Assert.That(Server.Users.Select(user => user.Email), Is.EquivalentTo(["ada@example.com", "bob@example.com"]));
        Server.Users.AssertExists("bob@example.com", new { plan = "two\nlines" });
        Assert.That(refused.Select(line => ((long)line["line"]!, (string)line["reason"]!)), Is.EqualTo(new[]
        {
            (3L, "unreadable"), (4L, "unreadable"), (5L, "unreadable"), (7L, "unreadable"), (8L, "no-identifier"), (11L, "unreadable"), (12L, "unreadable"),
        }));
        Assert.That(refused.Select(line => (string?)line["problem"]), Has.Some.EqualTo("has 1 fields under 2 columns").And.Some.EqualTo("has 3 fields under 2 columns").And.Some.EqualTo("is no UTF-8, or holds NULs"));
        Assert.That((string?)refused[0]["text"], Is.EqualTo("few@example.com"));
    }

    [Test]
    public async Task Lines_that_are_no_JSON_objects_are_refused_with_their_numbers_and_the_others_are_sent()
    {
        var file = Folder["customers.ndjson"];
        File.WriteAllBytes(file,
        [
            .. """{"email": "ada@example.com"}"""u8, .. "\n\nnot JSON\n[1]\n{\"email\": \"a@example.com\", \"email\": \"b@example.com\"}\n{} {}\n"u8,
            .. "{\"email\": \"caf"u8, 0xE9, .. "@example.com\"}\n{\"plan\": \"pro\"}\n{\"email\": 5}\n{\"email\": \"bob@example.com\"}\n{\"email\": \"cut"u8,
        ]);

        var refused = await RefusedAsync("users", file);

        Assert.That(Server.Users.Select(user => user.Email), Is.SupersetOf(new[] { "ada@example.com", "bob@example.com" }));
        Assert.That(refused.Select(line => (long)line["line"]!), Is.EqualTo(new[] { 3L, 4, 5, 6, 7, 8, 9, 11 }));
        Assert.That(refused.Select(line => (string?)line["reason"]).Distinct(), Is.SupersetOf(new[] { "unreadable", "no-identifier" }));
        Assert.That((string?)refused[0]["text"], Is.EqualTo("not JSON"));
    }

    [TestCase("NaN")]
    [TestCase("-Infinity")]
    [TestCase("1e400")]
    [TestCase("01234")]
    [TestCase("0x10")]
    [TestCase("+1")]
    [TestCase("1.")]
    [TestCase("'one'")]
    [TestCase("1 /* one */")]
    [TestCase("undefined")]
    [TestCase("new Date(1)")]
    public async Task A_line_with_a_value_that_is_no_JSON_is_refused_as_it_stands(string value)
    {
        var line = $$"""{"userId": {{value}}, "score": {{value}}}""";

        var refused = await RefusedAsync("users", Folder.Write("customers.ndjson", line + "\n{\"email\": \"ada@example.com\"}\n"));

        Assert.That(refused.Select(row => ((long)row["line"]!, (string?)row["reason"], (string?)row["text"])), Is.EqualTo(new[] { (1L, "unreadable", line) }));
        Assert.That(Server.Users.Select(user => user.Email), Is.EqualTo(new[] { "ada@example.com" }));
    }

    [TestCase("12345678901234567.89")]
    [TestCase("-0.1234567890123456789")]
    [TestCase("123456789012345678901234567890")]
    [TestCase("19.99")]
    [TestCase("42")]
    public async Task A_number_arrives_digit_for_digit(string amount)
    {
        await SucceedAsync("events", Folder.Write("events.ndjson", $$"""{"email": "ada@example.com", "eventName": "line", "amount": {{amount}}, "more": [{"amount": {{amount}} }]}"""));
        await SucceedAsync("events", Folder.Write("events.csv", $$$"""
            email,eventName,amount,more
            ada@example.com,cell,{{{amount}}},"[{""amount"": {{{amount}}}}]"
            """), "--type", "amount=double", "--type", "more=json");

        var bodies = Server.Requests.To(IterableOperations.TrackBulkEvents).Select(request => request.Body).ToList();
        Assert.That(bodies, Has.Count.EqualTo(2).And.All.Contain($"\"amount\":{amount},").And.All.Contain($"[{{\"amount\":{amount}}}]"));
    }

    [Test]
    public async Task A_number_of_any_size_that_JSON_readers_hold_arrives()
    {
        await SucceedAsync("events", Folder.Write("events.ndjson", """{"email": "ada@example.com", "eventName": "large", "amount": 1e300}"""));

        Assert.That((double)Server.Events.Single().DataFields["amount"]!, Is.EqualTo(1e300));
    }

    [TestCase("{\"a\": NaN}")]
    [TestCase("[1e400]")]
    [TestCase("01234")]
    [TestCase("{'a': 1}")]
    public async Task A_cell_that_is_said_to_be_JSON_and_is_none_is_refused(string cell)
    {
        var file = Folder.Write("events.csv", $"email,eventName,more\nada@example.com,one,\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");

        var refused = await RefusedAsync("events", file, "--type", "more=json");

        Assert.That(refused.Select(line => ((string?)line["reason"], (string?)line.SelectToken("values.more"))), Is.EqualTo(new[] { ("wrong-type", cell) }));
        Assert.That(Server.Events, Is.Empty);
    }

    [Test]
    public async Task What_was_exported_to_Parquet_can_be_imported()
    {
        Server.Exports.AddGenerated("customEvent", 50, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        Assert.That((await RunAsync("export", "customEvent", "--from", "2026-01-01", "--to", "2026-01-02", "--format", "parquet", "--out", Folder["out"])).ExitCode, Is.Zero);

        await SucceedAsync("events", Directory.EnumerateFiles(Folder["out"], "*.parquet", SearchOption.AllDirectories).Single(), "--type", "rest=json", "--set", "eventName=old");

        Assert.That(Server.Events.Count, Is.EqualTo(50));
        Assert.That(Server.Events.Select(item => item.CreatedAt.Day), Is.All.EqualTo(1));
    }

    [TestCase("list.json", """[{"email": "ada@example.com"}]""", "jq -c '.[]'")]
    [TestCase("no.parquet", "email\nada@example.com\n", "cannot be read as Parquet")]
    [TestCase("file.txt", "email\n", "Of what format is")]
    [TestCase("twice.csv", "email,plan,plan\n", "two columns plan")]
    [TestCase("nameless.csv", "email,,plan\n", "Column 2 of")]
    [TestCase("quote.csv", "email,\"plan\nada@example.com,pro\n", "should be a header")]
    public async Task A_file_that_is_none_is_refused_as_a_whole_and_leaves_nothing_behind(string name, string content, string message)
    {
        var (exitCode, output, errors) = await ImportAsync("users", Folder.Write(name, content));

        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")), errors);
        Assert.That(errors, Does.Contain(message));
        Assert.That(Files(), Is.EqualTo(new[] { name }));
        Assert.That(Server.Requests.To(IterableOperations.BulkUpdateUsers), Is.Empty);
    }

    [Test]
    public async Task A_row_without_an_end_ends_the_import_there_and_what_stands_before_is_sent()
    {
        var file = Folder.Write("customers.csv", $"email,plan\nada@example.com,pro\nbob@example.com,\"{new string('x', 20_000_000)}\n");

        var (exitCode, _, errors) = await ImportAsync("users", file);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(errors, Does.Contain("from line 3 on").And.Contain("1 row dealt with"));
        Server.Users.AssertExists("ada@example.com");
    }

    [Test]
    public async Task A_line_that_is_too_long_is_refused_and_the_next_one_is_read()
    {
        var file = Folder.Write("customers.ndjson", $"{{\"email\": \"ada@example.com\", \"note\": \"{new string('x', 20_000_000)}\"}}\n{{\"email\": \"bob@example.com\"}}\n");

        var refused = await RefusedAsync("users", file);

        Assert.That(refused.Select(line => ((long)line["line"]!, (string?)line["problem"])), Is.EqualTo(new[] { (1L, "is longer than 16 MB, of which this is the beginning") }));
        Assert.That(Server.Users.Select(user => user.Email), Is.EqualTo(new[] { "bob@example.com" }));
    }

    [Test]
    public async Task The_standard_input_is_read_and_leaves_no_place()
    {
        await using var run = NewImport();
        run.Input = "email\nada@example.com\n";

        var exitCode = await run.RunAsync("import", "users", "-", "--format", "csv", "--rejected", Folder["refused.ndjson"]);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), run.Errors);
        Server.Users.AssertExists("ada@example.com");
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public async Task A_file_that_is_not_there_is_said()
    {
        var (exitCode, _, errors) = await ImportAsync("users", Folder["customers.csv"]);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(errors, Does.Contain("Could not find file").And.Not.Contain("another itbl"));
    }

    [Test]
    public async Task The_standard_input_is_for_the_key_or_for_the_rows()
    {
        await using var run = NewImport();
        run.Environment.Remove("ITERABLE_API_KEY");
        run.Input = Server.ApiKey;

        var exitCode = await run.RunAsync("import", "users", "-", "--format", "csv", "--api-key-file", "-");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Errors, Does.StartWith("The API key and the rows cannot both come"));
    }

    [Test]
    public async Task A_person_sees_a_bar_and_the_result_is_the_same()
    {
        await using var run = NewImport();
        run.IsErrorTerminal = true;

        var exitCode = await run.RunAsync("import", "users", Folder.Write("customers.csv", "email\nada@example.com\nbob@example.com\n"));

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success), run.Errors);
        Assert.That(run.Errors, Does.Contain("users 2 records (").And.Contain("100%"));
        Assert.That(run.Output.TrimEnd(), Is.EqualTo("users: 2 rows, 2 accepted, 0 refused"));
    }

    [Test]
    public async Task Where_nobody_looks_at_bars_a_line_says_now_and_then_how_far_it_is()
    {
        Server.Faults.For(IterableOperations.BulkUpdateUsers).RateLimited(retryAfter: TimeSpan.FromSeconds(30));

        var (_, _, errors) = await ImportAsync("users", Folder.Write("customers.csv", "email\nada@example.com\n\"bad\"row\n"));

        Assert.That(errors, Does.Contain("users: 2 rows, 1 refused, 100 %"));
    }

    [Test]
    public async Task A_broken_pipe_of_rows_is_told_how_far_it_came_and_what_was_refused_is_there()
    {
        Server.Faults.For(IterableOperations.BulkUpdateUsers).RespondError(System.Net.HttpStatusCode.Forbidden, "Forbidden");
        await using var run = NewImport();
        run.Input = "email\n\"not\"CSV\nada@example.com\n";

        var exitCode = await run.RunAsync("import", "users", "-", "--format", "csv", "--rejected", Folder["refused.ndjson"]);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(run.Errors, Does.Contain("1 row dealt with. What comes over a stream cannot be gone on with").And.Contain(Folder["refused.ndjson"]));
        Assert.That(Lines(Folder["refused.ndjson"]), Has.Count.EqualTo(1));
    }
}
