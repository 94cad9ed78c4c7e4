using System.Text;

namespace Iterable.Generated.Tests.Support;

/// <summary>A client, and a service that answers each bulk call by what is in it. A call that has no answer of its own succeeds.</summary>
internal sealed class BulkScene : IDisposable
{
    private readonly Service _service;
    private readonly HttpClient _httpClient;
    private IterableClient? _client;
    private ClientComposition? _composition;

    public BulkScene()
    {
        _service = new Service(this);
        _httpClient = new HttpClient(_service) { Timeout = Timeout.InfiniteTimeSpan };
        Time = new VirtualTime { Jumps = true };
        Options = new IterableClientOptions { ApiKey = Scene.Key, TimeProvider = Time, AttemptTimeout = Timeout.InfiniteTimeSpan, RateLimit = { Enabled = false }, Retry = { MaxRetries = 0 } };
    }

    /// <summary>To be changed before the first call.</summary>
    public IterableClientOptions Options { get; }

    public VirtualTime Time { get; }

    public IBulkClient Bulk => (_client ??= new IterableClient(Options, _httpClient)).Bulk;

    /// <summary>The bodies of the calls, in their order.</summary>
    public List<JObject> Calls { get; } = [];

    public List<string> Addresses { get; } = [];

    /// <summary>What calls are answered with; null is the answer of a service that takes all there is.</summary>
    public Func<JObject, CancellationToken, Task<(int Status, string Body)?>> Answer { get; set; } = (_, _) => Task.FromResult<(int, string)?>(null);

    public BulkScene Answers(Func<JObject, (int Status, string Body)?> answer)
    {
        Answer = (body, _) => Task.FromResult(answer(body));
        return this;
    }

    /// <summary>A lane that no client has: of an operation that is as safe to repeat as is said, whose requests begin as is said, and which tells of each record that is written.</summary>
    public IBulkLane<UserUpdateRequest> LaneOf(IterableRetrySafety safety, Func<IterableRequest, IterableRequest>? begin = null, Action<UserUpdateRequest>? onWrite = null, BulkOptions? options = null)
    {
        var operation = new IterableOperation("sendOnce", "POST", "/once", "Users", rateLimit: null, safety, [IterableKeyType.Server], answer: ["successCount", "failCount"], bulk: new BulkFacts("users"));
        var invoker = (_composition ??= new ClientComposition(Options)).CreateInvoker(_httpClient);
        return new BulkLane<UserUpdateRequest>(invoker, new()
        {
            Operation = operation,
            CreateRequest = () => begin is null ? new IterableRequest(operation) : begin(new IterableRequest(operation)),
            Envelope = new RecordEnvelope(new BulkUpdateUsersRequest([]), operation),
            Write = (writer, user) =>
            {
                onWrite?.Invoke(user);
                IterableJson.Write(writer, user, operation);
            },
            SendAsync = async (caller, request, cancellationToken) => await caller.SendAsync<BulkUpdateSubscriptionsResponse>(request, cancellationToken),
            Identifiers = [new("email", user => user.Email)],
        }, options ?? new BulkOptions());
    }

    public static UserUpdateRequest User(int number, object? fields = null) =>
        new() { Email = $"user{number}@example.com", DataFields = fields is null ? null : JObject.FromObject(fields) };

    /// <summary>How many records a body has, in whatever member.</summary>
    public static int CountOf(JObject body) => body.Properties().Select(member => member.Value).OfType<JContainer>().Select(records => records.Count).FirstOrDefault(1);

    public static string Counters(int success, int fail, string more = "") => $"{{\"successCount\":{success},\"failCount\":{fail}{more}}}";

    /// <summary>All outcomes, unless they come to no end.</summary>
    public static Task<List<BulkOutcome<T>>> AllAsync<T>(IAsyncEnumerable<BulkOutcome<T>> outcomes)
    {
        return Task.Run(ReadAsync).WaitAsync(VirtualTime.Patience);

        async Task<List<BulkOutcome<T>>> ReadAsync()
        {
            var all = new List<BulkOutcome<T>>();
            await foreach (var outcome in outcomes)
                all.Add(outcome);
            return all;
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _composition?.Dispose();
        _httpClient.Dispose();
    }

    private sealed class Service(BulkScene scene) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var json = new JsonTextReader(new StringReader(await request.Content!.ReadAsStringAsync(cancellationToken))) { MaxDepth = null };
            var body = JObject.Load(json);
            lock (scene.Calls)
            {
                scene.Calls.Add(body);
                scene.Addresses.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            }

            var (status, answer) = await scene.Answer(body, cancellationToken) ?? (200, Counters(CountOf(body), 0));
            return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }
    }
}
