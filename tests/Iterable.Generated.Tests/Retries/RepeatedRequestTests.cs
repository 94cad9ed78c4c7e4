namespace Iterable.Generated.Tests.Retries;

public class RepeatedRequestTests
{
    private static readonly HttpRequestOptionsKey<string> Tenant = new("tenant");

    [Test]
    public async Task A_repetition_has_the_version_the_headers_and_the_options_that_a_handler_around_the_client_gave_the_first()
    {
        var seen = new List<(Version Version, HttpVersionPolicy Policy, string Trace, string? Tenant)>();
        using var handlers = new IterableMessageHandlers(new IterableClientOptions { ApiKey = "k", TimeProvider = new VirtualTime { Jumps = true }, AttemptTimeout = Timeout.InfiniteTimeSpan });
        var chain = new List<DelegatingHandler>();
        handlers.Surround(chain);
        HttpMessageHandler inner = new Service(request =>
        {
            seen.Add((request.Version, request.VersionPolicy, string.Join(',', request.Headers.GetValues("X-Trace")), request.Options.TryGetValue(Tenant, out var tenant) ? tenant : null));
            return new HttpResponseMessage(seen.Count == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK) { Content = new StringContent("{}") };
        });
        foreach (var handler in Enumerable.Reverse(chain))
        {
            handler.InnerHandler = inner;
            inner = handler;
        }

        using var http = new HttpClient(new Around(inner));
        using var client = new IterableClient(handlers, () => http);
        await client.Users.UpdateUserAsync(new UserUpdateRequest());

#if NETSTANDARD_BUILD
        Assert.That(seen.Select(one => (one.Version, one.Trace, one.Tenant)), Is.EqualTo(Enumerable.Repeat((HttpVersion.Version20, "t1", (string?)"one"), 2)));
#else
        Assert.That(seen, Is.EqualTo(Enumerable.Repeat((HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact, "t1", (string?)"one"), 2)));
#endif
    }

    [Test]
    public void A_body_that_is_not_known_to_hold_records_has_no_ids() =>
        Assert.That(RecordIds.AreComplete(new UserUpdateRequest { UserId = "u1" }), Is.False);

    private sealed class Around(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            request.Options.Set(Tenant, "one");
            request.Headers.Add("X-Trace", "t1");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Service(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
