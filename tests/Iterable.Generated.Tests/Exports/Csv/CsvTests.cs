using System.Text;
using Iterable.Generated.Tests.Exports.Ndjson;
using static Iterable.Generated.Tests.Exports.ExportBodies;

namespace Iterable.Generated.Tests.Exports.Csv;

public class CsvTests
{
    [Test]
    public async Task An_event_has_its_members_and_keeps_the_rest([ValueSource(typeof(ExportBodies), nameof(Chunks))] int chunk)
    {
        const string body = "email,createdAt,campaignId,messageId,labels,dataFields,city,itblInternal.emailDomain,dataFields.extra\r\n"
            + "ada@example.com,2021-04-14 16:49:02 +00:00,12,,\"[\"\"a\"\",\"\"b\"\"]\",\"{\"\"total\"\":1.5}\",\"Zürich,\n8000\",example.com,x\r\n";
        var read = (await CsvAsync<ExportedEvent>(body, chunk: chunk)).Single();

        Assert.Multiple(() =>
        {
            Assert.That(read.Email, Is.EqualTo("ada@example.com"));
            Assert.That(read.CreatedAt, Is.EqualTo(new DateTimeOffset(2021, 4, 14, 16, 49, 2, TimeSpan.Zero)));
            Assert.That(read.CampaignId, Is.EqualTo(12));
            Assert.That(read.MessageId, Is.Null);
            Assert.That(read.Labels, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(read.DataFields!.ToString(Formatting.None), Is.EqualTo("""{"total":1.5,"extra":"x"}"""));
            Assert.That((string)read.AdditionalProperties["city"]!, Is.EqualTo("Zürich,\n8000"));
            Assert.That((string)read.AdditionalProperties["itblInternal.emailDomain"]!, Is.EqualTo("example.com"));
        });
    }

    [Test]
    public async Task A_class_of_ones_own_needs_no_source_generator()
    {
        var read = (await CsvAsync<NdjsonTests.Open>("Email;when;N;Price;Kind;Nested;unknown\nada;2021-04-14;7;9.99;Second;\"{\"\"name\"\":\"\"y\"\"}\";z\n", delimiter: ';')).Single();

        Assert.Multiple(() =>
        {
            Assert.That((read.Email, read.N, read.Price, read.Kind, read.Nested!.Name), Is.EqualTo(("ada", 7, 9.99m, NdjsonTests.OpenKind.Second, "y")));
            Assert.That((string)read.Rest!["unknown"]!, Is.EqualTo("z"));
        });
    }

    [Test]
    public async Task A_class_with_a_constructor_is_read_as_well() =>
        Assert.That((await CsvAsync<NdjsonTests.Immutable>("count,email\n3,ada\n")).Single().Count, Is.EqualTo(3));

    [Test]
    public async Task A_row_is_texts_under_the_names_of_its_columns() =>
        Assert.That(
            (await CsvAsync<Dictionary<string, string>>("id,Total Email Opens (filtered),x.y\n1,,\" a \"\"b\"\" \"\n")).Single(),
            Is.EquivalentTo(new Dictionary<string, string> { ["id"] = "1", ["Total Email Opens (filtered)"] = "", ["x.y"] = " a \"b\" " }));

    [Test]
    public async Task A_JObject_has_no_member_for_an_empty_field() =>
        Assert.That((await CsvAsync<JObject>("a,b,c\n1,,\"[1]\"\n")).Single().ToString(Formatting.None), Is.EqualTo("""{"a":"1","c":[1]}"""));

    [Test]
    public async Task A_table_may_have_more_columns_than_two_bytes_count()
    {
        var columns = Enumerable.Range(0, 70_000).Select(i => $"c{i}").ToList();
        var read = (await CsvAsync<ExportedEvent>($"{string.Join(",", columns)}\n{new string(',', columns.Count - 1)}x\n")).Single();

        Assert.That(read.AdditionalProperties.Single().ToString(), Is.EqualTo("[c69999, x]"));
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("\uFEFF")]
    [TestCase("email,createdAt\n")]
    [TestCase("email,createdAt\r\n\r\n")]
    [TestCase("\n\nemail,createdAt\n")]
    [TestCase("\uFEFFemail,createdAt\n")]
    public async Task A_body_without_rows_gives_none(string body) => Assert.That(await CsvAsync<ExportedEvent>(body), Is.Empty);

    [TestCase("email,eventName\na,x\nb,y\n")]
    [TestCase("email,eventName\r\na,x\r\nb,y\r\n")]
    [TestCase("\uFEFFemail,eventName\na,x\n\n\nb,y\n\n")]
    [TestCase("\"email\",\"eventName\"\n\"a\",\"x\"\n\"b\",\"y\"\n")]
    [TestCase("\n\nemail,eventName\na,x\nb,y\n")]
    [TestCase("eventName,email\nx,a\ny,b\n")]
    public async Task Rows_may_end_in_every_way(string body)
    {
        foreach (var chunk in Chunks)
            Assert.That((await CsvAsync<ExportedEvent>(body, chunk: chunk)).Select(read => (read.Email, read.EventName)), Is.EqualTo(new[] { ("a", "x"), ("b", "y") }));
    }

    [Test]
    public async Task In_one_column_a_blank_line_is_a_row() =>
        Assert.That((await CsvAsync<Dictionary<string, string>>("id\n1\n\n2\n")).Select(row => row["id"]), Is.EqualTo(new[] { "1", "", "2" }));

    [Test]
    public async Task A_short_row_lacks_its_last_columns() =>
        Assert.That((await CsvAsync<Dictionary<string, string>>("a,b,c\n1,2\n")).Single(), Is.EquivalentTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }));

    [TestCase("1,2,x@example.com", "3 fields under 2 columns")]
    [TestCase("x\"x@example.com,2", "StrayQuote")]
    [TestCase("\"x\"x@example.com,2", "TextAfterClosingQuote")]
    public async Task A_row_that_cannot_be_read_goes_to_the_handler_or_ends_the_read(string row, string problem)
    {
        var body = "email,eventName\na,x\n" + row + "\nb,y\n";
        var refused = new List<UnreadableExportRecord>();
        var read = await CsvAsync<ExportedEvent>(body, new ExportReadOptions { OnUnreadableRecord = refused.Add });
        var failure = await FailureAsync<UnreadableExportRecordException>(() => CsvAsync<ExportedEvent>(body));

        Assert.Multiple(() =>
        {
            Assert.That(read.Select(one => one.Email), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(refused.Select(one => (one.LineNumber, Encoding.UTF8.GetString(one.Bytes))), Is.EqualTo(new[] { (3L, row) }));
            Assert.That(refused[0].Problem, Does.Contain(problem));
            Assert.That(failure.Record.Bytes, Is.EqualTo(refused[0].Bytes));
            Assert.That(failure.RecordsRead, Is.EqualTo(1));
            Assert.That(failure.ToString(), Does.Not.Contain("example.com"));
        });
    }

    [Test]
    public async Task A_value_that_does_not_fit_is_a_row_that_cannot_be_read()
    {
        var failure = await FailureAsync<UnreadableExportRecordException>(() => CsvAsync<ExportedEvent>("email,campaignId\nada@example.com,1234567.5\n"));

        Assert.Multiple(() =>
        {
            Assert.That(failure.Record.LineNumber, Is.EqualTo(2));
            Assert.That(failure.ToString(), Does.Contain("campaignId").And.Not.Contain("1234567").And.Not.Contain("example.com"));
        });
    }

    [Test]
    public async Task NULs_are_no_text()
    {
        var refused = new List<UnreadableExportRecord>();
        var read = await CsvAsync<ExportedEvent>("email\na\n\0\0\0\nb\0\nc\n", new ExportReadOptions { OnUnreadableRecord = refused.Add });

        Assert.Multiple(async () =>
        {
            Assert.That(read.Select(one => one.Email), Is.EqualTo(new[] { "a", "c" }));
            Assert.That(refused.Select(one => (one.LineNumber, one.Bytes.Length)), Is.EqualTo(new[] { (3L, 3), (4L, 2) }));
            Assert.That((await FailureAsync<UnreadableExportRecordException>(() => CsvAsync<ExportedEvent>("\0\0\0\n\0\0\n"))).Record.Problem, Does.Contain("NULs"));
        });
    }

    [Test]
    public async Task Bytes_that_are_no_UTF8_are_not_turned_into_something_else()
    {
        byte[] body = [.. "email,city\nada@example.com,Z"u8, 0xfc, .. "rich\nb,x\nc\"c,Z"u8, 0xfc, .. "rich\nd,\uFFFD\n"u8];
        var refused = new List<UnreadableExportRecord>();

        var read = await ListAsync(CsvExportReader.ReadAsync<ExportedEvent>(new MemoryStream(body), new ExportReadOptions { OnUnreadableRecord = refused.Add }));

        Assert.That(read.Select(one => one.Email), Is.EqualTo(new[] { "b", "d" }));
        Assert.That(refused.Select(one => one.Bytes), Is.EqualTo(new[] { body[11..33], body[38..48] }));
        Assert.That(refused.Select(one => one.ToString()), Is.EqualTo(new[] { "line 2: it is no UTF-8", "line 4: it is no row of CSV (StrayQuote)" }));
    }

    [TestCase(new byte[] { (byte)'a', 0xfc, (byte)'\n', (byte)'1', (byte)'\n' })]
    [TestCase(new byte[] { 0xff, 0xfe, (byte)'a', 0, (byte)'\n', 0, (byte)'1', 0, (byte)'\n', 0 })]
    [TestCase(new byte[] { 0xfe, 0xff, 0, (byte)'a', 0, (byte)'\n', 0, (byte)'1', 0, (byte)'\n' })]
    public async Task A_header_that_is_no_UTF8_ends_the_read_whatever_else_it_may_be(byte[] body) =>
        Assert.That(
            (await FailureAsync<UnreadableExportRecordException>(() => ListAsync(CsvExportReader.ReadAsync<JObject>(new MemoryStream(body))))).Record.Problem,
            Is.EqualTo("it is a header that is no UTF-8"));

    [Test]
    public async Task A_header_that_names_a_column_twice_ends_the_read() =>
        Assert.That((await FailureAsync<UnreadableExportRecordException>(() => CsvAsync<JObject>("a,b,a\n1,2,3\n"))).Record.Problem, Does.Contain("twice"));

    [Test]
    public async Task A_quote_that_is_not_closed_does_not_swallow_the_download()
    {
        var body = "a,b\n1,\"" + new string('x', 3_000_000) + "\n";

        var failure = await FailureAsync<UnreadableExportRecordException>(() => CsvAsync<JObject>(body, new ExportReadOptions { MaxRecordSize = 100_000 }));

        Assert.That(failure.Record.Problem, Does.Contain("larger than the 100000 bytes"));
    }

    [TestCase("a,b\n1,2\nx\"y")]
    [TestCase("a,b\n1,2\n\"x\"y")]
    [TestCase("a,b\nx\"y")]
    public async Task A_last_line_without_an_end_is_no_whole_table_though_it_is_no_row_either(string body)
    {
        var refused = new List<UnreadableExportRecord>();

        Assert.That(
            (await FailureAsync<ExportInterruptedException>(() => CsvAsync<JObject>(body, new ExportReadOptions { OnUnreadableRecord = refused.Add }))).Reason,
            Is.EqualTo(ExportInterruption.IncompleteRecord));
        Assert.That(refused, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Line_numbers_count_line_ends_in_quotes()
    {
        var refused = new List<UnreadableExportRecord>();
        await CsvAsync<ExportedEvent>("email,eventName\n\"a\nb\r\nc\",x\n\n1,2,3\n", new ExportReadOptions { OnUnreadableRecord = refused.Add });

        Assert.That(refused.Single().LineNumber, Is.EqualTo(6));
    }
}
