using System.Text;

namespace Iterable.Generated.Testing.Tests;

/// <summary>Tests that talk to a server of their own, through the client and through bare HTTP.</summary>
public abstract class ServerTests
{
    protected IterableTestServer Server { get; private set; } = null!;

    protected IterableClient Client { get; private set; } = null!;

    /// <summary>Sends what the client would not.</summary>
    protected HttpClient Http { get; private set; } = null!;

    protected virtual IterableTestServerOptions Options => new();

    [SetUp]
    public async Task StartServer()
    {
        Server = await IterableTestServer.StartAsync(Options);
        Client = Server.CreateClient();
        Http = new HttpClient { BaseAddress = new Uri(Server.BaseAddress + "/") };
        Http.DefaultRequestHeaders.Add("Api-Key", Server.ApiKey);
    }

    [TearDown]
    public async Task StopServer()
    {
        Client.Dispose();
        Http.Dispose();
        await Server.DisposeAsync();
    }

    protected Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    protected async Task<JObject> GetJsonAsync(string path) => JObject.Parse(await Http.GetStringAsync(path));

    protected static async Task<JObject> JsonAsync(HttpResponseMessage response) => JObject.Parse(await response.Content.ReadAsStringAsync());

    /// <summary>The envelope of an error, and that its status is as expected.</summary>
    protected static async Task<JObject> ErrorAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var body = await JsonAsync(response);
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(status), body.ToString());
            Assert.That((string?)body["code"], Is.EqualTo(code));
            Assert.That(body.ContainsKey("msg") && body.ContainsKey("params"), "an envelope has msg, code and params");
        });
        return body;
    }

    /// <summary>The envelope that catalogs have of their own, and that it says that there is no such catalog.</summary>
    protected static async Task<JObject> NoCatalogAsync(HttpResponseMessage response)
    {
        var body = await JsonAsync(response);
        Assert.That(
            (response.StatusCode, (string?)body["error"], (string?)body["code"]),
            Is.EqualTo((HttpStatusCode.NotFound, "NotFound", "error.catalogs.notFound")));
        return body;
    }
}
