namespace Iterable.Generated.Testing.Tests;

public class BulkPageTests : ServerTests
{
    [Test]
    public void Every_example_of_the_page_stands_in_the_compiled_source() => Assert.That(Page.Shown("bulk.md"), Is.EquivalentTo(Page.Compiled("BulkPageExamples.cs")));

    [Test]
    public Task A_file_is_read_row_by_row_and_what_is_refused_is_told() => InFolderAsync("Email,Plan\nada@example.com,pro\ngone@example.com,free\n", async _ =>
    {
        Server.Users.Forget("gone@example.com");
        var (error, told) = (Console.Error, new StringWriter());
        Console.SetError(told);
        try
        {
            await BulkPageExamples.FromFile(Client);
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.That(told.ToString().TrimEnd(), Is.EqualTo("row 2: Refused: forgotten"));
        Server.Users.AssertExists("ada@example.com", new { plan = "pro" });
    });

    [Test]
    public Task A_file_is_gone_on_with_and_what_was_refused_is_kept() => InFolderAsync("Email,Plan\nold@example.com,pro\nada@example.com,pro\ngone@example.com,free\n", async folder =>
    {
        Server.Users.Forget("gone@example.com");
        await File.WriteAllTextAsync("mark.txt", "1");

        await BulkPageExamples.GoOn(Client);
        await BulkPageExamples.Replay();

        Assert.Multiple(() =>
        {
            Assert.That(Server.Users.Select(user => user.Email), Is.EqualTo(new[] { "ada@example.com" }), "what is before the mark is not sent");
            Assert.That(File.ReadAllText(Path.Combine(folder, "mark.txt")), Is.EqualTo("3"));
            Assert.That((string?)JObject.Parse(File.ReadAllText(Path.Combine(folder, "refused.ndjson")))["reason"], Is.EqualTo("forgotten"));
        });
    });

    [Test]
    public async Task A_check_refuses_a_wrong_type_without_a_call()
    {
        Server.Users.Add("ada@example.com", new { age = 36 });
        var lane = await BulkPageExamples.Check(Client);

        var outcomes = new List<BulkOutcome<UserUpdateRequest>>();
        await foreach (var outcome in lane.SendAsync([new UserUpdateRequest { Email = "bob@example.com", DataFields = new JObject { ["age"] = "old" } }]))
            outcomes.Add(outcome);

        Assert.That(outcomes.Single().Reason, Is.EqualTo(BulkReason.WrongType));
        Server.Requests.AssertNotReceived(IterableOperations.BulkUpdateUsers);
    }

    [Test]
    public async Task Each_message_of_a_queue_has_its_fate()
    {
        Server.Users.Forget("gone@example.com");
        BulkPageExamples.Message[] messages = [new("ada@example.com", "o-1"), new("gone@example.com", "o-2"), new("ada@example.com", "o-3")];

        await BulkPageExamples.FromQueue(Client, new BulkPageExamples.Queue(messages), CancellationToken.None);

        Assert.That(messages.Select(message => message.Fate), Is.EqualTo(new[] { "complete", "Refused: forgotten", "complete" }));
        Server.Events.AssertTracked("ordered", times: 2);
    }

    [Test]
    public Task The_fake_does_what_the_page_says() => BulkPageExamples.Fake();

    private static async Task InFolderAsync(string customers, Func<string, Task> work)
    {
        var folder = Directory.CreateTempSubdirectory();
        var before = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = folder.FullName;
            await File.WriteAllTextAsync("customers.csv", customers);
            await work(folder.FullName);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
    }
}
