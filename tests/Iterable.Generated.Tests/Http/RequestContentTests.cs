namespace Iterable.Generated.Tests.Http;

public class RequestContentTests
{
    private static readonly ApiBaseAddress BaseAddress = ApiBaseAddress.From(own: null, IterableDataCenter.UnitedStates);

    [Test]
    public async Task A_body_goes_out_as_json_with_its_length()
    {
        using var message = new IterableRequest(WidgetsClient.Put).Json(new Widget { Name = "büt" }).CreateMessage(BaseAddress);

        var body = await message.Content!.ReadAsStringAsync();
        Assert.Multiple(() =>
        {
            Assert.That(message.Method, Is.EqualTo(HttpMethod.Put));
            Assert.That(message.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/json"));
            Assert.That(message.Content.Headers.ContentLength, Is.EqualTo(15));
            Assert.That(body, Is.EqualTo("""{"name":"büt"}"""));
        });
    }

    [Test]
    public async Task A_request_can_be_sent_again_with_content_made_anew()
    {
        var request = new IterableRequest(WidgetsClient.Put).Json(new Widget { Name = "bolt" });

        using var first = request.CreateMessage(BaseAddress);
        first.Content!.Dispose();
        using var second = request.CreateMessage(BaseAddress);

        Assert.That(await second.Content!.ReadAsStringAsync(), Is.EqualTo("""{"name":"bolt"}"""));
    }

    [Test]
    public async Task What_is_sent_again_is_what_was_sent_first()
    {
        var widget = new Widget { Name = "bolt" };
        var request = new IterableRequest(WidgetsClient.Put).Json(widget);
        using var first = request.CreateMessage(BaseAddress);

        widget.Name = "nut";
        using var second = request.CreateMessage(BaseAddress);

        Assert.That(await second.Content!.ReadAsStringAsync(), Is.EqualTo("""{"name":"bolt"}"""));
    }

    [Test]
    public async Task The_body_of_a_call_that_has_ended_is_let_go()
    {
        using var scene = new Scene().Answers(200).Answers(400);

        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });
        await scene.Client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" }).FailureAsync();

        foreach (var sent in scene.Sent)
            await Failures.FailureAsync<ObjectDisposedException>(() => sent.Request.Content!.ReadAsStringAsync());
    }

    [Test]
    public void A_required_body_cannot_be_null() =>
        Assert.Throws<ArgumentNullException>(() => new IterableRequest(WidgetsClient.Put).Json(null!));

    [Test]
    public void An_optional_body_can_be_left_out()
    {
        using var message = new IterableRequest(WidgetsClient.Put).OptionalJson(null).CreateMessage(BaseAddress);

        Assert.That(message.Content, Is.Null);
    }

    [Test]
    public async Task A_call_without_a_body_sends_none()
    {
        using var api = new FakeApi();

        await api.Widgets.DropAsync("ada");

        Assert.That(api.Body, Is.Null);
    }

    [Test]
    public async Task Json_is_asked_for_where_json_is_read_and_anything_where_bytes_are()
    {
        using var api = new FakeApi();

        await api.Widgets.FindAsync();
        using var export = await api.Widgets.ExportAsync();

        Assert.That(api.Headers.Select(headers => headers.Accept.ToString()), Is.EqualTo(new[] { "application/json", "*/*" }));
    }
}
