namespace Iterable.Generated.Testing.Tests;

public class SnippetTests : ServerTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 14, 6, 20, 22, TimeSpan.Zero);

    [SetUp]
    public void StopClock()
    {
        Server.Clock.Stop();
        Server.Clock.Set(Time);
    }

    [Test]
    public async Task A_snippet_is_created_and_found_by_id_and_by_name()
    {
        var created = await Client.Snippets.CreateSnippetAsync(new CreateSnippetRequest("My footer", "<p>{{company}}</p>")
        {
            Description = "Below it all",
            Variables = ["company"],
            CreatedByUserId = "ada@example.com",
        });

        var byName = (await Client.Snippets.GetSnippetAsync("My footer")).Snippet!;
        var byId = (await Client.Snippets.GetSnippetAsync(created.SnippetId!.Value.ToString())).Snippet!;
        var listed = (await Client.Snippets.ListSnippetsAsync()).Snippets!.Single();

        Assert.Multiple(() =>
        {
            Assert.That(
                (byName.Id, byName.Name, byName.Content, byName.Description),
                Is.EqualTo((created.SnippetId, "My footer", "<p>{{company}}</p>", "Below it all")));
            Assert.That(byName.Variables, Is.EqualTo(new[] { "company" }));
            Assert.That((byName.CreatedBy, byName.CreatedAt, byName.ProjectId), Is.EqualTo(("ada@example.com", (DateTimeOffset?)Time, (long?)Server.Project.Id)));
            Assert.That((byId.Name, listed.Name), Is.EqualTo(("My footer", "My footer")));
        });
    }

    [Test]
    public async Task An_update_keeps_name_and_creation()
    {
        var id = Server.Snippets.Add("footer", "<p>old</p>", "company");
        Server.Clock.Advance(TimeSpan.FromHours(1));

        var updated = await Client.Snippets.UpdateSnippetAsync("footer", new UpdateSnippetRequest("<p>new</p>") { Variables = [] });
        await Client.Snippets.UpdateSnippetAsync(id.ToString(), new UpdateSnippetRequest("<p>newer</p>"));

        var snippet = Server.Snippets.Find("footer")!;
        Assert.Multiple(() =>
        {
            Assert.That((updated.SnippetId, snippet.Id), Is.EqualTo(((long?)id, id)));
            Assert.That((snippet.Content, snippet.CreatedAt, snippet.UpdatedAt), Is.EqualTo(("<p>newer</p>", Time, Time.AddHours(1))));
            Assert.That(snippet.Variables, Is.Empty);
        });
    }

    [Test]
    public async Task An_update_of_an_unknown_name_creates()
    {
        var created = await Client.Snippets.UpdateSnippetAsync("footer", new UpdateSnippetRequest("<p>new</p>"));

        Assert.Multiple(() =>
        {
            Assert.That(Server.Requests.To(IterableOperations.UpdateSnippet).Single().Status, Is.EqualTo(201));
            Assert.That(Server.Snippets.Single().ToString(), Is.EqualTo($"{created.SnippetId} footer: <p>new</p>"));
        });
    }

    [Test]
    public async Task A_deleted_snippet_is_gone()
    {
        var id = Server.Snippets.Add("footer", "<p></p>");

        var deleted = await Client.Snippets.DeleteSnippetAsync("footer");

        Assert.That((deleted.SnippetId, Server.Snippets.Count()), Is.EqualTo(((long?)id, 0)));
        await ErrorAsync(await Http.DeleteAsync("snippets/footer"), HttpStatusCode.NotFound, "NotFound");
    }

    [Test]
    public async Task An_unknown_snippet_is_not_found()
    {
        await ErrorAsync(await Http.GetAsync("snippets/footer"), HttpStatusCode.NotFound, "NotFound");
        using var content = new StringContent("""{"content":"<p></p>"}""", null, "application/json");
        await ErrorAsync(await Http.PutAsync("snippets/7", content), HttpStatusCode.NotFound, "NotFound");
    }

    [Test]
    public async Task A_name_is_of_a_hundred_characters_at_most_and_of_plain_ones_and_new()
    {
        Server.Snippets.Add("footer", "<p></p>");
        foreach (var name in (string[])["footer", new string('a', 101), "foot/er"])
        {
            var request = new JObject { ["name"] = name, ["content"] = "<p></p>" };
            await ErrorAsync(await PostAsync("snippets", request.ToString()), HttpStatusCode.BadRequest, "BadParams");
        }

        await Client.Snippets.CreateSnippetAsync(new CreateSnippetRequest(new string('a', 100), "<p></p>"));
        Assert.That(Server.Snippets.Count(), Is.EqualTo(2));
    }
}
