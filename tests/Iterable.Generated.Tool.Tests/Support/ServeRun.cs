using System.Text;
using Iterable.Generated.Tool.Input;

namespace Iterable.Generated.Tool.Tests.Support;

/// <summary><c>itbl serve</c> on free ports, with a client for its address and one for its control address.</summary>
internal sealed class ServeRun : IAsyncDisposable
{
    private readonly ToolRun _run = new();

    private ServeRun()
    {
    }

    public JObject Said { get; private set; } = null!;

    public HttpClient Api { get; private set; } = null!;

    public HttpClient Control { get; } = new();

    public static async Task<ServeRun> StartAsync(params string[] arguments)
    {
        var serve = new ServeRun();
        serve.Said = JObject.Parse(await serve._run.StartAsync(["serve", "--port", "0", "--files-port", "0", "--control-port", "0", "--json", .. arguments]));
        serve.Api = new HttpClient { BaseAddress = new Uri($"{serve.Said["baseAddress"]}/") };
        serve.Api.DefaultRequestHeaders.Add("Api-Key", (string)serve.Said["apiKey"]!);
        serve.Control.BaseAddress = new Uri((string)serve.Said["control"]!);
        return serve;
    }

    public async Task<JObject> GetAsync(string path) => (JObject)JsonFile.Parse(await GetTextAsync(path), path);

    public async Task<string> GetTextAsync(string path)
    {
        using var response = await Api.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(200), $"{path}: {body}");
        return body;
    }

    public Task<HttpResponseMessage> PostAsync(string path, string json) => Api.PostAsync(path, Json(json));

    public Task<HttpResponseMessage> TrackAsync() => PostAsync("events/track", """{"email": "ada@example.com", "eventName": "signedUp"}""");

    /// <summary>Asks the control address, and gives its answer.</summary>
    public async Task<JToken> ControlAsync(HttpMethod method, string path, string? json = null, int status = 200)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : Json(json) };
        using var response = await Control.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), body);
        return JsonFile.Parse(body, path);
    }

    public Task<int> StopAsync() => _run.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        Control.Dispose();
        await _run.DisposeAsync();
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
