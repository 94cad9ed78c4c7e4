namespace Iterable.Generated.Testing.Tests;

/// <summary>What a test reads when an assertion fails: what was expected, and what is there instead.</summary>
public class AssertionTests : ServerTests
{
    [Test]
    public void An_event_that_was_not_tracked()
    {
        Server.Events.Add("signedUp", "bob@example.com", dataFields: new { source = "friend" });

        var message = Message(() => Server.Events.AssertTracked("signedUp", email: "ada@example.com"));

        Assert.That(
            message,
            Is.EqualTo("Expected an event signedUp of ada@example.com, found 0.\nTracked in all:\n  signedUp bob@example.com {\"source\":\"friend\"}"));
    }

    [Test]
    public void Nothing_at_all() =>
        Assert.That(
            Message(() => Server.Events.AssertTracked("signedUp", dataFields: new { source = "friend" }, times: 2)),
            Is.EqualTo("Expected 2 events signedUp with {\"source\":\"friend\"}, found 0.\nTracked in all: nothing."));

    [Test]
    public void A_user_with_other_fields()
    {
        Server.Users.Add("ada@example.com", new { plan = "free" });

        Assert.That(
            Message(() => Server.Users.AssertExists("ada@example.com", new { plan = "pro" })),
            Is.EqualTo("Expected a user ada@example.com with {\"plan\":\"pro\"}, found other fields.\nUsers:\n  ada@example.com {\"plan\":\"free\"}"));
    }

    [Test]
    public void A_list_without_a_member()
    {
        var list = Server.Lists.Add("Readers", "bob@example.com");

        Assert.That(
            Message(() => Server.Lists.AssertMember(list, "ada@example.com")),
            Is.EqualTo($"Expected ada@example.com on the list {list}.\nLists:\n  {list} Readers [bob@example.com]"));
    }

    [Test]
    public void A_message_that_was_not_sent() =>
        Assert.That(
            Message(() => Server.Messages.AssertSent(7, email: "ada@example.com")),
            Is.EqualTo("Expected a message of campaign 7 to ada@example.com, found 0.\nSent in all: nothing."));

    [Test]
    public void An_item_that_is_not_there()
    {
        Server.Catalogs.AddItem("books", "b-1", new { });

        Assert.That(
            Message(() => Server.Catalogs.AssertItem("books", "b-2")),
            Is.EqualTo("Expected an item b-2 in the catalog books.\nItems:\n  b-1"));
    }

    [Test]
    public void A_long_list_is_cut_to_the_newest()
    {
        for (var i = 0; i < 30; i++)
            Server.Events.Add($"event{i}", "ada@example.com");

        var message = Message(() => Server.Events.AssertTracked("signedUp"));

        Assert.That(message, Does.EndWith("event29 ada@example.com {}\n  (and 10 before these)").And.Not.Contain("event9 "));
    }

    private static string Message(Action assertion) =>
        Assert.Throws<IterableTestAssertionException>(assertion)!.Message.ReplaceLineEndings("\n");
}
