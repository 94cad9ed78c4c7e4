namespace Iterable.Generated.Testing.Tests;

public class EffectTests : ServerTests
{
    private const string Ada = "ada@example.com";

    [Test]
    public async Task A_bulk_call_takes_effect_on_those_it_does_not_fail()
    {
        Server.Users.Forget("gone@example.com");

        await PostAsync("users/bulkUpdate", """{"users":[{"email":"Ada@example.com","dataFields":{"n":1}},{"email":"gone@example.com"},{"userId":"u-1"}]}""");

        var effects = Server.Effects.Of(IterableOperations.BulkUpdateUsers);
        Assert.Multiple(() =>
        {
            Assert.That(effects.Select(effect => effect.Email ?? effect.UserId), Is.EqualTo(new[] { "Ada@example.com", "u-1" }));
            Assert.That((int?)Server.Effects.AssertTookEffect(IterableOperations.BulkUpdateUsers, Ada, times: 1).Record["dataFields"]!["n"], Is.EqualTo(1));
            Server.Effects.AssertNoEffect(IterableOperations.BulkUpdateUsers, "gone@example.com");
        });
    }

    [Test]
    public async Task A_call_whose_answer_was_lost_has_taken_effect_and_one_that_was_refused_has_not()
    {
        var request = """{"users":[{"email":"ada@example.com"}]}""";
        Server.Faults.For(IterableOperations.BulkUpdateUsers).LoseAnswer();
        Server.Faults.For(IterableOperations.BulkUpdateUsers).RespondError(HttpStatusCode.InternalServerError, "GenericError");

        await Assert.CatchAsync<HttpRequestException>(() => PostAsync("users/bulkUpdate", request));
        await PostAsync("users/bulkUpdate", request);
        await PostAsync("users/bulkUpdate", request);

        Assert.That(Server.Requests.Select(sent => sent.Effects.Count), Is.EqualTo(new[] { 1, 0, 1 }));
        Server.Effects.AssertTookEffect(IterableOperations.BulkUpdateUsers, Ada, times: 2);
    }

    [Test]
    public async Task An_event_or_a_purchase_that_comes_again_with_its_id_is_told_as_a_repeat()
    {
        for (var i = 0; i < 2; i++)
        {
            await PostAsync("events/trackBulk", """{"events":[{"email":"ada@example.com","eventName":"signedUp","id":"e-1"}]}""");
            await PostAsync("commerce/trackPurchase", """{"id":"p-1","total":1,"items":[],"user":{"email":"ada@example.com"}}""");
        }

        Assert.That(Server.Effects.Select(effect => (effect.Id, effect.IsRepeat)), Is.EqualTo(new[] { ("e-1", false), ("p-1", false), ("e-1", true), ("p-1", true) }));
    }

    [Test]
    public async Task Members_of_lists_subscriptions_and_items_take_effect_too()
    {
        Server.Users.Add(Ada);
        var list = Server.Lists.Add("Readers");
        Server.Catalogs.Add("books");

        await PostAsync("lists/subscribe", $$"""{"listId":{{list}},"subscribers":[{"email":"ada@example.com"}]}""");
        await PostAsync("lists/unsubscribe", $$"""{"listId":{{list}},"subscribers":[{"email":"ada@example.com"},{"email":"nobody@example.com"}]}""");
        await PostAsync("users/bulkUpdateSubscriptions", """{"updateSubscriptionsRequests":[{"email":"ada@example.com","emailListIds":[]}]}""");
        await PostAsync("catalogs/books/items", """{"documents":{"b-1":{"title":"Notes"},"b-2":{}},"replaceUploadedFieldsOnly":false}""");
        await Client.Catalogs.BulkDeleteCatalogItemsAsync("books", new BulkDeleteCatalogItemsRequest(["b-2", "b-3"]));

        Assert.That(Server.Effects.Select(effect => effect.ToString()), Is.EqualTo(new[]
        {
            """subscribeToList ada@example.com {"email":"ada@example.com"}""",
            """unsubscribeFromList ada@example.com {"email":"ada@example.com"}""",
            """bulkUpdateSubscriptions ada@example.com {"email":"ada@example.com","emailListIds":[]}""",
            """bulkUpdateCatalogItems b-1 {"title":"Notes"}""",
            """bulkUpdateCatalogItems b-2 {}""",
            """bulkDeleteCatalogItems b-2 {}""",
        }));
    }

    [Test]
    public async Task Single_calls_take_effect_as_bulk_calls_do()
    {
        Server.Catalogs.Add("books");

        await PostAsync("users/update", """{"email":"ada@example.com"}""");
        await PostAsync("events/track", """{"email":"ada@example.com","eventName":"signedUp"}""");
        await PostAsync("users/updateSubscriptions", """{"email":"ada@example.com","emailListIds":[]}""");
        await Http.PutAsync("catalogs/books/items/b-1", new StringContent("""{"value":{"title":"Notes"}}""", System.Text.Encoding.UTF8, "application/json"));
        await Http.DeleteAsync("catalogs/books/items/b-1");

        Assert.That(
            Server.Effects.Select(effect => (effect.OperationId, effect.Email ?? effect.Id)),
            Is.EqualTo(new[] { ("updateUser", Ada), ("trackEvent", Ada), ("updateSubscriptions", Ada), ("createOrReplaceCatalogItem", "b-1"), ("deleteCatalogItem", "b-1") }));
    }

    [Test]
    public async Task An_assertion_that_fails_lists_what_took_effect()
    {
        await PostAsync("users/update", """{"email":"ada@example.com"}""");

        var missing = Assert.Throws<IterableTestAssertionException>(() => Server.Effects.AssertTookEffect(IterableOperations.UpdateUser, Ada, times: 2));
        var unwanted = Assert.Throws<IterableTestAssertionException>(() => Server.Effects.AssertNoEffect(IterableOperations.UpdateUser, Ada));

        Assert.That(
            (missing!.Message.ReplaceLineEndings("\n"), unwanted!.Message.ReplaceLineEndings("\n")),
            Is.EqualTo((
                "Expected updateUser to take effect on ada@example.com 2 times, found 1.\nTook effect in all:\n  updateUser ada@example.com {\"email\":\"ada@example.com\"}",
                "Expected updateUser to take no effect on ada@example.com.\nTook effect in all:\n  updateUser ada@example.com {\"email\":\"ada@example.com\"}")));
    }

    [Test]
    public async Task Effects_are_forgotten_with_their_requests()
    {
        await PostAsync("users/update", """{"email":"ada@example.com"}""");

        Server.Requests.Clear();

        Assert.That(Server.Effects, Is.Empty);
    }
}
