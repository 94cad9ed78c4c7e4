namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>A project that knows some users and has something against others, a client of it, and a time of their own. Nothing of it goes over a network.</summary>
internal sealed class World : IDisposable
{
    public const int Users = 6;
    public const string Event = "signedUp";
    public const string ForbiddenEvent = "forbidden";
    public const string Catalog = "books";
    public const string TakenUserId = "taken";
    public const long UnknownList = 999_999;

    private readonly IterableTestServer _server;
    private readonly DirectTransport _transport;
    private readonly HttpClient _http;

    public World(IterableTestServer server, Scenario scenario)
    {
        _server = server;
        Bytes = scenario.Bytes;
        server.Requests.Clear();
        server.Faults.Clear();
        server.Clock.Stop();
        Project = server.Project.DataCenter.AddProject();
        Clock = new SettlingClock(server.Clock.Advance);
        _transport = new DirectTransport(server);
        _http = new HttpClient(_transport) { Timeout = Timeout.InfiniteTimeSpan };
        var options = Project.CreateClientOptions();
        options.TimeProvider = Clock;
        options.AttemptTimeout = Timeout.InfiniteTimeSpan;
        Client = new IterableClient(options, _http);
        ListId = Project.Lists.Add("Readers");
        Populate();
        if (scenario.GatewayBytes is { } most)
            server.Faults.ForAnyRequest().When(request => request.Body.Length > most).Always().RespondHtml(HttpStatusCode.RequestEntityTooLarge);
    }

    public IterableTestProject Project { get; }

    public SettlingClock Clock { get; }

    public IIterableClient Client { get; }

    public long ListId { get; }

    /// <summary>The most bytes of a call.</summary>
    public int Bytes { get; }

    public static string UserId(RecordKind kind, int user) => $"{kind.ToString().ToLowerInvariant()}{user}";

    public static string Email(RecordKind kind, int user) => kind == RecordKind.Invalid ? $"invalid{user}@" : $"{UserId(kind, user)}@example.com";

    public void Order(IterableOperation operation, CallFault fault)
    {
        var order = _server.Faults.For(operation).After(fault.After).Times(fault.Times);
        switch (fault.Kind)
        {
            case FaultKind.RateLimited:
                order.RateLimited(rateLimitReset: TimeSpan.FromSeconds(1.5));
                break;
            case FaultKind.InternalError:
                order.RespondError(HttpStatusCode.InternalServerError, "GenericError", "Please try again later");
                break;
            case FaultKind.BadGateway:
                order.RespondHtml(HttpStatusCode.BadGateway);
                break;
            case FaultKind.LostAnswer:
                order.LoseAnswer();
                break;
            case FaultKind.CutConnection:
                order.CutConnection();
                break;
            case FaultKind.PayloadTooLarge:
                order.RespondHtml(HttpStatusCode.RequestEntityTooLarge);
                break;
            case FaultKind.BatchTooLarge:
                order.RespondError(HttpStatusCode.BadRequest, "BatchTooLarge");
                break;
            case FaultKind.BadKey:
                order.RespondError(HttpStatusCode.Unauthorized, "BadApiKey", "Invalid API key");
                break;
            case FaultKind.NoCounters:
                order.Respond(HttpStatusCode.OK, "{}");
                break;
            case FaultKind.NoJson:
                order.RespondHtml(HttpStatusCode.OK);
                break;
            case FaultKind.HalfAnAnswer:
                order.Respond(HttpStatusCode.OK, """{"successCount":1,"fail""");
                break;
        }
    }

    /// <summary>What took effect, in its order.</summary>
    public IReadOnlyList<Effect> Effects(IterableOperation operation) => [.. _server.Effects.Of(operation).Select(Effect.Of)];

    /// <summary>Checks that nothing is sent any more.</summary>
    public async Task CheckQuietAsync()
    {
        var calls = _server.Requests.Count;
        await Task.Delay(TimeSpan.FromMinutes(2), Clock);
        Assert.That(_server.Requests.Count, Is.EqualTo(calls), "what has ended sends nothing any more");
    }

    /// <summary>Checks that there were no calls but those of the lane, none above its limit, and none with a name twice.</summary>
    public void CheckRequests(IterableOperation operation, int bytes)
    {
        foreach (var request in _server.Requests)
        {
            Assert.That(request.OperationId, Is.EqualTo(operation.Id));
            Assert.That(request.Body, Has.Length.LessThanOrEqualTo(bytes));
            var names = Effect.NamesIn(request.Json()).ToArray();
            Assert.That(names, Is.Unique, "a call names nobody twice");
        }
    }

    public void Dispose()
    {
        ((IDisposable)Client).Dispose();
        _http.Dispose();
    }

    private void Populate()
    {
        var emails = new List<string>();
        for (var user = 0; user < Users; user++)
        {
            emails.Add(Email(RecordKind.Good, user));
            Project.Users.Add(emails[^1], new { age = 30, pad = "" }, UserId(RecordKind.Good, user));
            foreach (var name in new[] { Email(RecordKind.Forgotten, user), UserId(RecordKind.Forgotten, user) })
                Project.Users.Forget(name);
            foreach (var name in new[] { Email(RecordKind.InvalidData, user), UserId(RecordKind.InvalidData, user) })
                Project.Users.RefuseDataInBulk(name);
            foreach (var name in new[] { Email(RecordKind.Unnamed, user), UserId(RecordKind.Unnamed, user) })
                Project.Users.FailUnnamedInBulk(name);
            Project.Users.Add(Email(RecordKind.FailsInside, user), userId: UserId(RecordKind.FailsInside, user));
            foreach (var name in new[] { Email(RecordKind.FailsInside, user), UserId(RecordKind.FailsInside, user) })
                Project.Subscriptions.FailInside(name, times: 1 + user);
            Project.Users.Add(Email(RecordKind.InvalidData, user), userId: UserId(RecordKind.InvalidData, user));
            Project.Users.Add(Email(RecordKind.Unnamed, user), userId: UserId(RecordKind.Unnamed, user));
        }

        Project.Users.Add("taken@example.com", userId: TakenUserId);
        Project.Events.Add(Event, emails[0], dataFields: new { age = 30, pad = "" });
        Project.DisallowEvents(ForbiddenEvent);
        Project.Catalogs.Add(Catalog);
    }
}
