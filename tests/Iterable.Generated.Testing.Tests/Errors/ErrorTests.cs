namespace Iterable.Generated.Testing.Tests;

/// <summary>Each refusal in the shape that the live service gives it.</summary>
public class ErrorTests : ServerTests
{
    [Test]
    public async Task A_missing_key_is_401()
    {
        Http.DefaultRequestHeaders.Remove("Api-Key");

        var body = await ErrorAsync(await Http.GetAsync("lists"), HttpStatusCode.Unauthorized, "BadApiKey");

        Assert.That(body["params"]!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"ip":"127.0.0.1","endpoint":"/api/lists"}"""));
    }

    [Test]
    public async Task An_unknown_key_is_401()
    {
        using var client = new IterableClient(new IterableClientOptions { ApiKey = "no-such-key", BaseAddress = Server.BaseAddress });

        var thrown = await Assert.CatchAsync<IterableException>(() => client.Lists.ListListsAsync());

        Assert.Multiple(() =>
        {
            Assert.That(thrown!.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(thrown.Code?.Value, Is.EqualTo("BadApiKey"));
        });
    }

    [Test]
    public async Task A_revoked_key_is_401()
    {
        Server.Project.ServerKey.Revoke();

        await ErrorAsync(await Http.GetAsync("lists"), HttpStatusCode.Unauthorized, "BadApiKey");
    }

    [Test]
    public async Task The_other_data_center_does_not_know_the_key()
    {
        var options = Server.Project.CreateClientOptions();
        options.BaseAddress = Server.Europe.BaseAddress;
        using var client = new IterableClient(options);

        var thrown = await Assert.CatchAsync<IterableException>(() => client.Lists.ListListsAsync());

        Assert.That((thrown!.StatusCode, thrown.Code?.Value), Is.EqualTo((HttpStatusCode.Unauthorized, "BadApiKey")));
    }

    [TestCase("Api_Key")]
    [TestCase("api-key")]
    public async Task The_name_of_the_header_is_read_leniently(string name)
    {
        Http.DefaultRequestHeaders.Remove("Api-Key");
        Http.DefaultRequestHeaders.TryAddWithoutValidation(name, Server.ApiKey);

        Assert.That((await Http.GetAsync("lists")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_type_of_key_that_may_not_call_an_operation_is_401()
    {
        using var client = Server.CreateClient(IterableKeyType.Mobile);

        var thrown = await Assert.CatchAsync<IterableException>(() => client.Lists.ListListsAsync());

        Assert.That((thrown!.StatusCode, thrown.Code?.Value), Is.EqualTo((HttpStatusCode.Unauthorized, "BadApiKey")));
    }

    [TestCase("GET", "no/such/path")]
    [TestCase("GET", "lists/")]
    [TestCase("DELETE", "lists")]
    [TestCase("GET", "catalogs/books")]
    [TestCase("GET", "templates/inApp/get?templateId=1")]
    public async Task An_unknown_path_or_method_is_404_with_a_page(string method, string path)
    {
        var response = await Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        var page = await response.Content.ReadAsStringAsync();
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
            Assert.That(page, Does.Contain("<title>Action not found</title>"));
        });
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{} {}")]
    [TestCase("name=Ada")]
    public async Task A_body_that_is_no_json_is_400(string body) =>
        await ErrorAsync(await PostAsync("lists", body), HttpStatusCode.BadRequest, "BadJsonBody");

    [Test]
    public async Task A_body_of_another_media_type_is_400()
    {
        var form = new FormUrlEncodedContent([new("name", "Readers")]);

        await ErrorAsync(await Http.PostAsync("lists", form), HttpStatusCode.BadRequest, "BadJsonBody");
    }

    [TestCase("lists", "{}", "obj.name", "String value expected")]
    [TestCase("lists", """{"name":null}""", "obj.name", "String value expected")]
    [TestCase("lists", """{"name":7}""", "obj.name", "String value expected")]
    [TestCase("lists", "[]", "obj", "Object value expected")]
    [TestCase("events/track", """{"email":"ada@example.com"}""", "obj.eventName", "String value expected")]
    [TestCase("events/track", """{"email":"ada@example.com","eventName":"e","createdAt":"today"}""", "obj.createdAt", "Number value expected")]
    [TestCase("events/track", """{"email":"ada@example.com","eventName":"e","dataFields":[]}""", "obj.dataFields", "Object value expected")]
    [TestCase("lists/subscribe", """{"listId":"7","subscribers":[]}""", "obj.listId", "Number value expected")]
    [TestCase("lists/subscribe", """{"listId":7,"subscribers":[{},{"email":1}]}""", "obj.subscribers[1].email", "String value expected")]
    [TestCase("users/bulkUpdate", """{"users":[{"email":"a@example.com"},{"preferUserId":"yes"}]}""", "obj.users[1].preferUserId", "Boolean value expected")]
    [TestCase("users/bulkUpdate", """{"users":{}}""", "obj.users", "Array value expected")]
    [TestCase("commerce/trackPurchase", """{"user":{"email":"a@example.com"},"total":1,"items":[{"id":"1","name":"n","price":"2"}]}""", "obj.items[0].quantity", "Number value expected")]
    public async Task A_member_that_is_missing_or_of_another_type_is_named(string path, string body, string named, string expected)
    {
        var error = await ErrorAsync(await PostAsync(path, body), HttpStatusCode.BadRequest, "BadJsonBody");

        Assert.That(error["params"], Is.EqualTo(new JObject { [named] = expected }));
        Assert.That((string?)error["msg"], Is.EqualTo($"[/api/{path}] Invalid JSON body"));
    }

    [TestCase("campaigns/1/schedule", """{"sendAt":"tomorrow"}""", "sendAt")]
    [TestCase("users/registerDeviceToken", """{"email":"a@example.com","device":{"token":"t","applicationName":"a","platform":"FCM"}}""", "platform")]
    public async Task A_member_of_the_right_type_that_cannot_be_is_named(string path, string body, string named)
    {
        Http.DefaultRequestHeaders.Remove("Api-Key");
        Http.DefaultRequestHeaders.Add("Api-Key", Server.Project.CreateApiKey(path.StartsWith("users") ? IterableKeyType.Mobile : IterableKeyType.Server).Value);

        var error = await ErrorAsync(await PostAsync(path, body), HttpStatusCode.BadRequest, "BadParams");

        Assert.That((string?)error["msg"], Does.Contain(named));
    }

    [TestCase("templates/email/get", "templateId")]
    [TestCase("templates/email/get?templateId=seven", "templateId")]
    [TestCase("events/ada@example.com?limit=201", "limit")]
    [TestCase("events/ada@example.com?limit=0", "limit")]
    [TestCase("inApp/getMessages?count=1", "email or userId")]
    [TestCase("inApp/getMessages?email=ada@example.com", "count")]
    [TestCase("inApp/getMessages?email=ada@example.com&count=1&platform=Symbian", "platform")]
    [TestCase("catalogs/books/items?page=0", "page")]
    [TestCase("campaigns/metrics?campaignId=1&campaignId=x", "campaignId")]
    [TestCase("export/data.json", "dataTypeName")]
    public async Task A_parameter_that_is_missing_or_of_another_type_is_named(string path, string named)
    {
        var error = await ErrorAsync(await Http.GetAsync(path), HttpStatusCode.BadRequest, "BadParams");

        Assert.That((string?)error["msg"], Does.Contain(named));
    }

    [Test]
    public async Task Members_and_parameters_that_are_not_known_pass()
    {
        var response = await PostAsync("users/update?debug=true", """{"email":"ada@example.com","someday":{"a":1}}""");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_unknown_list_is_400_with_the_code_of_success()
    {
        var body = """{"listId":999999999,"subscribers":[{"email":"ada@example.com"}]}""";

        var error = await ErrorAsync(await PostAsync("lists/subscribe", body), HttpStatusCode.BadRequest, "Success");

        Assert.Multiple(() =>
        {
            Assert.That((string?)error["msg"], Is.EqualTo("error.lists.invalidListId(999999999)"));
            Assert.That((long?)error["params"]!["listId"], Is.EqualTo(999999999));
            Assert.That((long?)error["params"]!["projectId"], Is.EqualTo(Server.Project.Id));
        });
    }

    [Test]
    public async Task An_invalid_address_is_400_in_a_single_call() =>
        await ErrorAsync(await PostAsync("users/update", """{"email":"ada"}"""), HttpStatusCode.BadRequest, "InvalidEmailAddressError");

    [Test]
    public async Task A_field_of_another_type_is_400_and_explained()
    {
        Server.Users.Add("ada@example.com", new { age = 36 });

        var error = await ErrorAsync(
            await PostAsync("users/update", """{"email":"bob@example.com","dataFields":{"age":"thirty"}}"""),
            HttpStatusCode.BadRequest,
            "RequestFieldsTypesMismatched");

        var mismatch = error["params"]!["validationErrors"]![$"{Server.Project.Id}:::age"]!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)mismatch["expectedType"], Is.EqualTo("long"));
            Assert.That(mismatch["incomingTypes"], Is.EqualTo(new JArray("string")));
            Assert.That((string?)mismatch["offendingValue"], Is.EqualTo("thirty"));
            Assert.That((string?)mismatch["_type"], Is.EqualTo("UnexpectedType"));
            Assert.That(Server.Users.Find("bob@example.com"), Is.Null, "nothing was written");
        });
    }

    [Test]
    public async Task A_body_of_a_bulk_call_above_four_megabytes_is_refused()
    {
        var user = new JObject { ["email"] = "ada@example.com", ["dataFields"] = new JObject { ["text"] = new string('a', 5_000_000) } };
        var body = new JObject { ["users"] = new JArray(user) };

        await ErrorAsync(await PostAsync("users/bulkUpdate", body.ToString()), HttpStatusCode.BadRequest, "BatchTooLarge");
    }

    [Test]
    public async Task An_address_in_a_path_may_hold_escaped_characters()
    {
        Server.Users.Add("a+b/c%d@example.com");

        var body = await GetJsonAsync("users/a%2Bb%2Fc%25d%40example.com");

        Assert.That((string?)body["user"]!["email"], Is.EqualTo("a+b/c%d@example.com"));
    }
}
