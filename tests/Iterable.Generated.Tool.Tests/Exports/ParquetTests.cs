using System.Net;
using System.Text;
using Iterable.Generated.Tool.Exports.Parts;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Exports;

public class ParquetTests : ExportTests
{
    [Test]
    public async Task DuckDB_reads_the_files_with_their_types_and_all_of_their_records()
    {
        Server.Exports.AddGenerated("emailClick", 3_000, Start, Start.AddDays(10));
        Server.Exports.Add("emailOpen", Start, new { email = "ada@example.com" });

        await SucceedAsync("emailClick", "emailOpen", "--from", "2026-01-01", "--to", "2026-01-11", "--format", "parquet");

        var expected = (await ExpectedAsync("emailClick", Start, Start.AddDays(10))).Select(line => JObject.Parse(line)).ToList();
        var files = ListedFiles("emailClick").Select(file => Path.Combine(Out, file)).ToList();
        var counted = ParquetTable.Read(files, "count(*), sum(campaignId)::BIGINT, count(DISTINCT email), count(*) FILTER (rest IS NOT NULL)").Single();
        Assert.That(files, Has.Count.GreaterThan(2).And.All.EndsWith(".parquet"));
        Assert.That(counted, Is.EqualTo(new object[] { 3_000L, expected.Sum(row => (long)row["campaignId"]!), (long)expected.Select(row => (string?)row["email"]).Distinct().Count(), 3_000L }));
        Assert.That(ParquetTable.Schema(files[0]), Is.EqualTo(new[]
        {
            "createdAt TIMESTAMP WITH TIME ZONE", "campaignId BIGINT", "campaignName VARCHAR", "channelId BIGINT", "contentId BIGINT", "email VARCHAR", "eventName VARCHAR", "messageId VARCHAR",
            "messageTypeId BIGINT", "templateId BIGINT", "templateName VARCHAR", "workflowId BIGINT", "workflowName VARCHAR", "rest VARCHAR",
        }));
        Assert.That(ParquetTable.Schema(Path.Combine(Out, ListedFiles("emailOpen").Single())), Is.EqualTo(ParquetTable.Schema(files[0])), "the same for every type of data");
        Assert.That(ParquetTable.Compression(files[0]), Is.EqualTo(new[] { "ZSTD" }));
        AssertWhole("emailClick", "emailOpen");
    }

    [Test]
    public async Task A_condition_on_the_time_finds_the_records_of_every_group_of_rows()
    {
        Server.Exports.AddGenerated("emailOpen", 40_000, Start, Start.AddDays(1));

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02", "--format", "parquet");

        // The statistics of a group decide whether it is read at all.
        var files = ListedFiles("emailOpen").Select(file => Path.Combine(Out, file));
        Assert.That(ParquetTable.Read(files, "count(*)", "WHERE createdAt >= '2026-01-01 18:00:00+00'").Single()[0], Is.EqualTo(10_000L));
        Assert.That(ParquetTable.Read(files, "count(*)", "WHERE createdAt < '2026-01-01 06:00:00+00'").Single()[0], Is.EqualTo(10_000L));
    }

    [Test]
    public async Task What_is_no_record_is_kept_as_a_text_and_counted()
    {
        Server.Faults.For(IterableOperations.ExportDataJson).Respond(HttpStatusCode.OK, "{\"email\":\"ada@example.com\"}\r\nno JSON\r\n\r\n[1]\r\n", "application/json");

        var (_, _, errors) = await ExportAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02", "--format", "parquet");

        var rows = ParquetTable.Read([Path.Combine(Out, ListedFiles("emailOpen").Single())], "email, rest");
        Assert.That(rows, Is.EqualTo(new object?[][] { ["ada@example.com", null], [null, "\"no JSON\""], [null, "\"[1]\""] }));
        Assert.That(errors, Does.Contain("2 records cannot be read as records, and are in the files as they came."));
    }

    [Test]
    public async Task Texts_of_any_size_and_missing_ones_stay_in_their_rows()
    {
        // More than a group holds in memory, in texts that are larger than a block of it and smaller ones.
        int[] sizes = [.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? 2_500_000 : i * 1_000)];
        var body = string.Concat(sizes.Select((size, i) => $"{{\"campaignId\":{i}{(i % 2 == 0 ? "" : $",\"email\":\"{i}@example.com\",\"eventName\":\"{i % 5}\"")},\"x\":\"{new string('x', size)}\"}}\n"));
        Server.Faults.For(IterableOperations.ExportDataJson).Respond(HttpStatusCode.OK, body, "application/json");

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02", "--format", "parquet");

        var rows = ParquetTable.Read([Path.Combine(Out, ListedFiles("emailOpen").Single())], "campaignId, email, eventName, length(rest)", "ORDER BY campaignId");
        Assert.That(rows, Is.EqualTo(sizes.Select((size, i) => new object?[] { (long)i, i % 2 == 0 ? null : $"{i}@example.com", i % 2 == 0 ? null : $"{i % 5}", size + 8L })));
    }

    [TestCase("""{"email":"ada@example.com","x":1.10,"y":{"a":[1,2 ]}, "z" : 1e200000}""", """{"x":1.10,"y":{"a":[1,2 ]},"z" : 1e200000}""", TestName = "The rest is what came, byte for byte")]
    [TestCase("""{"campaignId":"fb_1","createdAt":"soon","email":{"a":1}}""", """{"campaignId":"fb_1","createdAt":"soon","email":{"a":1}}""", TestName = "A value that does not fit its column stays in the rest")]
    [TestCase("""{"campaignId":1.5,"workflowId":99999999999999999999}""", """{"campaignId":1.5,"workflowId":99999999999999999999}""", TestName = "A number that would have to change stays in the rest")]
    [TestCase("""{"createdAt":"2026-01-14T12:00:00.1234567Z"}""", """{"createdAt":"2026-01-14T12:00:00.1234567Z"}""", TestName = "A time that would lose digits stays in the rest")]
    [TestCase("""{"email":"a@example.com","email":"b@example.com"}""", """{"email":"b@example.com"}""", TestName = "A name that comes again stays in the rest")]
    [TestCase("""{"email":"\ud800"}""", """{"email":"\ud800"}""", TestName = "Half of a surrogate pair stays in the rest")]
    [TestCase("""{"\ud800ab":1,"email":"a@example.com"}""", """{"\ud800ab":1}""", TestName = "Half of a surrogate pair in a name stays in the rest")]
    [TestCase("""{"Email":"a@example.com"}""", """{"Email":"a@example.com"}""", TestName = "A name in another case is another name")]
    [TestCase("""{"email":"a@example.com","campaignId":null}""", null, TestName = "Nothing is left of what fits")]
    [TestCase("""{}""", null, TestName = "Nothing is left of an empty record")]
    [TestCase("""{"a":1} x""", "\"{\\u0022a\\u0022:1} x\"", TestName = "What follows a record makes it none")]
    public void The_rest_of_a_record(string record, string? rest)
    {
        var row = new RecordRow();

        row.TryRead(Encoding.UTF8.GetBytes(record));

        Assert.That(Text(row.Rest), Is.EqualTo(rest));
    }

    [Test]
    public void What_fits_is_in_its_column()
    {
        var row = new RecordRow();
        row.TryRead("""{"workflowId":9007199254740993,"email":"\u0000é\ud83d\ude00","createdAt":"2026-01-14 12:00:00 +02:00"}"""u8.ToArray());

        var values = KnownColumns.All.Select((column, i) => (column.Name, Value: column.Kind == ColumnKind.Text ? (object?)Text(row.Text(i)) : row.Number(i)))
            .Where(value => value.Value is not null).ToDictionary(value => value.Name, value => value.Value);
        Assert.That(values, Is.EquivalentTo(new Dictionary<string, object> { ["workflowId"] = 9007199254740993, ["email"] = "\0é😀", ["createdAt"] = new DateTime(2026, 1, 14, 10, 0, 0, DateTimeKind.Utc).Ticks }));
    }

    private static string? Text(ReadOnlyMemory<byte>? utf8) => utf8 is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
