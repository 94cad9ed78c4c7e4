using RichardSzalay.MockHttp;

namespace Iterable.Generated.Tests.Authentication;

public class ApiKeyTests
{
    [Test]
    public async Task The_key_goes_out_in_its_header_and_nowhere_else()
    {
        using var api = new FakeApi();

        await api.Widgets.PutAsync(new Widget { Name = "bolt" });

        Assert.Multiple(() =>
        {
            Assert.That(api.Headers[0].GetValues("Api-Key"), Is.EqualTo(new[] { FakeApi.Key }));
            Assert.That(api.Headers[0].Where(header => header.Key != "Api-Key").SelectMany(header => header.Value), Has.None.Contains(FakeApi.Key));
            Assert.That(api.Address, Does.Not.Contain(FakeApi.Key));
            Assert.That(api.Body, Does.Not.Contain(FakeApi.Key));
        });
    }

    [Test]
    public async Task A_key_of_any_printable_characters_goes_out_as_it_is()
    {
        var key = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c));
        using var scene = new Scene();
        scene.Options.ApiKey = key;

        await scene.Client.Lists.ListListsAsync();

        Assert.That(scene.Sent[0].Headers["Api-Key"], Is.EqualTo(key));
    }

    [Test]
    public void Processes_of_other_versions_count_a_key_under_the_same_name() =>
        Assert.That(ApiKey.Fingerprint("4d2f1c0b9a8e7d6c5b4a39281706f5e4"), Is.EqualTo("ec32eed99d23225b"));

    [TestCase("https://api.iterable.com/api/widgets", 1)]
    [TestCase("https://api.eu.iterable.com/api/widgets", 0)]
    [TestCase("https://evil.example/api/widgets", 0)]
    [TestCase("http://api.iterable.com/api/widgets", 0)]
    public async Task The_key_goes_to_the_address_of_the_client_only(string address, int keys)
    {
        using var http = new MockHttpMessageHandler();
        var sent = 0;
        http.When("*").Respond(request =>
        {
            sent = request.Headers.TryGetValues("Api-Key", out var values) ? values.Count() : 0;
            return new HttpResponseMessage();
        });
        using var invoker = new HttpMessageInvoker(
            new AuthenticationHandler(ApiBaseAddress.From(own: null, IterableDataCenter.UnitedStates), new ApiKeySource(FakeApi.Key, provider: null), tokens: null) { InnerHandler = http });
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Api-Key", FakeApi.Key);

        using var response = await invoker.SendAsync(request, CancellationToken.None);

        Assert.That(sent, Is.EqualTo(keys));
    }

    [Test]
    public void Connections_of_our_own_do_not_follow_redirects()
    {
        using var handler = OwnTransport.Create();

        Assert.That(handler.GetType().GetProperty("AllowAutoRedirect")!.GetValue(handler), Is.False);
    }

    [TestCase(null, "is empty")]
    [TestCase("", "is empty")]
    [TestCase(" 4d2f1c0b", "a space at position 1 of 9")]
    [TestCase("4d2f 1c0b", "a space at position 5 of 9")]
    [TestCase("4d2f1c0b\n", "a line break at position 9 of 9")]
    [TestCase("4d2f1c0b\r\nX-Other: 1", "a line break")]
    [TestCase("4d2f\u00001c0b", "a control character")]
    [TestCase("4d2f1c0ä", "a character outside ASCII")]
    public void A_key_that_cannot_be_one_is_refused_without_being_repeated(string? key, string reason)
    {
        var error = Assert.Throws<ArgumentException>(() => new IterableClient(new IterableClientOptions { ApiKey = key! }))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.ParamName, Is.EqualTo("options"));
            Assert.That(error.Message, Does.Contain("ApiKey").And.Contain(reason));
            Assert.That(error.ToString(), Does.Not.Contain("4d2f").And.Not.Contain("1c0"));
        });
    }
}
