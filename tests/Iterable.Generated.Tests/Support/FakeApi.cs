using System.Net.Http.Headers;
using System.Text;

namespace Iterable.Generated.Tests.Support;

/// <summary>The service as a function from a request to an answer, with a client of it. It remembers what it was sent.</summary>
internal sealed class FakeApi : IDisposable
{
    public const string Key = "4d2f1c0b9a8e7d6c5b4a39281706f5e4";

    private readonly Handler _handler = new();
    private readonly ClientComposition _client;

    public FakeApi(IterableClientOptions? options = null)
    {
        HttpClient = new HttpClient(_handler);
        _client = new ClientComposition(options ?? new IterableClientOptions { ApiKey = Key, Retry = { MaxRetries = 0 } });
        Widgets = new WidgetsClient(_client.CreateInvoker(HttpClient));
    }

    public HttpClient HttpClient { get; }

    public WidgetsClient Widgets { get; }

    /// <summary>The addresses asked for, as they stood on the request line.</summary>
    public List<string> Addresses => _handler.Addresses;

    /// <summary>The bodies sent, one for each address.</summary>
    public List<string?> Bodies => _handler.Bodies;

    public List<HttpRequestHeaders> Headers => _handler.Headers;

    public string Address => Addresses.Single();

    public string? Body => Bodies.Single();

    public FakeApi Answers(string body, HttpStatusCode status = HttpStatusCode.OK, string mediaType = "application/json") =>
        Answers(() => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) });

    public FakeApi Answers(Func<HttpResponseMessage> answer) => Answers((_, _) => Task.FromResult(answer()));

    public FakeApi Answers(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _handler.Answer = answer;
        return this;
    }

    public void Dispose()
    {
        _client.Dispose();
        HttpClient.Dispose();
    }

    private sealed class Handler : HttpMessageHandler
    {
        public List<string> Addresses { get; } = [];

        public List<string?> Bodies { get; } = [];

        public List<HttpRequestHeaders> Headers { get; } = [];

        public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } =
            (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") });

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            lock (Addresses)
            {
                Addresses.Add(request.RequestUri!.AbsoluteUri);
                Bodies.Add(body);
                Headers.Add(request.Headers);
            }

            return await Answer(request, cancellationToken);
        }
    }
}
