using System.Text;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;
using Iterable.Generated.Tool.Tests.Support;
using Newtonsoft.Json;

namespace Iterable.Generated.Tool.Tests.Imports;

public class ParquetImportTests : ImportTests
{
    [Test]
    public async Task Parquet_comes_with_its_types()
    {
        ParquetTable.Run($$"""
            COPY (SELECT 'user' || i || '@example.com' AS email, i::INTEGER AS number, i * 1.5::DOUBLE AS score, i % 2 = 0 AS even, DATE '2026-01-14' AS day, TIMESTAMP '2026-01-14 12:00:00.5' AS moment,
              {'city': 'Paris', 'zip': [1, 2]} AS home, 12.25::DECIMAL(10, 2) AS price, NULL::VARCHAR AS nothing, ['a', 'b'] AS tags FROM range(5000) numbers(i))
            TO '{{Folder["users.parquet"]}}' (ROW_GROUP_SIZE 2048)
            """);

        var said = await SucceedAsync("users", Folder["users.parquet"]);

        Assert.That((long)said["rows"]!, Is.EqualTo(5000));
        Assert.That(Server.Users.Where(user => user.Email != $"user{user.DataFields["number"]}@example.com"), Is.Empty);
        var user = Server.Users.Find("user4999@example.com")!.DataFields;
        Assert.That(JToken.DeepEquals(user, JsonFile.Parse("""
            {"number": 4999, "score": 7498.5, "even": false, "day": "2026-01-14", "moment": "2026-01-14T12:00:00.500+00:00", "home": {"city": "Paris", "zip": [1, 2]}, "price": 12.25, "tags": ["a", "b"]}
            """, "expected")), Is.True, user.ToString());
    }

    [TestCase("UUID '6b3f1c9e-0d4a-4c8e-9f57-0123456789ab'", "\"6b3f1c9e-0d4a-4c8e-9f57-0123456789ab\"")]
    [TestCase("TIMESTAMPTZ '2026-01-14 12:00:00+02'", "\"2026-01-14 10:00:00 +00:00\"")]
    [TestCase("TIMESTAMP_NS '2026-01-14 12:00:00'", "\"2026-01-14 12:00:00 +00:00\"")]
    [TestCase("TIME '12:30:00'", "\"12:30:00\"")]
    [TestCase("18446744073709551615::UBIGINT", "18446744073709551615")]
    [TestCase("(-5)::TINYINT", "-5")]
    [TestCase("1.5::FLOAT", "1.5")]
    [TestCase("12345678.5678::DECIMAL(20, 4)", "12345678.5678")]
    [TestCase("'pro'::ENUM('free', 'pro')", "\"pro\"")]
    [TestCase("[{'a': 1, 'b': ['x']}, {'a': NULL, 'b': []}]", "[{\"a\": 1, \"b\": [\"x\"]}, {\"b\": []}]")]
    [TestCase("[{'a': 1, 'b': ['x', 'y']}, NULL, {'a': 3, 'b': NULL}]", "[{\"a\": 1, \"b\": [\"x\", \"y\"]}, null, {\"a\": 3}]")]
    [TestCase("[[1, 2], [], [3]]", "[[1, 2], [], [3]]")]
    [TestCase("[MAP {'a': [1, 2]}, MAP {'b': [], 'c': [3]}]", "[{\"a\": [1, 2]}, {\"b\": [], \"c\": [3]}]")]
    [TestCase("{'a': {'b': [{'c': 1}, {'c': NULL}]}}", "{\"a\": {\"b\": [{\"c\": 1}, {}]}}")]
    [TestCase("MAP {'one': 1, 'two': 2}", "{\"one\": 1, \"two\": 2}")]
    [TestCase("[NULL, 1]", "[null, 1]")]
    [TestCase("''", "\"\"")]
    [TestCase("'{\"a\": 1}'::JSON", "{\"a\": 1}")]
    public async Task Values_of_Parquet_become_JSON(string sql, string json)
    {
        ParquetTable.Run($"COPY (SELECT 'ada@example.com' AS email, 'e' AS eventName, {sql} AS value) TO '{Folder["rows.parquet"]}'");

        await SucceedAsync("events", Folder["rows.parquet"]);

        var value = Server.Events.Single().DataFields["value"]!;
        Assert.That(JToken.DeepEquals(value, JsonFile.Parse(json, "expected")) || value.ToString() == json, Is.True, $"{value.Type} {value}");
    }

    [TestCase("'nan'::DOUBLE AS userId, 1 AS score", "has a number in userId that is none")]
    [TestCase("'ada' AS userId, 'nan'::DOUBLE AS score", "has a number in score that is none")]
    [TestCase("'ada' AS userId, '-infinity'::FLOAT AS score", "has a number in score that is none")]
    [TestCase("'ada' AS userId, {'a': [1, 'infinity'::DOUBLE]} AS score", "has a number in score that is none")]
    public async Task A_number_of_Parquet_that_JSON_does_not_have_is_refused_and_is_sent_by_no_retry(string columns, string problem)
    {
        ParquetTable.Run($"COPY (SELECT 'ada@example.com' AS email, {columns}) TO '{Folder["rows.parquet"]}'");

        var refused = await RefusedAsync("users", Folder["rows.parquet"]);
        await SucceedAsync("users", "--retry", Folder["rows.parquet.rejected.ndjson"]);

        Assert.That(refused.Select(line => ((long)line["line"]!, (string?)line["reason"], (string?)line["problem"])), Is.EqualTo(new[] { (1L, "wrong-type", problem) }));
        Assert.That(File.ReadAllText(Folder["rows.parquet.rejected.ndjson"]), Does.Not.Contain("NaN").And.Not.Contain("Infinity"));
        Assert.That(Server.Requests.To(IterableOperations.BulkUpdateUsers).Select(request => request.Body), Has.Exactly(1).Items.And.All.Not.Contain("NaN").And.All.Not.Contain("Infinity"));
    }

    [TestCase("12345::DECIMAL(38, 0)", "12345")]
    [TestCase("12345::DECIMAL(9, 0)", "12345")]
    [TestCase("123456789012345678901234567::DECIMAL(38, 0)", "123456789012345678901234567")]
    [TestCase("12345::BIGINT", "12345")]
    public async Task A_whole_number_of_Parquet_is_an_id_without_a_period(string sql, string id)
    {
        ParquetTable.Run($"COPY (SELECT {sql} AS userId, 'pro' AS plan) TO '{Folder["rows.parquet"]}'");

        await SucceedAsync("users", Folder["rows.parquet"]);

        Assert.That(Server.Users.Select(user => user.UserId), Is.EqualTo(new[] { id }));
    }

    [Test]
    public async Task A_whole_number_of_Parquet_is_one_for_a_field_of_whole_numbers()
    {
        Server.Users.Add("type@example.com", new { logins = 1 });
        ParquetTable.Run($"COPY (SELECT 'ada@example.com' AS email, 42::DECIMAL(18, 0) AS logins) TO '{Folder["rows.parquet"]}'");

        await SucceedAsync("users", Folder["rows.parquet"]);

        Server.Users.AssertExists("ada@example.com", new { logins = 42 });
    }

    [Test]
    public async Task An_id_of_Parquet_that_is_a_fraction_by_its_type_is_refused()
    {
        ParquetTable.Run($"COPY (SELECT 12345::DOUBLE AS userId, 'pro' AS plan) TO '{Folder["rows.parquet"]}'");

        var refused = await RefusedAsync("users", Folder["rows.parquet"]);

        Assert.That(refused.Select(line => ((string?)line["reason"], (string?)line["problem"])), Is.EqualTo(new[] { ("wrong-type", "has a userId that is a number with a fraction") }));
        Assert.That(Server.Users, Is.Empty);
    }

    [Test]
    public async Task A_column_of_Parquet_without_a_form_in_JSON_is_named()
    {
        ParquetTable.Run($"COPY (SELECT 'ada@example.com' AS email, [{{'picture': 'ab'::BLOB}}] AS pictures) TO '{Folder["rows.parquet"]}'");

        var (exitCode, _, errors) = await ImportAsync("users", Folder["rows.parquet"]);
        await SucceedAsync("users", Folder["rows.parquet"], "--omit", "pictures");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(errors, Does.Contain("has a column pictures whose values have no form in JSON. Leave it out with --omit pictures"));
        Server.Users.AssertExists("ada@example.com");
    }

    [Test]
    public async Task Of_a_key_that_a_map_has_twice_the_last_value_counts()
    {
        ParquetTable.Run($"COPY (SELECT 'ada@example.com' AS email, 'e' AS eventName, MAP {{'key1': 1, 'key2': 2}} AS value) TO '{Folder["rows.parquet"]}' (COMPRESSION uncompressed)");
        Rename("key2", "key1");

        await SucceedAsync("events", Folder["rows.parquet"]);

        Assert.That(Server.Events.Single().DataFields["value"]!.ToString(Formatting.None), Is.EqualTo("""{"key1":2}"""));
    }

    [TestCase("1 AS one, 2 AS two")]
    [TestCase("{'one': 1, 'two': 2} AS both")]
    public async Task Columns_of_Parquet_that_are_called_the_same_are_refused(string columns)
    {
        ParquetTable.Run($"COPY (SELECT 'ada@example.com' AS email, 'e' AS eventName, {columns}) TO '{Folder["rows.parquet"]}'");
        Rename("two", "one");

        var (exitCode, _, errors) = await ImportAsync("events", Folder["rows.parquet"]);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Usage), errors);
        Assert.That(errors, Does.Contain("one"));
    }

    [Test]
    public async Task Rows_with_lists_and_gaps_at_every_depth_are_those_that_DuckDB_has()
    {
        const string Values = """
            CASE WHEN i % 7 = 0 THEN NULL WHEN i % 11 = 0 THEN [] ELSE [
              {'a': CASE WHEN i % 3 = 0 THEN NULL ELSE i END, 'b': list_transform(range(i % 4), x -> CASE WHEN x = 1 THEN NULL ELSE x END), 'c': CASE WHEN i % 2 = 0 THEN {'d': [[i], NULL, []]} END},
              CASE WHEN i % 5 = 0 THEN NULL ELSE {'a': -i, 'b': NULL, 'c': NULL} END] END
            """;
        ParquetTable.Run($"COPY (SELECT 'u' || i || '@example.com' AS email, 'e' AS eventName, i AS number, {Values} AS value FROM range(3000) numbers(i)) TO '{Folder["rows.parquet"]}' (ROW_GROUP_SIZE 2048)");
        var expected = ParquetTable.Read([Folder["rows.parquet"]], "number, to_json(value)").ToDictionary(row => (long)row[0]!, row => WithoutNulls(JsonFile.Parse(row[1] as string ?? "null", "expected")));

        await SucceedAsync("events", Folder["rows.parquet"]);

        var events = Server.Events.ToDictionary(item => (long)item.DataFields["number"]!, item => item.DataFields["value"] ?? JValue.CreateNull());
        Assert.That(events, Has.Count.EqualTo(3000));
        Assert.That(events.Where(item => !JToken.DeepEquals(item.Value, expected[item.Key])).Select(item => $"{item.Key}: {item.Value} and not {expected[item.Key]}").Take(3), Is.Empty);
    }

    // What DuckDB would not write.
    private void Rename(string name, string other) =>
        File.WriteAllText(Folder["rows.parquet"], File.ReadAllText(Folder["rows.parquet"], Encoding.Latin1).Replace(name, other, StringComparison.Ordinal), Encoding.Latin1);

    private static JToken WithoutNulls(JToken value) => value switch
    {
        JObject members => new JObject(members.Properties().Where(member => member.Value.Type != JTokenType.Null).Select(member => new JProperty(member.Name, WithoutNulls(member.Value)))),
        JArray items => new JArray(items.Select(WithoutNulls)),
        _ => value,
    };
}
