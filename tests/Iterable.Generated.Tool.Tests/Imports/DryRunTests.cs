using Iterable.Generated.Tool.Hosting;

namespace Iterable.Generated.Tool.Tests.Imports;

public class DryRunTests : ImportTests
{
    [Test]
    public async Task A_dry_run_says_what_would_be_sent_and_refused_and_sends_and_makes_nothing()
    {
        Server.Users.Add("type@example.com", new { age = 1 });
        var file = Folder.Write("customers.csv", "email,age,city,seen,secret\nada@example.com,42,London,2026-01-14T12:00:00Z,x\nbob@example.com,old,,,\n,1,,,\n\"a\"b,1,,,\n");

        var (exitCode, output, errors) = await ImportAsync("users", file, "--dry-run", "--map", "city=address.city", "--omit", "secret");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Refused), errors);
        Assert.That(output.Split(Environment.NewLine), Is.SupersetOf(new[]
        {
            "users: 4 rows, 1 would be sent, 3 would be refused",
            "  no-identifier: 1 (line 4)",
            "  wrong-type: 1 (line 3): age should be long",
            "  email -> email",
            "  age -> dataFields.age (long)",
            "  city -> dataFields.address.city",
            "  secret -> left out",
            "Fields that the project does not know yet: address, seen",
        }), output);
        Assert.That(output, Does.Contain("dates that Iterable would take for texts: seen"));
        Assert.That(Server.Requests.Select(request => request.OperationId), Is.EqualTo(new[] { IterableOperations.GetUserFields.Id }));
        Assert.That(Files(), Is.EqualTo(new[] { "customers.csv" }));
    }

    [TestCase("events", """{"email": "ada@example.com", "eventName": "a"}""", """{"email": "bob@example.com"}""", "unwritable")]
    [TestCase("purchases", """{"email": "ada@example.com", "total": 1, "items": []}""", """{"email": "bob@example.com", "total": 1}""", "unwritable")]
    [TestCase("subscriptions", """{"email": "ada@example.com"}""", """{"emailListIds": [1]}""", "no-identifier")]
    [TestCase("events", """{"userId": "ada", "eventName": "a"}""", """{"email": "ada@", "eventName": "a"}""", "invalid")]
    [TestCase("purchases", """{"user": {"email": "ada@example.com"}, "total": 1, "items": []}""", """{"user": {"email": "ada"}, "total": 1, "items": []}""", "invalid")]
    public async Task Each_kind_can_be_tried(string kind, string good, string bad, string reason)
    {
        var (exitCode, output, errors) = await ImportAsync(kind, Folder.Write("rows.ndjson", $"{good}\n{bad}\n"), "--dry-run", "--json");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Refused), errors);
        var said = JObject.Parse(output);
        Assert.That(((bool)said["dryRun"]!, (long)said["accepted"]!, (long?)said.SelectToken($"reasons.{reason}")), Is.EqualTo((true, 1L, (long?)1L)), output);
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task What_was_refused_can_be_tried_again_and_an_address_without_a_domain_is_still_refused()
    {
        var refused = Folder.Write("refused.ndjson", string.Concat(new[] { "ada", "bob@example.com" }.Select(email => $$"""{"line":2,"record":{"email":"{{email}}"},"kind":"Refused","reason":"invalid","surelyNotSent":false}""" + "\n")));

        var (exitCode, output, errors) = await ImportAsync("users", "--retry", refused, "--dry-run");

        Assert.That(exitCode, Is.EqualTo(ExitCode.Refused), errors);
        Assert.That(output, Does.Contain("users: 2 rows, 1 would be sent, 1 would be refused"));
    }

    [Test]
    public async Task A_catalog_can_be_tried_with_its_limits()
    {
        var file = Folder.Write("rows.ndjson", $"{{\"itemId\": \"b-1\", \"title\": \"{new string('x', 40_000)}\"}}\n{{\"itemId\": 2}}\n");

        var (_, output, _) = await ImportAsync("catalog", file, "--catalog", "books", "--dry-run");

        Assert.That(output, Does.Contain("1 would be sent, 1 would be refused").And.Contain("too-large: 1 (line 1)"));
        Assert.That(Server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_dry_run_that_cannot_be_ended_says_that_nothing_was_sent()
    {
        var file = Folder.Write("customers.csv", $"email,plan\nada@example.com,\"{new string('x', 20_000_000)}\n");

        var (exitCode, output, errors) = await ImportAsync("users", file, "--dry-run");

        Assert.That((exitCode, output), Is.EqualTo((ExitCode.Failure, "")));
        Assert.That(errors, Does.Contain("from line 2 on").And.Contain("Nothing was sent."));
        Assert.That(Files(), Is.EqualTo(new[] { "customers.csv" }));
    }
}
