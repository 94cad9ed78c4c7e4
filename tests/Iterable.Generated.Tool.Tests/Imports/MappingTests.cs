using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;

namespace Iterable.Generated.Tool.Tests.Imports;

public class MappingTests : ImportTests
{
    [Test]
    public async Task A_column_goes_where_it_is_said_to()
    {
        var file = Folder.Write("customers.csv", "Mail,City,address.zip,Age,a=b,secret\nada@example.com,London,N1,42,x,y\n");

        await SucceedAsync("users", file, "--map", "Mail=email", "--map", "City=address.city", "--map", "a=b=note", "--type", "Age=long", "--omit", "secret", "--set", "dataFields.source=import", "--set", "preferUserId=true");

        var user = Server.Users.Find("ada@example.com")!.DataFields;
        Assert.That(JToken.DeepEquals(user, JObject.Parse("""{"address": {"city": "London", "zip": "N1"}, "Age": 42, "note": "x", "source": "import"}""")), Is.True, user.ToString());
    }

    [Test]
    public async Task A_column_of_JSON_goes_where_it_is_said_to_and_joins_what_is_there()
    {
        var file = Folder.Write("customers.ndjson", """
            {"id": "u-1", "dataFields": {"address": {"zip": "N1"}}, "City": "London", "since": "2026-01-14T12:00:00.25Z", "plan": "pro"}
            {"id": "u-2", "dataFields": {"address": "London"}, "City": "London"}
            {"id": "u-3", "plan": null}
            """);
        Server.Users.Add("type@example.com", new { since = "2026-01-01" });

        var refused = await RefusedAsync("users", file, "--map", "id=userId", "--map", "City=address.city", "--only", "id", "--only", "dataFields", "--only", "City", "--only", "since");

        var user = Server.Users.FindByUserId("u-1")!.DataFields;
        Assert.That(JToken.DeepEquals(user, JsonFile.Parse("""{"address": {"zip": "N1", "city": "London"}, "since": "2026-01-14T12:00:00.250+00:00"}""", "expected")), Is.True, user.ToString());
        Assert.That(Server.Users.FindByUserId("u-3"), Is.Not.Null);
        Assert.That(refused.Select(line => ((long)line["line"]!, (string?)line["reason"])), Is.EqualTo(new[] { (2L, "no-place") }));
    }

    [Test]
    public async Task What_is_set_is_for_rows_that_have_none()
    {
        var file = Folder.Write("events.csv", "email,eventName\nada@example.com,signedUp\nbob@example.com,\n");

        await SucceedAsync("events", file, "--set", "eventName=ordered", "--set", "createdAt=2026-01-14T12:00:00Z");

        Server.Events.AssertTracked("signedUp", "ada@example.com", times: 1);
        Assert.That(Server.Events.AssertTracked("ordered", "bob@example.com", times: 1).CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 14, 12, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task A_value_that_is_none_of_its_type_is_refused_with_the_values_of_its_row()
    {
        var file = Folder.Write("events.csv", "email,eventName,total,createdAt,campaignId\nada@example.com,a,12.5,2026-01-14,7\nbob@example.com,a,dear,,\neve@example.com,a,1,soon,\nann@example.com,a,1,,first\n");

        var refused = await RefusedAsync("events", file, "--type", "total=double");

        Server.Events.AssertTracked("a", "ada@example.com", new { total = 12.5 }, times: 1);
        Assert.That(Server.Events.Count, Is.EqualTo(1));
        Assert.That(refused.Select(line => ((long)line["line"]!, (string?)line["reason"])), Is.EqualTo(new[] { (3L, "wrong-type"), (4L, "wrong-type"), (5L, "wrong-type") }));
        Assert.That((string?)refused[0]["problem"], Is.EqualTo("has a dataFields.total that is no double"));
        Assert.That((string?)refused[0].SelectToken("values.total"), Is.EqualTo("dear"));
        Assert.That((string?)refused[1]["problem"], Does.Contain("createdAt"));
    }

    [TestCase("20260114")]
    [TestCase("46036.5")]
    [TestCase("2026")]
    [TestCase("-1e6")]
    public async Task A_time_that_is_a_number_near_to_1970_is_refused(string time)
    {
        var cell = await RefusedAsync("events", Folder.Write("events.csv", $"email,eventName,createdAt\nada@example.com,a,{time}\n"));
        var line = await RefusedAsync("events", Folder.Write("events.ndjson", $$"""{"email": "ada@example.com", "eventName": "a", "createdAt": {{time}} }"""));
        var set = await ImportAsync("events", Folder.Write("more.csv", "email,eventName\nada@example.com,a\n"), "--set", $"createdAt={time}");

        Assert.That(cell.Concat(line).Select(row => ((string?)row["reason"], (string?)row["problem"])), Is.All.EqualTo(("wrong-type", "has a createdAt that is a number and no seconds or milliseconds since 1970")));
        Assert.That((set.ExitCode, set.Errors), Is.EqualTo((ExitCode.Usage, set.Errors)));
        Assert.That(set.Errors, Does.StartWith($"--set createdAt={time} is a number and no seconds or milliseconds since 1970."));
        Assert.That(Server.Events, Is.Empty);
    }

    [TestCase("1768392000")]
    [TestCase("1768392000000")]
    [TestCase("2026-01-14T12:00:00Z")]
    public async Task A_time_is_seconds_or_milliseconds_since_1970_or_a_date(string time)
    {
        await SucceedAsync("events", Folder.Write("events.csv", $"email,eventName,createdAt\nada@example.com,a,{time}\n"));

        Assert.That(Server.Events.Single().CreatedAt, Is.EqualTo(new DateTimeOffset(2026, 1, 14, 12, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task A_name_that_no_line_of_JSON_has_is_warned_of()
    {
        var (exitCode, _, errors) = await ImportAsync("users", Folder.Write("customers.ndjson", """{"email": "ada@example.com", "secret": "x"}"""), "--omit", "secrt", "--only", "email");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(errors, Does.Contain("Warning: --omit secrt: no line has such a name.").And.Not.Contain("--only email"));
    }

    [TestCase("No column is email or userId", "users")]
    [TestCase("there is no such column. There are Mail, plan", "users", "--map", "Email=email")]
    [TestCase("--omit secret: there is no such column", "users", "--map", "Mail=email", "--omit", "secret")]
    [TestCase("Columns Mail and plan both go to email", "users", "--map", "Mail=email", "--map", "plan=email")]
    [TestCase("Columns Mail and plan both go to dataFields.a", "users", "--map", "Mail=a.b", "--map", "plan=a")]
    [TestCase("--map Mail is not of the form column=member", "users", "--map", "Mail")]
    [TestCase("--map is given twice for Mail", "users", "--map", "Mail=email", "--map", "Mail=userId")]
    [TestCase("--map Mail=a..b: a record has no place for a..b", "users", "--map", "Mail=a..b")]
    [TestCase("a type is string, long", "users", "--map", "Mail=email", "--type", "plan=number")]
    [TestCase("--set preferUserId=perhaps is no boolean", "users", "--map", "Mail=email", "--set", "preferUserId=perhaps")]
    [TestCase("Column plan: a record has email, userId, and no plan. Leave it out with --omit plan", "unsubscribe", "--list", "1", "--map", "Mail=email")]
    [TestCase("--delimiter is ab", "users", "--delimiter", "ab")]
    [TestCase("--list", "list", "--map", "Mail=email")]
    [TestCase("--catalog", "catalog", "--map", "Mail=itemId")]
    [TestCase("'.' or '..'", "catalog", "--map", "Mail=itemId", "--catalog", ".")]
    [TestCase("Which file?", "users", "--retry", "refused.ndjson")]
    [TestCase("itbl import users --help", "users", "--nothing")]
    public async Task A_command_that_makes_no_records_is_refused_before_anything_is_sent_or_made(string message, string kind, params string[] options)
    {
        var file = Folder.Write("customers.csv", "Mail,plan\nada@example.com,pro\n");

        var (exitCode, output, errors) = await ImportAsync([kind, file, .. options]);

        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Usage, "")), errors);
        Assert.That(errors, Does.Contain(message));
        Assert.That(Files(), Is.EqualTo(new[] { "customers.csv" }));
        Assert.That(Server.Requests.Where(request => request.Method != "GET"), Is.Empty);
    }
}
