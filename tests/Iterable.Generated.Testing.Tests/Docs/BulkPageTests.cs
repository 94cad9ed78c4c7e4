namespace Iterable.Generated.Testing.Tests;

public class BulkPageTests : ServerTests
{
    [Test]
    public void Every_example_of_the_page_stands_in_the_compiled_source() => Assert.That(Page.Shown("bulk.md"), Is.EquivalentTo(Page.Compiled("BulkPageExamples.cs")));

    [Test]
    public async Task A_file_is_read_row_by_row_and_what_is_refused_is_told()
    {
        Server.Users.Forget("gone@example.com");
        var folder = Directory.CreateTempSubdirectory();
        var (before, error) = (Environment.CurrentDirectory, Console.Error);
        try
        {
            Environment.CurrentDirectory = folder.FullName;
            await File.WriteAllTextAsync("customers.csv", "Email,Plan\nada@example.com,pro\ngone@example.com,free\n");
            var told = new StringWriter();
            Console.SetError(told);

            await BulkPageExamples.FromFile(Client);

            Assert.That(told.ToString().TrimEnd(), Is.EqualTo("row 2: Refused: forgotten"));
            Server.Users.AssertExists("ada@example.com", new { plan = "pro" });
        }
        finally
        {
            Console.SetError(error);
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
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
}
