namespace Iterable.Generated.Testing.Tests.Recorded;

/// <summary>Answers to calls that went well, as they were recorded from the service, and the rules behind them.</summary>
public class SuccessTests : ServerTests
{
    private const string Ada = "ada@example.com";

    [TestCase("email/target")]
    [TestCase("push/target")]
    [TestCase("sms/target")]
    [TestCase("inApp/target")]
    [TestCase("webPush/target")]
    [TestCase("whatsApp/target")]
    public async Task A_message_that_is_scheduled_has_an_id_by_which_it_is_cancelled(string path)
    {
        Server.Users.Add(Ada);
        Server.Clock.Stop();
        var campaign = Server.Campaigns.Add();
        var sendAt = Server.Clock.GetUtcNow().AddHours(3).ToString("yyyy-MM-dd HH:mm:ss");

        var answer = await JsonAsync(await PostAsync(path, $$"""{"campaignId":{{campaign}},"recipientEmail":"{{Ada}}","sendAt":"{{sendAt}}"}"""));
        var id = (long)answer["params"]!["scheduledMessageId"]!;
        var cancelled = await PostAsync(path.Replace("target", "cancel"), $$"""{"scheduledMessageId":{{id}}}""");

        Assert.Multiple(() =>
        {
            Assert.That((string?)answer["msg"], Is.EqualTo($"Campaign {campaign} - Scheduled triggered message for: {sendAt} to: {Ada}"));
            Assert.That((string?)answer["code"], Is.EqualTo("Success"));
            Assert.That(cancelled.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(Server.Messages.Single().CancelledAt, Is.Not.Null);
        });
    }

    [Test]
    public async Task An_event_with_an_id_is_confirmed_by_it()
    {
        var answer = await JsonAsync(await PostAsync("events/track", $$"""{"email":"{{Ada}}","eventName":"signedUp","id":"1234"}"""));

        Assert.That(((string?)answer["msg"], (string?)answer["params"]!["id"]), Is.EqualTo(("Event with id: 1234 tracked.", "1234")));
    }

    [Test]
    public async Task A_bulk_update_has_all_its_lists()
    {
        var answer = await JsonAsync(await PostAsync("users/bulkUpdate", $$"""{"users":[{"email":"{{Ada}}"}]}"""));

        Assert.That(answer, Is.EqualTo(JObject.Parse("""
            {
              "successCount": 1, "failCount": 0, "createdFields": [], "filteredOutFields": [], "invalidEmails": [], "invalidUserIds": [], "noOpEmails": [], "noOpUserIds": [],
              "failedUpdates": {
                "conflictEmails": [], "conflictUserIds": [], "forgottenEmails": [], "forgottenUserIds": [], "invalidDataEmails": [], "invalidDataUserIds": [],
                "invalidEmails": [], "invalidUserIds": [], "notFoundEmails": [], "notFoundUserIds": []
              }
            }
            """)).Using<JObject>(SameMembers));
    }

    [Test]
    public async Task Events_in_bulk_have_all_their_lists()
    {
        var answer = await JsonAsync(await PostAsync("events/trackBulk", $$"""{"events":[{"email":"{{Ada}}","eventName":"signedUp"}]}"""));

        Assert.That(answer, Is.EqualTo(JObject.Parse("""
            {
              "successCount": 1, "failCount": 0, "createdFields": [], "filteredOutFields": [], "invalidEmails": [], "invalidUserIds": [], "disallowedEventNames": [],
              "failedUpdates": {
                "forgottenEmails": [], "forgottenUserIds": [], "invalidEmails": [], "invalidUserIds": [], "notFoundEmails": [], "notFoundUserIds": []
              }
            }
            """)).Using<JObject>(SameMembers));
    }

    [Test]
    public async Task What_failed_comes_back_in_lower_case()
    {
        Server.Users.Forget("Bob@Example.com");
        Server.Project.Identity = IterableTestIdentity.Email;
        var list = Server.Lists.Add("Readers");
        var records = """[{"email":"Foo@"},{"email":"BOB@example.com"},{"userId":"U-1"}]""";

        var users = await JsonAsync(await PostAsync("users/bulkUpdate", $$"""{"users":{{records}}}"""));
        var subscribed = await JsonAsync(await PostAsync("lists/subscribe", $$"""{"listId":{{list}},"subscribers":{{records}}}"""));
        var subscriptions = await JsonAsync(await PostAsync("users/bulkUpdateSubscriptions", """{"updateSubscriptionsRequests":[{"email":"CARL@example.com"}]}"""));

        Assert.Multiple(() =>
        {
            Assert.That(users["failedUpdates"]!["invalidEmails"], Is.EqualTo(new JArray("foo@")));
            Assert.That(users["failedUpdates"]!["forgottenEmails"], Is.EqualTo(new JArray("bob@example.com")));
            Assert.That(subscribed["failedUpdates"]!["notFoundUserIds"], Is.EqualTo(new JArray("u-1")));
            Assert.That(subscriptions["invalidEmails"], Is.EqualTo(new JArray("carl@example.com")));
        });
    }

    [Test]
    public async Task An_event_of_a_history_has_its_user_and_its_type()
    {
        Server.Events.Add("signedUp", Ada, dataFields: new { source = "friend" });

        var entry = (JObject)(await GetJsonAsync($"events/{Ada}"))["events"]![0]!;

        Assert.That(entry.Properties().Select(member => member.Name), Is.EquivalentTo(new[] { "email", "eventName", "eventType", "createdAt", "dataFields" }));
        Assert.That(((string?)entry["email"], (string?)entry["eventName"], (string?)entry["eventType"]), Is.EqualTo((Ada, "signedUp", "customEvent")));
    }

    [Test]
    public async Task Lists_experiments_and_snippets_come_newest_first()
    {
        for (var i = 1; i <= 3; i++)
        {
            Server.Lists.Add($"n{i}");
            Server.Experiments.Add(new { name = $"n{i}" });
            Server.Snippets.Add($"n{i}", "text");
        }

        foreach (var path in (string[])["lists", "experiments", "snippets"])
            Assert.That((await GetJsonAsync(path))[path]!.Select(item => (string?)item["name"]), Is.EqualTo(new[] { "n3", "n2", "n1" }), path);
    }

    [Test]
    public async Task Things_say_who_made_them()
    {
        var campaign = Server.Campaigns.Add();
        var template = Server.Templates.Add();
        var upserted = await JsonAsync(await PostAsync("templates/push/upsert", """{"clientTemplateId":"mine"}"""));

        var read = await GetJsonAsync($"campaigns/{campaign}");
        var templates = (await GetJsonAsync("templates"))["templates"]!;

        Assert.Multiple(() =>
        {
            Assert.That((string?)read["createdByUserId"], Is.Not.Empty.And.Not.Null);
            Assert.That((string?)upserted["msg"], Does.Match(@"^Upserted 1 templates with IDs: \d+$"));
            Assert.That(templates.Count(), Is.EqualTo(2));
            Assert.That(templates.All(item => item["creatorUserId"] is not null && item["messageTypeId"] is not null), "templates");
            Assert.That(templates.Any(item => (long)item["templateId"]! == template));
        });
    }

    [Test]
    public async Task An_experiment_has_what_its_own_client_asks_of_it()
    {
        var id = Server.Experiments.Add(new { variants = new[] { new { name = "Short" }, new { name = "Long" } } });

        var experiment = await GetJsonAsync($"experiments/{id}");
        var listed = (await GetJsonAsync("experiments"))["experiments"]![0]!;

        Assert.Multiple(() =>
        {
            Assert.That(listed["author"], Is.Not.Null);
            Assert.That(experiment["sizing"], Is.Not.Null);
            Assert.That(experiment["meta"]!["orgId"], Is.Not.Null);
            Assert.That(experiment["meta"]!["conversionMetrics"], Is.Not.Null);
            Assert.That(experiment["variants"]!.All(variant => variant["value"] is not null && variant["currentPercentage"] is not null));
        });
    }

    [Test]
    public async Task What_has_no_value_is_absent()
    {
        Server.Templates.Add(new { clientTemplateId = "mine" });
        Server.Snippets.Add("footer", "text");

        var entry = (JObject)(await GetJsonAsync("templates/getByClientTemplateId?clientTemplateId=mine"))["templates"]![0]!;
        var snippet = (JObject)(await GetJsonAsync("snippets/footer"))["snippet"]!;
        var deleted = await JsonAsync(await PostAsync("templates/bulkDelete", """{"ids":[]}"""));

        Assert.That((entry.ContainsKey("campaignId"), snippet.ContainsKey("description"), deleted.ContainsKey("failureReason")), Is.EqualTo((false, false, false)));
    }

    [Test]
    public async Task Times_of_catalog_items_and_in_app_templates_are_milliseconds()
    {
        Server.Catalogs.AddItem("books", "b-1", new { });
        var template = Server.Templates.Add(new { messageMedium = "InApp" });

        var item = await GetJsonAsync("catalogs/books/items/b-1");
        var inApp = await GetJsonAsync($"templates/inapp/get?templateId={template}");

        Assert.That((item["lastModified"]!.Type, inApp["createdAt"]!.Type, inApp["updatedAt"]!.Type), Is.EqualTo((JTokenType.Integer, JTokenType.Integer, JTokenType.Integer)));
    }

    [Test]
    public async Task An_in_app_message_says_how_it_is_shown()
    {
        Server.InAppMessages.Add(Ada);
        Server.InAppMessages.Add(Ada, new { content = new { html = "<p>Hello</p>" }, jsonOnly = true });

        var messages = (await GetJsonAsync($"inApp/getMessages?email={Ada}&count=2"))["inAppMessages"]!;

        foreach (var message in messages.Cast<JObject>())
        {
            Assert.That(message.ContainsKey("trigger") && message.ContainsKey("jsonOnly") && message.ContainsKey("messageType") && message.ContainsKey("typeOfContent"));
            Assert.That(((JObject)message["content"]!).ContainsKey("webInAppDisplaySettings"));
        }
    }

    [Test]
    public async Task The_data_of_a_message_is_exported_as_text()
    {
        Server.Messages.Add(Server.Campaigns.Add(), Ada, dataFields: new { total = 3 });

        var row = JObject.Parse(await Http.GetStringAsync("export/data.json?dataTypeName=emailSend&range=All"));

        Assert.That((string?)row["transactionalData"], Is.EqualTo("""{"total":3}"""));
    }

    [Test]
    public async Task An_email_is_shown_to_its_address_on_a_page_that_needs_no_key()
    {
        var template = Server.Templates.Add(new { html = "<p>Your receipt</p>" });
        Server.Users.Add(Ada, userId: "u-1");
        var message = Server.Messages.Add(Server.Campaigns.Add(new { templateId = template }), Ada);
        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Http.BaseAddress };
        plain.DefaultRequestHeaders.Add("Api-Key", Server.ApiKey);

        var led = await plain.GetAsync($"email/viewInBrowser?messageId={message.MessageId}&email={Ada}");
        var page = new Uri(Http.BaseAddress!, led.Headers.Location!);
        using var anyone = new HttpClient();
        var shown = await anyone.GetStringAsync(page);
        var byUserId = await Client.Email.ViewEmailInBrowserAsync(message.MessageId, userId: "u-1");

        Assert.Multiple(() =>
        {
            Assert.That((led.StatusCode, page.AbsolutePath, page.Authority), Is.EqualTo((HttpStatusCode.SeeOther, "/e/viewInBrowser", Http.BaseAddress!.Authority)));
            Assert.That((shown, byUserId), Is.EqualTo(("<p>Your receipt</p>", "<p>Your receipt</p>")));
        });
    }

    [Test]
    public async Task An_email_is_not_shown_to_somebody_else()
    {
        var message = Server.Messages.Add(Server.Campaigns.Add(), Ada);
        Server.Users.Add("bob@example.com");

        await ErrorAsync(await Http.GetAsync($"email/viewInBrowser?messageId={message.MessageId}&email=bob@example.com"), HttpStatusCode.BadRequest, "BadParams");
        Assert.That((await Http.GetAsync(new Uri(Http.BaseAddress!, "/e/viewInBrowser?project=1&messageId=none"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static bool SameMembers(JObject x, JObject y) => JToken.DeepEquals(Ordered(x), Ordered(y));

    private static JToken Ordered(JToken json) => json is JObject item
        ? new JObject(item.Properties().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => new JProperty(member.Name, Ordered(member.Value))))
        : json;
}
