using Newtonsoft.Json;

namespace Iterable.Generated.Testing.Tests;

/// <summary>What bulk calls of every kind have in common.</summary>
public class BulkTests : ServerTests
{
    [Test]
    public async Task The_first_value_of_a_field_decides_its_type_within_a_call_too()
    {
        var mixed = await PostAsync("users/bulkUpdate", """{"users":[{"email":"ada@example.com","dataFields":{"age":36}},{"email":"bob@example.com","dataFields":{"age":"old"}}]}""");
        var fields = await GetJsonAsync("users/getFields");

        var error = (await ErrorAsync(mixed, HttpStatusCode.BadRequest, "RequestFieldsTypesMismatched"))["params"]!["validationErrors"]![$"{Server.Project.Id}:::age"]!;
        Assert.Multiple(() =>
        {
            Assert.That(
                error.ToString(Formatting.None),
                Is.EqualTo("""{"incomingTypes":["string"],"expectedType":"long","category":"user","offendingValue":"old","_type":"UnexpectedType"}"""));
            Assert.That(Server.Users, Is.Empty);
            Assert.That(fields["fields"]!["age"], Is.Null, "A call that fails creates no field.");
        });
    }

    [Test]
    public async Task A_field_that_may_not_be_created_has_no_type_to_be_held_to()
    {
        var answer = await JsonAsync(await PostAsync(
            "users/bulkUpdate",
            """{"createNewFields":false,"users":[{"email":"ada@example.com","dataFields":{"age":36}},{"email":"bob@example.com","dataFields":{"age":"old"}}]}"""));

        Assert.That(((int?)answer["successCount"], (string?)answer["filteredOutFields"]![0]), Is.EqualTo((2, "age")));
    }

    [Test]
    public async Task A_mismatch_tells_each_field_once_with_all_the_types_that_came()
    {
        Server.Users.Add("ada@example.com", new { age = 36, plan = "pro" });

        var answer = await PostAsync(
            "users/bulkUpdate",
            """{"users":[{"email":"a@example.com","dataFields":{"age":"x"}},{"email":"b@example.com","dataFields":{"age":true,"plan":1}},{"email":"c@example.com","dataFields":{"age":"y"}}]}""");

        var errors = (JObject)(await ErrorAsync(answer, HttpStatusCode.BadRequest, "RequestFieldsTypesMismatched"))["params"]!["validationErrors"]!;
        Assert.That(
            errors.Properties().Select(error => (error.Name.Split(":::")[1], error.Value["incomingTypes"]!.ToString(Formatting.None), error.Value["offendingValue"]!.ToString(Formatting.None))),
            Is.EqualTo(new[] { ("age", """["string","boolean"]""", "\"x\""), ("plan", """["long"]""", "1") }));
    }

    [TestCase("users/bulkUpdate", """{"users":[{"email":"ada@example.com","dataFields":{"address":{"zip":?}}}]}""", "address.zip")]
    [TestCase("users/bulkUpdate", """{"users":[{"email":"ada@example.com","dataFields":{"pets":[{"chip":{"id":?}}]}}]}""", "pets.chip.id")]
    [TestCase("commerce/updateCart", """{"user":{"email":"ada@example.com"},"items":[{"id":"b-1","name":"Book","price":1,"quantity":1,"dataFields":{"pages":?}}]}""", "shoppingCartItems.dataFields.pages")]
    public async Task A_field_inside_another_keeps_its_type_as_well(string path, string json, string field)
    {
        await PostAsync(path, json.Replace("?", "75001"));
        var fields = await GetJsonAsync("users/getFields");
        var mismatch = await PostAsync(path, json.Replace("?", "\"F-1\""));

        var errors = (await ErrorAsync(mismatch, HttpStatusCode.BadRequest, "RequestFieldsTypesMismatched"))["params"]!["validationErrors"]!;
        Assert.That((string?)errors[$"{Server.Project.Id}:::{field}"]!["expectedType"], Is.EqualTo("long"));
        Assert.That((string?)fields["fields"]![field], Is.EqualTo("long"));
    }

    [Test]
    public async Task A_field_inside_another_is_left_out_where_it_may_not_be_created()
    {
        Server.Users.Add("ada@example.com", new { address = new { zip = 75001 } });

        var answer = await JsonAsync(await PostAsync("users/bulkUpdate", """{"createNewFields":false,"users":[{"email":"ada@example.com","dataFields":{"address":{"zip":1,"city":"Paris"}}}]}"""));

        Assert.That(answer["filteredOutFields"], Is.EqualTo(new JArray("address.city")));
        Assert.That(Server.Users.Find("ada@example.com")!.DataFields["address"]!.ToString(Formatting.None), Is.EqualTo("""{"zip":1}"""));
    }

    [TestCase("""{"user":{"email":"ada@example.com"},"total":1,"items":[],"dataFields":{"coupon":?}}""")]
    [TestCase("""{"user":{"email":"ada@example.com"},"total":1,"items":[{"id":"b-1","name":"Book","price":1,"quantity":1,"dataFields":{"coupon":?}}]}""")]
    public async Task The_fields_of_purchases_and_their_items_keep_their_types(string json)
    {
        await PostAsync("commerce/trackPurchase", json.Replace("?", "1"));
        Server.Users.Add("bob@example.com", new { coupon = "x" });

        await ErrorAsync(await PostAsync("commerce/trackPurchase", json.Replace("?", "\"x\"")), HttpStatusCode.BadRequest, "RequestFieldsTypesMismatched");

        Assert.That(Server.Purchases.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Events_have_field_types_of_their_own()
    {
        Server.Users.Add("ada@example.com", new { source = 1 });

        var first = await PostAsync("events/trackBulk", """{"events":[{"email":"ada@example.com","eventName":"signedUp","dataFields":{"source":"friend"}},{"email":"ada@example.com","eventName":"left","dataFields":{"source":true}}]}""");
        var second = await PostAsync("events/trackBulk", """{"events":[{"email":"ada@example.com","eventName":"signedUp","dataFields":{"source":2}}]}""");

        Assert.That((int?)(await JsonAsync(first))["successCount"], Is.EqualTo(2));
        var errors = (await ErrorAsync(second, HttpStatusCode.BadRequest, "RequestFieldsTypesMismatched"))["params"]!["validationErrors"]!;
        Assert.That((string?)errors["signedUp:::source"]!["expectedType"], Is.EqualTo("string"));
    }

    [TestCase("users/bulkUpdate", """{"users":[{"email":"ada@example.com"}]}""")]
    [TestCase("events/trackBulk", """{"events":[{"email":"ada@example.com","eventName":"signedUp"}]}""")]
    [TestCase("lists/subscribe", """{"listId":1,"subscribers":[{"email":"ada@example.com"}]}""")]
    [TestCase("lists/unsubscribe", """{"listId":1,"subscribers":[{"email":"ada@example.com"}]}""")]
    [TestCase("users/bulkUpdateSubscriptions", """{"updateSubscriptionsRequests":[{"email":"ada@example.com"}]}""")]
    [TestCase("catalogs/books/items", """{"documents":{"b-1":{"title":"Notes"}},"replaceUploadedFieldsOnly":false}""")]
    public async Task A_body_above_the_limit_is_refused_whatever_it_has(string path, string body)
    {
        Server.Catalogs.Add("books");
        Server.Project.MaxBulkBytes = body.Length - 1;

        await ErrorAsync(await PostAsync(path, body), HttpStatusCode.BadRequest, "BatchTooLarge");

        Assert.That((Server.Users.Count, Server.Effects.Count()), Is.EqualTo((0, 0)));
    }

    [TestCase("users/bulkUpdate", """{"users":[{"email":"bob@example.com"},{"dataFields":{}}]}""")]
    [TestCase("events/trackBulk", """{"events":[{"email":"bob@example.com","eventName":"a"},{"eventName":"b"}]}""")]
    [TestCase("lists/subscribe", """{"listId":0,"subscribers":[{"email":"bob@example.com"},{"userId":""}]}""")]
    [TestCase("lists/unsubscribe", """{"listId":0,"subscribers":[{"email":"ada@example.com"},{}]}""")]
    [TestCase("users/bulkUpdateSubscriptions", """{"updateSubscriptionsRequests":[{"email":"ada@example.com","emailListIds":[]},{}]}""")]
    public async Task A_record_that_names_nobody_fails_its_call_before_any_of_it_takes_effect(string path, string body)
    {
        var list = Server.Lists.Add("Readers", "ada@example.com");

        await ErrorAsync(await PostAsync(path, body.Replace("0", $"{list}")), HttpStatusCode.BadRequest, "BadParams");

        Assert.That((Server.Events.Count(), Server.Effects.Count()), Is.EqualTo((0, 0)));
        Assert.That(Server.Users.Select(user => user.Email), Is.EqualTo(new[] { "ada@example.com" }));
        Server.Lists.AssertMember(list, "ada@example.com");
    }

    [TestCase("{}")]
    [TestCase("""{"email":"bob@example.com","userId":"u-1"}""")]
    [TestCase("""{"email":"bob@example.com","emailListIds":[0]}""")]
    public async Task A_call_that_is_refused_leaves_the_failures_that_were_ordered_for_another(string record)
    {
        Server.Users.Add("ada@example.com");
        Server.Users.Add("bob@example.com");
        Server.Users.AddByUserId("u-1");
        Server.Subscriptions.FailInside("ada@example.com");

        var refused = await PostAsync("users/bulkUpdateSubscriptions", $$"""{"updateSubscriptionsRequests":[{"email":"ada@example.com"},{{record}}]}""");
        var answer = await JsonAsync(await PostAsync("users/bulkUpdateSubscriptions", """{"updateSubscriptionsRequests":[{"email":"ada@example.com"}]}"""));

        Assert.That((int)refused.StatusCode, Is.InRange(400, 499));
        Assert.That(answer["validEmailFailures"], Is.EqualTo(new JArray("ada@example.com")));
    }

    [Test]
    public async Task A_gateway_that_takes_less_is_ordered_as_a_fault()
    {
        Server.Faults.For(IterableOperations.BulkUpdateUsers).When(call => call.Body.Length > 40).Always().RespondHtml(HttpStatusCode.RequestEntityTooLarge);

        var large = await PostAsync("users/bulkUpdate", """{"users":[{"email":"ada@example.com"},{"email":"bob@example.com"}]}""");
        var small = await PostAsync("users/bulkUpdate", """{"users":[{"email":"ada@example.com"}]}""");

        Assert.That((large.StatusCode, small.StatusCode), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.OK)));
    }

    [Test]
    public async Task Data_that_is_refused_is_listed_under_its_user()
    {
        Server.Users.RefuseDataInBulk("Ada@example.com");
        Server.Users.RefuseDataInBulk("u-1", times: 1);
        var list = Server.Lists.Add("Readers");

        var users = await JsonAsync(await PostAsync("users/bulkUpdate", """{"users":[{"email":"ada@example.com"},{"userId":"u-1"},{"email":"bob@example.com"}]}"""));
        var subscribed = await JsonAsync(await PostAsync("lists/subscribe", $$"""{"listId":{{list}},"subscribers":[{"email":"ada@example.com"},{"userId":"u-1"}]}"""));

        Assert.Multiple(() =>
        {
            Assert.That(((int?)users["successCount"], (int?)users["failCount"]), Is.EqualTo((1, 2)));
            Assert.That(users["failedUpdates"]!["invalidDataEmails"], Is.EqualTo(new JArray("ada@example.com")));
            Assert.That(users["failedUpdates"]!["invalidDataUserIds"], Is.EqualTo(new JArray("u-1")));
            Assert.That(subscribed["failedUpdates"]!["invalidDataEmails"], Is.EqualTo(new JArray("ada@example.com")));
            Assert.That((int?)subscribed["successCount"], Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Older_lists_have_all_users_that_failed_and_events_of_users_not_found()
    {
        Server.Users.Add("bob@example.com");
        Server.Users.AddByUserId("u-1");
        Server.Users.Forget("gone@example.com");
        var users = await JsonAsync(await PostAsync("users/bulkUpdate", """{"users":[{"email":"gone@example.com"},{"userId":"u-1","dataFields":{"email":"bob@example.com"}}]}"""));
        Server.Project.Identity = IterableTestIdentity.Email;
        var events = await JsonAsync(await PostAsync("events/trackBulk", """{"events":[{"userId":"u-9","eventName":"signedUp"},{"email":"gone@example.com","eventName":"signedUp"}]}"""));

        Assert.Multiple(() =>
        {
            Assert.That((users["invalidEmails"], users["invalidUserIds"]), Is.EqualTo((new JArray("gone@example.com"), new JArray("u-1"))));
            Assert.That(users["failedUpdates"]!["conflictEmails"], Is.EqualTo(new JArray("bob@example.com")));
            Assert.That((events["invalidEmails"], events["invalidUserIds"]), Is.EqualTo((new JArray(), new JArray("u-9"))));
        });
    }

    [Test]
    public async Task A_failure_without_a_name_is_counted_and_not_listed()
    {
        Server.Users.FailUnnamedInBulk("ada@example.com");

        var users = await JsonAsync(await PostAsync("users/bulkUpdate", """{"users":[{"email":"ada@example.com"},{"email":"bob@example.com"}]}"""));
        var events = await JsonAsync(await PostAsync("events/trackBulk", """{"events":[{"email":"ada@example.com","eventName":"signedUp"}]}"""));

        Assert.Multiple(() =>
        {
            Assert.That(((int?)users["successCount"], (int?)users["failCount"], (int?)events["failCount"]), Is.EqualTo((1, 1, 1)));
            Assert.That(users["failedUpdates"]!.Concat(events["failedUpdates"]!).SelectMany(list => list.First!), Is.Empty);
            Server.Users.AssertNotExists("ada@example.com");
        });
    }
}
