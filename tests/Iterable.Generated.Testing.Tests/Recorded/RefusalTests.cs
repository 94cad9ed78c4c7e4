namespace Iterable.Generated.Testing.Tests.Recorded;

/// <summary>Refusals, with status, code and wording as they were recorded from the service, and the rules behind them.</summary>
public class RefusalTests : ServerTests
{
    private const string Ada = "ada@example.com";

    [TestCase("email/target", """{"campaignId":7,"recipientEmail":"foo@"}""", "foo@")]
    [TestCase("sms/target", """{"campaignId":7,"recipientEmail":""}""", "")]
    [TestCase("whatsApp/target", """{"campaignId":7,"recipientEmail":"@foo.example"}""", "@foo.example")]
    [TestCase("email/cancel", """{"campaignId":7,"email":"foo@"}""", "foo@")]
    [TestCase("push/cancel", """{"campaignId":7,"email":"foo bar@example.com"}""", "foo bar@example.com")]
    [TestCase("users/update", """{"email":"foo@"}""", "foo@")]
    [TestCase("users/update", """{"email":"","userId":"u-1"}""", "")]
    [TestCase("users/updateEmail", """{"currentEmail":"foo@","newEmail":"ada@example.com"}""", "foo@")]
    [TestCase("users/updateEmail", """{"currentEmail":"ada@example.com","newEmail":"bar@"}""", "bar@")]
    [TestCase("users/merge", """{"sourceEmail":"foo@","destinationEmail":"ada@example.com"}""", "foo@")]
    [TestCase("users/updateSubscriptions", """{"email":"foo@"}""", "foo@")]
    [TestCase("events/track", """{"email":"foo@","eventName":"signedUp"}""", "foo@")]
    [TestCase("commerce/trackPurchase", """{"user":{"email":"foo@"},"total":1,"items":[]}""", "foo@")]
    [TestCase("workflows/triggerWorkflow", """{"workflowId":7,"email":"foo@"}""", "foo@")]
    public async Task An_address_without_a_domain_is_no_address(string path, string body, string named)
    {
        Server.Users.Add(Ada);

        var error = await ErrorAsync(await PostAsync(path, body), HttpStatusCode.BadRequest, "InvalidEmailAddressError");

        Assert.That((string?)error["msg"], Is.EqualTo($"Invalid email: {named}"));
    }

    [Test]
    public async Task A_device_is_not_registered_for_an_address_without_a_domain()
    {
        Http.DefaultRequestHeaders.Remove("Api-Key");
        Http.DefaultRequestHeaders.Add("Api-Key", Server.Project.CreateApiKey(IterableKeyType.Mobile).Value);
        var body = """{"email":"foo@","device":{"token":"t","applicationName":"a","platform":"APNS"}}""";

        var error = await ErrorAsync(await PostAsync("users/registerDeviceToken", body), HttpStatusCode.BadRequest, "InvalidEmailAddressError");

        Assert.That((string?)error["msg"], Is.EqualTo("Invalid email: foo@"));
    }

    [TestCase("GET", "users/foo@")]
    [TestCase("DELETE", "users/foo@")]
    [TestCase("GET", "users/getByEmail?email=bar@")]
    [TestCase("GET", "events/foo@")]
    [TestCase("GET", "users/getSentMessages?email=")]
    [TestCase("GET", "inApp/getMessages?count=1&email=foo")]
    [TestCase("GET", "export/userEvents?email=foo@")]
    [TestCase("PATCH", "subscriptions/emailList/1/user/foo@")]
    public async Task Nor_is_one_in_the_path_or_the_query(string method, string path)
    {
        var refused = await Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "PATCH" ? new StringContent("{}", null, "application/json") : null });

        await ErrorAsync(refused, HttpStatusCode.BadRequest, "InvalidEmailAddressError");
    }

    [TestCase("events/track", """{"eventName":"signedUp"}""", "Either email or userId must be specified in a track call")]
    [TestCase("users/update", """{"dataFields":{}}""", "Either email or userId must be specified")]
    [TestCase("email/target", """{"campaignId":7}""", "Either recipientEmail or recipientUserId must be specified")]
    public async Task A_call_that_names_nobody_is_refused(string path, string body, string message)
    {
        var error = await ErrorAsync(await PostAsync(path, body), HttpStatusCode.BadRequest, "BadParams");

        Assert.That((string?)error["msg"], Is.EqualTo(message));
    }

    [Test]
    public async Task A_journey_is_triggered_for_a_user_or_a_list()
    {
        var error = await ErrorAsync(
            await PostAsync("workflows/triggerWorkflow", $$"""{"workflowId":{{Server.Journeys.Add()}}}"""), HttpStatusCode.BadRequest, "GenericError");

        Assert.That((string?)error["msg"], Is.EqualTo("Must provide either an email or list id"));
    }

    [TestCase(0)]
    [TestCase(987654)]
    public async Task A_journey_that_is_not_there_is_not_triggered(long id)
    {
        Server.Users.Add(Ada);

        Assert.That(
            (await PostAsync("workflows/triggerWorkflow", $$"""{"workflowId":{{id}},"email":"{{Ada}}"}""")).StatusCode,
            Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("email/target", """{"campaignId":"","recipientEmail":"ada@example.com"}""", "obj.campaignId")]
    [TestCase("events/track", """{"email":"ada@example.com","eventName":null}""", "obj.eventName")]
    [TestCase("lists", "{}", "obj.name")]
    [TestCase("inApp/target", """{"campaignId":true,"recipientEmail":"ada@example.com"}""", "obj.campaignId")]
    public async Task A_member_of_another_type_makes_a_bad_body(string path, string body, string named)
    {
        var error = await ErrorAsync(await PostAsync(path, body), HttpStatusCode.BadRequest, "BadJsonBody");

        Assert.That(((string?)error["msg"], ((JObject)error["params"]!).ContainsKey(named)), Is.EqualTo(($"[/api/{path}] Invalid JSON body", true)));
    }

    [TestCase("email/target")]
    [TestCase("push/target")]
    [TestCase("sms/target")]
    [TestCase("inApp/target")]
    [TestCase("webPush/target")]
    [TestCase("whatsApp/target")]
    public async Task An_unknown_campaign_sends_nothing(string path)
    {
        Server.Users.Add(Ada);

        var error = await ErrorAsync(
            await PostAsync(path, $$"""{"campaignId":42,"recipientEmail":"{{Ada}}"}"""), HttpStatusCode.BadRequest, "BadParams");

        Assert.That((string?)error["msg"], Is.EqualTo("Invalid campaignId"));
    }

    [TestCase("email")]
    [TestCase("push")]
    [TestCase("sms")]
    [TestCase("inapp")]
    [TestCase("embedded")]
    public async Task An_unknown_template_is_neither_read_nor_written(string medium)
    {
        var read = await ErrorAsync(await Http.GetAsync($"templates/{medium}/get?templateId=42"), HttpStatusCode.BadRequest, "BadParams");
        var written = await ErrorAsync(await PostAsync($"templates/{medium}/update", """{"templateId":43}"""), HttpStatusCode.BadRequest, "BadParams");

        Assert.That((string?)read["msg"], Is.EqualTo("Template ID: 42 does not exist for this project"));
        Assert.That((string?)written["msg"], Is.EqualTo("Template ID: 43 does not exist for this project"));
    }

    [Test]
    public async Task An_unknown_list_is_not_deleted()
    {
        var error = await ErrorAsync(await Http.DeleteAsync("lists/42"), HttpStatusCode.BadRequest, "BadParams");

        Assert.That((string?)error["msg"], Is.EqualTo($"Unable to delete list 42 in Project {Server.Project.Id}, which does not exist."));
    }

    [TestCase("users/byUserId/42", "No users with userId 42 exist")]
    [TestCase("users/bob@example.com", "No users with email bob@example.com exist")]
    public async Task An_unknown_user_is_not_deleted(string path, string message)
    {
        var error = await ErrorAsync(await Http.DeleteAsync(path), HttpStatusCode.BadRequest, "BadParams");

        Assert.That((string?)error["msg"], Is.EqualTo(message));
    }

    [Test]
    public async Task An_unknown_user_id_can_be_refused_in_plain_text()
    {
        Server.Project.UnknownUsers = IterableTestUnknownUsers.Refused;

        var refused = await Http.GetAsync("users/byUserId/42");

        Assert.That(
            (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType, await refused.Content.ReadAsStringAsync()),
            Is.EqualTo((HttpStatusCode.BadRequest, "text/plain", "No user with that id exists!")));
    }

    [TestCase("users/bob@example.com")]
    [TestCase("users/getByEmail?email=bob@example.com")]
    [TestCase("events/bob@example.com")]
    public async Task An_unknown_address_can_be_refused_or_answered_with_nobody(string path)
    {
        var nobody = await GetJsonAsync(path);
        Server.Project.UnknownUsers = IterableTestUnknownUsers.Refused;
        var refused = await JsonAsync(await Http.GetAsync(path));

        Assert.That(nobody.ContainsKey("user"), Is.False);
        Assert.That((string?)refused["msg"], Does.StartWith("No user exists"));
    }

    [Test]
    public async Task An_email_is_not_shown_to_a_user_who_is_not_there()
    {
        var message = Server.Messages.Add(Server.Campaigns.Add(), Ada);

        var error = await ErrorAsync(
            await Http.GetAsync($"email/viewInBrowser?messageId={message.MessageId}&userId=12345"), HttpStatusCode.BadRequest, "UnknownUserIdError");

        Assert.That((string?)error["msg"], Is.EqualTo("No user exists with userId 12345"));
    }

    [TestCase("email/cancel")]
    [TestCase("sms/cancel")]
    [TestCase("push/cancel")]
    [TestCase("webPush/cancel")]
    [TestCase("whatsApp/cancel")]
    [TestCase("inApp/cancel")]
    public async Task What_is_not_scheduled_is_not_cancelled(string path)
    {
        Server.Messages.Add(7, Ada);

        foreach (var body in (string[])[$$"""{"campaignId":7,"email":"{{Ada}}"}""", """{"scheduledMessageId":123}"""])
        {
            var error = await ErrorAsync(await PostAsync(path, body), HttpStatusCode.BadRequest, "BadParams");
            Assert.That((string?)error["msg"], Is.EqualTo("No scheduled messages found- Invalid email and campaignId combination"));
        }
    }

    [TestCase("GET")]
    [TestCase("DELETE")]
    public async Task A_metadata_key_that_is_not_there_is_not_found(string method)
    {
        Server.Metadata.Set("cities", "paris", new { });

        var error = await ErrorAsync(await Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "metadata/cities/rome")), HttpStatusCode.NotFound, "NotFound");

        Assert.That((string?)error["msg"], Is.EqualTo("No metadata found in table cities with key rome"));
    }

    [TestCase("GET", "catalogs/films/items")]
    [TestCase("GET", "catalogs/films/items/f-1")]
    [TestCase("GET", "catalogs/films/fieldMappings")]
    [TestCase("DELETE", "catalogs/films")]
    public async Task An_unknown_catalog_has_an_envelope_of_its_own(string method, string path)
    {
        var error = await NoCatalogAsync(await Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)));

        Assert.That(error.ContainsKey("message") && error.ContainsKey("data"));
    }

    [TestCase("mobile", "channels", "Mobile")]
    [TestCase("server", "users/registerDeviceToken", "ServerSide")]
    [TestCase("read-only", "users/update", "ReadOnly")]
    [TestCase("javascript", "users/bulkUpdate", "JavaScript")]
    [TestCase("fine-grained", "users/update", "FineGrained")]
    public async Task A_key_of_the_wrong_type_is_401(string type, string path, string name)
    {
        var key = Server.Project.CreateApiKey(type);
        Http.DefaultRequestHeaders.Remove("Api-Key");
        Http.DefaultRequestHeaders.Add("Api-Key", key.Value);

        var error = await ErrorAsync(
            path == "channels" ? await Http.GetAsync(path) : await PostAsync(path, "{}"), HttpStatusCode.Unauthorized, "BadApiKey");

        Assert.That((string?)error["msg"], Is.EqualTo("Disabled API key or insufficient privileges"));
        Assert.That(error["params"], Is.EqualTo(JObject.FromObject(new { ip = "127.0.0.1", endpoint = "/api/" + path, apiKeyIdentifier = key.Identifier, apiKeyType = name })));
        Assert.That(error.ToString(), Does.Not.Contain(key.Value));
    }

    [TestCase("[]")]
    [TestCase("[ ]")]
    public async Task A_campaign_for_no_list_at_all_is_refused(string lists)
    {
        var body = $$"""{"name":"Sale","templateId":{{Server.Templates.Add()}},"listIds":{{lists}}}""";

        var error = await ErrorAsync(await PostAsync("campaigns/create", body), HttpStatusCode.BadRequest, "BadParams");

        Assert.That((string?)error["msg"], Is.EqualTo("The listIds field must be specified"));
    }

    [Test]
    public async Task A_refusal_has_an_id_for_support_and_a_success_has_none()
    {
        var refused = await Http.DeleteAsync("lists/42");
        var listed = await Http.GetAsync("lists");

        Assert.That(refused.Headers.GetValues("Iterable-Request-Id").Single(), Is.EqualTo(Server.Requests.First().RequestId).And.Not.Empty);
        Assert.That(listed.Headers.Contains("Iterable-Request-Id"), Is.False);
    }
}
