using System.Net;
using Iterable.Generated.Tool.Input;

namespace Iterable.Generated.Tool.Tests.Exports.Tables;

public class TableContentTests(string format) : TableTests(format)
{
    [Test]
    public async Task A_table_has_types_and_every_record_with_all_that_was_in_it()
    {
        Server.Exports.AddGenerated("emailOpen", 3_000, Start, Start.AddDays(10));
        Server.Exports.AddGenerated("user", 20, Start, Start.AddDays(10));

        var output = await SucceedAsync("emailOpen", "user", "--from", "2026-01-01", "--to", "2026-01-11");

        var (text, integer, time, rest) = Database.Types;
        string[] names = ["createdAt", "campaignId", "campaignName", "channelId", "contentId", "email", "eventName", "messageId", "messageTypeId", "templateId", "templateName", "workflowId", "workflowName"];
        Assert.That(
            await QueryAsync($"select column_name, data_type from information_schema.columns where table_name = '{Database.Name("emailOpen")}' and table_schema in ('main', '{Place}') order by ordinal_position"),
            Is.EqualTo(names.Select(name => new object?[] { Database.Name(name), name == "createdAt" ? time : name.EndsWith("Id", StringComparison.Ordinal) && name != "messageId" ? integer : text })
                .Append(["rest", rest]).Append(["_part", text])));
        var rows = await QueryAsync($"select {string.Join(", ", names.Select(Column))}, cast(rest as {text}) from {Opens}");
        Assert.That(rows.Select(row => Whole(names, row)), Is.EquivalentTo(await ExpectedAsync("emailOpen", names)));
        Assert.That(output, Does.Contain($"emailOpen: 3,000 records in 4 parts of the table {Database.Name("emailOpen")} of "));
        Assert.That(await CountAsync($"\"{Database.Name("user")}\""), Is.EqualTo(20));
        await AssertWholeAsync("emailOpen", "user");
    }

    [TestCase("""{"email":"ada@example.com","x":1.10,"y":{"a":[1,2 ]}, "z" : 1e200000}""", "ada@example.com", """{"x":1.10,"y":{"a":[1,2 ]},"z" : 1e200000}""", TestName = "The rest is what came, byte for byte")]
    [TestCase("""{"email":"a\u0000b","y":"\u0000"}""", null, """{"email":"a\u0000b","y":"\u0000"}""", TestName = "A text with U+0000 stays in the rest, escaped")]
    [TestCase("""{"email":"\ud800","y":"\udc00\ud800"}""", null, """{"email":"\ud800","y":"\udc00\ud800"}""", TestName = "Half of a surrogate pair stays in the rest")]
    [TestCase("""{"email":"","y":""}""", "", """{"y":""}""", TestName = "An empty text is one")]
    [TestCase("""{"email":"é\ud83d\ude00\t\\N\u0001\"","workflowId":-9223372036854775808}""", "é😀\t\\N\u0001\"", null, TestName = "A text with what other forms give a meaning")]
    [TestCase("""{"y":1,"y":2,"":3}""", null, """{"y":1,"y":2,"":3}""", TestName = "Names that come again")]
    [TestCase("no JSON \u0001", null, "\"no JSON \\u0001\"", TestName = "What is no record is a text")]
    [TestCase("""{"a":1} x""", null, "\"{\\u0022a\\u0022:1} x\"", TestName = "What follows a record makes it none")]
    public async Task Each_record_is_in_the_table(string record, string? email, string? rest)
    {
        Answer("{\"email\":\"before@example.com\"}", record, "{\"email\":\"zafter@example.com\"}");

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");

        var rows = await QueryAsync($"select {Column("email")}, cast(rest as {Database.Types.Text}) from {Opens}");
        Assert.That(rows, Is.EquivalentTo(new object?[][] { ["before@example.com", null], [email, rest], ["zafter@example.com", null] }));
    }

    [TestCase("2026-01-14 12:00:00 +02:00", "2026-01-14T10:00:00Z")]
    [TestCase("2026-01-14T12:00:00.123-11:30", "2026-01-14T23:30:00.123Z")]
    [TestCase("2026-01-14 12:00:00", "2026-01-14T12:00:00Z")]
    [TestCase("0001-01-01 00:00:00 +00:00", "0001-01-01T00:00:00Z")]
    [TestCase("1969-12-31 23:59:59.999 +00:00", "1969-12-31T23:59:59.999Z")]
    [TestCase("9999-12-31 23:59:59.999 +00:00", "9999-12-31T23:59:59.999Z")]
    public async Task A_time_is_the_same_instant(string written, string instant)
    {
        Answer($$"""{"createdAt":"{{written}}"}""");

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");

        var row = (await QueryAsync($"select {Column("createdAt")}, rest from {Opens}")).Single();
        Assert.That(row, Is.EqualTo(new object?[] { DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, null }));
    }

    [Test]
    public async Task A_record_of_megabytes_and_a_file_of_more_rows_than_a_block_are_whole()
    {
        var large = new string('é', 3_000_000);
        Answer([.. Enumerable.Range(0, 5_000).Select(index => $$"""{"messageId":"{{index}}","y":{{index}}}"""), $$"""{"y":"{{large}}"}"""]);

        await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-02");

        Assert.That(await CountAsync(Opens), Is.EqualTo(5_001));
        Assert.That(await ValueAsync($"select cast(rest as {Database.Types.Text}) from {Opens} where {Column("messageId")} is null"), Is.EqualTo($$"""{"y":"{{large}}"}"""));
    }

    [Test]
    public async Task The_rest_and_the_table_of_users_are_asked_for_as_the_page_says()
    {
        Server.Exports.Add("user", Start, new { email = "ada@example.com", country = "GB" });

        await SucceedAsync("user", "--from", "2026-01-01", "--to", "2026-01-02");

        Assert.That(await ValueAsync(Database.Format == "duckdb" ? "select rest->>'$.country' from \"user\"" : $"select rest->>'country' from {Place}.user"), Is.EqualTo("GB"));
    }

    [Test]
    public async Task What_was_exported_is_said_for_programs()
    {
        Server.Exports.AddGenerated("emailOpen", 300, Start, Start.AddDays(3));

        var said = JObject.Parse(await SucceedAsync("emailOpen", "--from", "2026-01-01", "--to", "2026-01-04", "--json"));

        Assert.That((string?)said[Database.Format == "duckdb" ? "database" : "schema"], Does.Contain(Place));
        Assert.That(((long?)said.SelectToken("$.types.emailOpen.records"), (int?)said.SelectToken("$.types.emailOpen.parts")), Is.EqualTo((300, 2)));
    }

    private void Answer(params string[] lines) =>
        Server.Faults.For(IterableOperations.ExportDataJson).Respond(HttpStatusCode.OK, string.Join('\n', lines) + "\n", "application/json");

    // A record put together again from its row.
    private static string Whole(string[] names, object?[] row)
    {
        var record = row[^1] is string rest ? JsonOf(rest) : [];
        foreach (var (name, value) in names.Zip(row).Where(pair => pair.Second is not null))
            record.Add(name, JToken.FromObject(value!));
        return Sorted(record);
    }

    private async Task<IEnumerable<string>> ExpectedAsync(string type, string[] names)
    {
        using var client = Server.CreateClient();
        using var body = new MemoryStream();
        await client.Export.DownloadAsync(new ExportQuery(new ExportDataType(type)) { Start = Start, End = Start.AddDays(10) }, body);
        return System.Text.Encoding.UTF8.GetString(body.ToArray()).Split('\n').Where(line => line.Length > 0).Select(line =>
        {
            var record = JsonOf(line);
            record["createdAt"] = JToken.FromObject(DateTimeOffset.Parse((string)record["createdAt"]!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime);
            foreach (var name in names.Where(name => record[name]?.Type == JTokenType.Null))
                record.Remove(name);
            return Sorted(record);
        });
    }

    private static JObject JsonOf(string text) => (JObject)JsonFile.Parse(text, "record");

    private static string Sorted(JObject record) => new JObject(record.Properties().OrderBy(member => member.Name, StringComparer.Ordinal)).ToString(Newtonsoft.Json.Formatting.None);
}
