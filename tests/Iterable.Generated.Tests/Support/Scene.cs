using System.Text;

namespace Iterable.Generated.Tests.Support;

/// <summary>A client of the real operations, a service that answers by a script, and a clock.</summary>
internal sealed class Scene : IDisposable
{
    public const string Key = "4d2f1c0b9a8e7d6c5b4a39281706f5e4";

    private readonly Service _service = new();
    private readonly HttpClient _httpClient;
    private IterableClient? _client;

    public Scene()
    {
        _httpClient = new HttpClient(_service) { Timeout = Timeout.InfiniteTimeSpan };
        Time = new VirtualTime { Jumps = true };
        Options = new IterableClientOptions { ApiKey = Key, TimeProvider = Time, AttemptTimeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>To be changed before the first call.</summary>
    public IterableClientOptions Options { get; }

    public VirtualTime Time { get; }

    public IterableClient Client => _client ??= new IterableClient(Options, _httpClient);

    public HttpClient HttpClient => _httpClient;

    public IReadOnlyList<Sent> Sent => _service.Sent;

    /// <summary>Adds an answer; the last one is given again for every later request.</summary>
    public Scene Answers(int status, string body = "{}", Action<HttpResponseMessage>? change = null) => Answers(_ =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        change?.Invoke(response);
        return Task.FromResult(response);
    });

    public Scene Fails(Exception exception) => Answers(_ => Task.FromException<HttpResponseMessage>(exception));

    public Scene Answers(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _service.Script.Add(answer);
        return this;
    }

    public void Dispose()
    {
        _client?.Dispose();
        _httpClient.Dispose();
    }

    private sealed class Service : HttpMessageHandler
    {
        public List<Func<CancellationToken, Task<HttpResponseMessage>>> Script { get; } = [];

        public List<Sent> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            int number;
            lock (Sent)
            {
                number = Sent.Count;
                Sent.Add(new Sent(request, body, request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value))));
            }

            return Script.Count == 0
                ? new HttpResponseMessage { Content = new StringContent("{}") }
                : await Script[Math.Min(number, Script.Count - 1)](cancellationToken);
        }
    }
}

/// <summary>A request as it arrived.</summary>
internal sealed record Sent(HttpRequestMessage Request, string? Body, IReadOnlyDictionary<string, string> Headers);
