using Iterable.Generated.Tool.Hosting;

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
    public async Task The_command_that_sends_again_can_be_taken_as_it_stands()
    {
        var file = Folder.Write("customers.csv", "email\nnobody\n");

        var (_, output, _) = await ImportAsync("users", file);

        Assert.That(output, Does.EndWith($"itbl import users --retry \"{Folder["customers.csv.rejected.ndjson"]}\"{Environment.NewLine}"));
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
}
