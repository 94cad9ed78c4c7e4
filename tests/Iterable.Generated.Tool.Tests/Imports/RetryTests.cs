using System.Diagnostics;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Tests.Support;

namespace Iterable.Generated.Tool.Tests.Imports;

public class RetryTests : ImportTests
{
    [Test]
    public async Task What_was_refused_is_sent_again_when_it_is_mended()
    {
        Server.Users.Add("type@example.com", new { age = 1 });
        var file = Folder.Write("customers.csv", "email,age\nada@example.com,old\nbob@example.com,5\nfew\neve@example.com,3,4\n");
        var refused = await RefusedAsync("users", file);
        var letters = Folder["customers.csv.rejected.ndjson"];
        File.WriteAllText(letters, File.ReadAllText(letters).Replace("\"age\":\"old\"", "\"age\":42", StringComparison.Ordinal).Replace("\"text\":\"few\"", "\"values\":{\"email\":\"few@example.com\",\"age\":\"7\"}", StringComparison.Ordinal));

        var still = await RefusedAsync("users", "--retry", letters);
        var byName = await RefusedAsync("users", letters);

        Assert.That(refused.Select(line => (long)line["line"]!), Is.EqualTo(new[] { 2L, 4, 5 }));
        Assert.That((string?)refused[0].SelectToken("fields[0].expectedType"), Is.EqualTo("long"));
        Server.Users.AssertExists("ada@example.com", new { age = 42 });
        Server.Users.AssertExists("few@example.com", new { age = 7 });
        Assert.That(still.Select(line => ((long)line["line"]!, (string?)line["text"], (string?)line["problem"])), Is.EqualTo(new[] { (5L, "eve@example.com,3,4", "has 3 fields under 2 columns") }));
        Assert.That(byName.Select(line => line.ToString()), Is.EqualTo(still.Select(line => line.ToString())));
        Assert.That(Files(), Is.EquivalentTo(["customers.csv", "customers.csv.rejected.ndjson", "customers.csv.rejected~2.ndjson", "customers.csv.rejected~3.ndjson"]));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Its words are those of bash.")]
    public async Task The_command_that_sends_again_can_be_taken_as_it_stands()
    {
        var list = Server.Lists.Add("Readers");
        Server.Users.Add("eve@example.com");
        var profiles = Folder.Write("profiles.json", $$"""{"default": {"ApiKey": "not-this"}, "staging": {"ApiKey": "{{Server.ApiKey}}", "BaseAddress": "{{Server.BaseAddress}}"} }""");
        var readers = Folder.Write("it's $HOME `pwd`.csv", "email,note\nnobody,1\n");
        var customers = Folder.Write("customers.tsv", "Mail\tcity\nada@example.com\tParis\nwithout\n");

        var (_, toList, _) = await ImportAsync("list", readers, "--list", $"{list}", "--update-only", "--omit", "note", "--format", "csv", "--delimiter", ",", "--restart", "--api-key", Server.ApiKey);
        await using var staging = new ToolRun { Environment = { ["ITERABLE_PROFILE_FILE"] = profiles } };
        await staging.RunAsync("import", "users", customers, "--profile", "staging", "--map", "Mail=email", "--set", "motto=a 'b' $c", "--rejected", Folder["refused.ndjson"]);

        Assert.That(Again(toList), Is.EqualTo(["import", "list", "--retry", Folder["it's $HOME `pwd`.csv.rejected.ndjson"], "--list", $"{list}", "--update-only", "--omit", "note"]));
        Assert.That(Again(staging.Output), Is.EqualTo(["import", "users", "--retry", Folder["refused.ndjson"], "--profile", "staging", "--map", "Mail=email", "--set", "motto=a 'b' $c"]));

        Mend(Folder["it's $HOME `pwd`.csv.rejected.ndjson"], "\"nobody\"", "\"eve@example.com\"");
        Mend(Folder["refused.ndjson"], "\"text\":\"without\"", "\"values\":{\"Mail\":\"eve@example.com\"}");
        await using var again = new ToolRun { Environment = { ["ITERABLE_PROFILE_FILE"] = profiles } };
        Assert.That((await ImportAsync(Again(toList)[1..])).ExitCode, Is.EqualTo(ExitCode.Success));
        Assert.That(await again.RunAsync(Again(staging.Output)), Is.EqualTo(ExitCode.Success), again.Errors);
        Server.Users.AssertExists("eve@example.com", new { motto = "a 'b' $c" });
    }

    [Test]
    public async Task The_command_that_sends_again_has_words_in_quotes_where_they_need_them()
    {
        var (_, output, _) = await ImportAsync("users", Folder.Write("customers.csv", "email\nnobody\n"));

        var quote = OperatingSystem.IsWindows() ? '"' : '\'';
        Assert.That(output, Does.EndWith($"  itbl import users --retry {quote}{Folder["customers.csv.rejected.ndjson"]}{quote}{Environment.NewLine}"));
    }

    [Test]
    public async Task A_name_with_periods_is_sent_again_as_it_was_in_the_file_that_it_came_from()
    {
        await RefusedAsync("users", Folder.Write("customers.ndjson", "{\"userId\": 1.5, \"utm.source\": \"ads\"}\n{\"utm.source\": }\n"));
        await RefusedAsync("users", Folder.Write("more.csv", "preferUserId,utm.source,userId\nperhaps,ads,\n"));
        Mend(Folder["customers.ndjson.rejected.ndjson"], "\"userId\":1.5", "\"email\":\"ada@example.com\"");
        Mend(Folder["customers.ndjson.rejected.ndjson"], """{\"utm.source\": }""", """{\"utm.source\": \"ads\", \"email\": \"bob@example.com\"}""");
        Mend(Folder["more.csv.rejected.ndjson"], "\"preferUserId\":\"perhaps\"", "\"email\":\"eve@example.com\"");
        File.AppendAllText(Folder["customers.ndjson.rejected.ndjson"], File.ReadAllText(Folder["more.csv.rejected.ndjson"]) + "{\"line\":9,\"values\":{\"utm.source\":\"none\",\"userId\":1.5},\"paths\":false}\n");
        var still = await RefusedAsync("users", "--retry", Folder["customers.ndjson.rejected.ndjson"]);

        var bodies = string.Concat(Server.Requests.To(IterableOperations.BulkUpdateUsers).Select(request => request.Body));
        Assert.That(bodies, Does.Contain("{\"email\":\"ada@example.com\",\"dataFields\":{\"utm.source\":\"ads\"}}").And.Contain("{\"email\":\"bob@example.com\",\"dataFields\":{\"utm.source\":\"ads\"}}"));
        Assert.That(bodies, Does.Contain("{\"email\":\"eve@example.com\",\"dataFields\":{\"utm\":{\"source\":\"ads\"}}}"));
        Assert.That(still.Select(line => ((long)line["line"]!, (bool?)line["paths"])), Is.EqualTo(new[] { (9L, (bool?)false) }));
    }

    [Test]
    public async Task An_event_that_was_refused_keeps_the_id_that_it_went_out_with()
    {
        Server.Project.DisallowEvents("spam");
        var file = Folder.Write("events.csv", "email,eventName\nada@example.com,spam\n");
        var refused = await RefusedAsync("events", file);
        var letters = Folder["events.csv.rejected.ndjson"];
        File.WriteAllText(letters, File.ReadAllText(letters).Replace("spam", "ham", StringComparison.Ordinal));

        await SucceedAsync("events", "--retry", letters);
        await SucceedAsync("events", "--retry", letters);

        Assert.That(Server.Events.Single().Id, Is.EqualTo((string?)refused[0].SelectToken("record.id")).And.StartsWith("itbl-"));
    }

    [Test]
    public async Task What_was_refused_of_another_kind_is_kept_as_it_is()
    {
        Server.Users.Forget("gone@example.com");
        await RefusedAsync("users", Folder.Write("customers.csv", "email\ngone@example.com\n"));
        var letter = File.ReadAllText(Folder["customers.csv.rejected.ndjson"]).TrimEnd();

        await RefusedAsync("catalog", "--catalog", "books", "--retry", Folder["customers.csv.rejected.ndjson"]);
        var again = await RefusedAsync("catalog", "--catalog", "books", Folder["customers.csv.rejected~2.ndjson"]);
        var plain = await RefusedAsync("users", "--retry", Folder.Write("plain.ndjson", """{"email": "ada@example.com"}"""), "--rejected", Folder["refused.ndjson"]);

        Assert.That(again.Select(line => ((long)line["line"]!, (string?)line["text"], (string?)line["problem"])), Is.EqualTo(new[] { (2L, letter, "is no refused record of this kind") }));
        Assert.That(plain.Select(line => (string?)line["problem"]), Is.EqualTo(new[] { "is no line of refused records" }));
        Assert.That(Server.Users, Is.Empty);
    }

    [TestCase("\"A7\"")]
    [TestCase("1.5")]
    [TestCase("-3")]
    [TestCase("99999999999999999999")]
    [TestCase("true")]
    public async Task A_line_that_is_no_number_of_a_line_is_none_of_the_refused_ones(string line)
    {
        var file = Folder.Write("own.ndjson", $$"""{"line": {{line}}, "email": "ada@example.com"}""");

        var refused = await RefusedAsync("users", "--retry", file);

        Assert.That(refused.Select(row => ((long)row["line"]!, (string?)row["problem"])), Is.EqualTo(new[] { (1L, "is no line of refused records") }));
    }

    [Test]
    public async Task A_file_for_what_is_refused_that_is_there_is_left_alone()
    {
        var file = Folder.Write("customers.csv", "email\n\"bad\"row\n");
        var there = Folder.Write("refused.ndjson", "precious");

        var (exitCode, _, errors) = await ImportAsync("users", file, "--rejected", there);

        Assert.That((exitCode, File.ReadAllText(there)), Is.EqualTo((ExitCode.Usage, "precious")));
        Assert.That(errors, Does.Contain("is there already"));
        Assert.That(Files(), Is.EquivalentTo(["customers.csv", "refused.ndjson"]));
    }
    // The words of the last line, as a shell hands them over.
    private static string[] Again(string output)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", $"itbl() {{ printf '%s\\0' \"$@\"; }}; {output.TrimEnd().Split('\n')[^1]}"]) { RedirectStandardOutput = true })!;
        return bash.StandardOutput.ReadToEnd().TrimEnd('\0').Split('\0');
    }

    private static void Mend(string file, string wrong, string right) => File.WriteAllText(file, File.ReadAllText(file).Replace(wrong, right, StringComparison.Ordinal));
}
