namespace Iterable.Generated.Testing.Tests;

public class PageTests : ServerTests
{
    [Test]
    public void Every_example_of_the_page_stands_in_the_compiled_source() => Assert.That(Page.Shown("testing.md"), Is.EquivalentTo(Page.Compiled("PageExamples.cs")));

    [Test]
    public async Task The_examples_run()
    {
        await PageExamples.First();
        await PageExamples.Seed(Server);
        await PageExamples.Projects(Server);
        await PageExamples.Faults(Server);
        await PageExamples.Jobs(Server);
        Server.Requests.Clear();
        await PageExamples.Journal(Server);
        await PageExamples.Effects(Server);
        await PageExamples.Time(Server);
    }

    [Test]
    public void A_failed_assertion_says_what_the_page_shows()
    {
        Server.Events.Add("signedUp", "bob@example.com", dataFields: new { source = "friend" });

        var failure = Assert.Throws<IterableTestAssertionException>(() => Server.Events.AssertTracked("signedUp", email: "ada@example.com", times: 1));

        Assert.That(Page.Text("testing.md"), Does.Contain($"```text\n{failure!.Message.ReplaceLineEndings("\n")}\n```"));
    }
}
