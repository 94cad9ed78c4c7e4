namespace Iterable.Generated.Tests.Models;

/// <summary>Lists, dictionaries and free-form objects of requests: there, empty, and sent when somebody has said something with them.</summary>
public class RequestMemberTests
{
    [Test]
    public void A_list_is_there_and_can_be_filled()
    {
        var request = new UpdateSubscriptionsRequest { EmailListIds = { 1 } };
        request.UnsubscribedChannelIds.Add(2);

        Assert.That(request.ToJson(), Is.EqualTo("""{"emailListIds":[1],"unsubscribedChannelIds":[2]}"""));
    }

    [Test]
    public void What_was_only_looked_at_is_not_sent()
    {
        var request = new UpdateSubscriptionsRequest { Email = "ada@example.com" };
        var user = new UserUpdateRequest { UserId = "u-1" };

        Assert.That(request.EmailListIds, Is.Empty);
        Assert.That(user.DataFields, Is.Empty);
        Assert.That(request.ToJson(), Is.EqualTo("""{"email":"ada@example.com"}"""));
        Assert.That(user.ToJson(), Is.EqualTo("""{"userId":"u-1"}"""));
    }

    [Test]
    public void An_empty_list_that_was_set_is_sent_since_it_clears_what_is_there()
    {
        var request = new UpdateSubscriptionsRequest { EmailListIds = [], UnsubscribedChannelIds = [] };
        request.UnsubscribedChannelIds = null;

        Assert.That(request.ToJson(), Is.EqualTo("""{"emailListIds":[]}"""));
        Assert.That(request.UnsubscribedChannelIds, Is.Empty);
    }

    [Test]
    public void An_empty_object_that_was_set_is_sent() =>
        Assert.That(new UserUpdateRequest { DataFields = [] }.ToJson(), Is.EqualTo("""{"dataFields":{}}"""));

    [TestCase("{}")]
    [TestCase("""{"listId":3}""")]
    [TestCase("""{"subscribers":[]}""")]
    public void A_request_that_was_read_is_written_as_it_was_though_it_lacks_something(string json)
    {
        var request = IterableModel.FromJson<SubscribeRequest>(json);

        Assert.That(request.Subscribers, Is.Empty);
        Assert.That(request.ToJson(), Is.EqualTo(json));
        Assert.That(System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonSerializer.Deserialize<SubscribeRequest>(json)), Is.EqualTo(json));
        Assert.That(JsonConvert.SerializeObject(JsonConvert.DeserializeObject<SubscribeRequest>(json)), Is.EqualTo(json));
    }

    [Test]
    public void What_was_read_as_null_can_be_set()
    {
        var request = IterableModel.FromJson<SubscribeRequest>("""{"listId":null,"subscribers":null,"updateExistingUsersOnly":null}""");

        request.ListId = 4;
        request.Subscribers.Add(new Subscriber { UserId = "u-1" });

        Assert.That(request.ToJson(), Is.EqualTo("""{"listId":4,"subscribers":[{"userId":"u-1"}],"updateExistingUsersOnly":null}"""));
    }

    [Test]
    public void What_was_read_as_something_else_is_told_by_its_name_when_it_was_set_too()
    {
        var request = IterableModel.FromJson<SubscribeRequest>("""{"listId":"x","subscribers":[]}""");
        request.ListId = 4;

        var error = Assert.Throws<InvalidOperationException>(() => request.ToJson());

        Assert.That(error!.Message, Does.Contain("AdditionalProperties of a SubscribeRequest holds listId, which its property of that name sends already"));
    }

    [Test]
    public async Task A_gap_that_was_made_later_is_not_sent()
    {
        using var api = new FakeApi();
        var list = new SubscribeRequest(1, []);
        var items = new BulkUpdateCatalogItemsRequest(new Dictionary<string, JObject>(), true);
        list.Subscribers.Add(null!);
        items.Documents["b-1"] = null!;

        Assert.That((await api.Widgets.PutAsync(list).FailureAsync<ArgumentException>()).Message, Does.Contain("SubscribeRequest.Subscribers holds a null"));
        Assert.That((await api.Widgets.PutAsync(items).FailureAsync<ArgumentException>()).Message, Does.Contain("BulkUpdateCatalogItemsRequest.Documents holds a null"));
        Assert.That(api.Addresses, Is.Empty);
    }

    [TestCase("""{"subscribers":[]}""", "SubscribeRequest.ListId is required")]
    [TestCase("""{"listId":3}""", "SubscribeRequest.Subscribers is required")]
    public async Task A_request_that_was_read_without_what_it_requires_is_not_sent(string json, string message)
    {
        using var api = new FakeApi();

        var error = await api.Widgets.PutAsync(IterableModel.FromJson<SubscribeRequest>(json)).FailureAsync<ArgumentException>();

        Assert.That(error.Message, Does.Contain(message));
        Assert.That(api.Addresses, Is.Empty);
    }

    [Test]
    public void What_was_read_of_a_type_that_travels_both_ways_may_lack_what_a_request_requires()
    {
        var template = IterableModel.FromJson<PushTemplate>("""{"title":"Hello"}""");

        Assert.That(template.TemplateId, Is.Zero);
        Assert.That(template.Buttons, Is.Empty);
        Assert.That(template.ToJson(), Is.EqualTo("""{"title":"Hello"}"""));
    }
}
