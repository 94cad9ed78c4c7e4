using RichardSzalay.MockHttp;

namespace Iterable.Generated.Tests.Http;

public class IterableClientTests
{
    private static readonly IterableClientOptions Options = new() { ApiKey = FakeApi.Key };

    [Test]
    public void It_needs_options_and_an_http_client() => Assert.Multiple(() =>
    {
        Assert.Throws<ArgumentNullException>(() => new IterableClient((IterableClientOptions)null!));
        Assert.Throws<ArgumentNullException>(() => new IterableClient(Options, null!));
        Assert.Throws<ArgumentException>(() => new IterableClient((string)null!));
    });

    private static IEnumerable<System.Reflection.PropertyInfo> Parts() =>
        typeof(IIterableClient).GetProperties().Where(property => property.Name != nameof(IIterableClient.BaseAddress));

    [TestCaseSource(nameof(Parts))]
    public void Every_part_of_the_api_has_a_client(System.Reflection.PropertyInfo part)
    {
        using var client = new IterableClient(Options);

        var partClient = part.GetValue(client);

        Assert.Multiple(() =>
        {
            Assert.That(partClient, Is.InstanceOf(part.PropertyType));
            Assert.That(part.GetValue(client), Is.SameAs(partClient));
        });
    }

    [Test]
    public async Task The_http_client_of_the_caller_is_left_as_it_was()
    {
        using var http = new MockHttpMessageHandler();
        http.Expect(HttpMethod.Get, "https://api.iterable.com/api/widgets").WithHeaders("X-Caller", "yes").Respond("application/json", "{}");
        http.Expect(HttpMethod.Get, "https://caller.example/other").Respond("text/plain", "still there");
        using var httpClient = http.ToHttpClient();
        httpClient.BaseAddress = new Uri("https://caller.example/");
        httpClient.DefaultRequestHeaders.Add("X-Caller", "yes");

        using (var client = new ClientComposition(Options))
            await new WidgetsClient(client.CreateInvoker(httpClient)).FindAsync();

        var other = await httpClient.GetStringAsync("other");
        Assert.Multiple(() =>
        {
            Assert.That(httpClient.DefaultRequestHeaders.Select(header => header.Key), Is.EqualTo(new[] { "X-Caller" }));
            Assert.That(httpClient.BaseAddress.AbsoluteUri, Is.EqualTo("https://caller.example/"));
            Assert.That(other, Is.EqualTo("still there"));
        });
        http.VerifyNoOutstandingExpectation();
    }

    [Test]
    public async Task A_disposed_client_makes_no_more_calls()
    {
        using var httpClient = new MockHttpMessageHandler().ToHttpClient();
        var client = new ClientComposition(Options);
        var widgets = new WidgetsClient(client.CreateInvoker(httpClient));

        client.Dispose();
        client.Dispose();

        await widgets.FindAsync().FailureAsync<ObjectDisposedException>();
    }

    [Test]
    public void A_client_disposes_the_connections_it_made()
    {
        var transport = new FakeTransport();
        using (var client = new ClientComposition(Options))
        using (CallSender.Through(client.CreateHandlers(), transport, userAgent: null))
            Assert.That(transport.Disposals, Is.Zero);

        Assert.That(transport.Disposals, Is.EqualTo(1));
    }

    [Test]
    public void A_client_does_not_dispose_the_http_client_it_was_given()
    {
        var httpClient = new DisposalCount();

        new IterableClient(Options, httpClient).Dispose();

        Assert.That(httpClient.Disposals, Is.Zero);
    }

    [Test]
    public async Task One_client_serves_many_threads_at_once()
    {
        using var api = new FakeApi().Answers(async (request, _) =>
        {
            await Task.Yield();
            var name = request.RequestUri!.Segments[^1];
            return new HttpResponseMessage { Content = new StringContent($$$"""{"name":"{{{name}}}","madeAt":"2024-01-15 10:30:00 +00:00","dataFields":{"n":"{{{name}}}"}}""") };
        });

        var names = Enumerable.Range(0, 64 * 20).Select(i => $"w{i}").ToList();
        var widgets = new Widget[names.Count];
        await Parallel.ForAsync(0, names.Count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, cancellationToken) =>
            widgets[i] = await api.Widgets.GetAsync("ada", names[i], cancellationToken));

        Assert.Multiple(() =>
        {
            Assert.That(widgets.Select(widget => widget.Name), Is.EqualTo(names));
            Assert.That(widgets.Select(widget => (string?)widget.DataFields!["n"]), Is.EqualTo(names));
            Assert.That(api.Addresses, Has.Count.EqualTo(names.Count).And.Unique);
        });
    }

    [Test]
    public async Task Cancelling_ends_a_call_that_waits_for_its_answer()
    {
        var arrived = new TaskCompletionSource();
        using var api = new FakeApi().Answers(async (_, cancellationToken) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage();
        });
        using var cancellation = new CancellationTokenSource();

        var call = api.Widgets.FindAsync<Widget>(cancellationToken: cancellation.Token);
        await arrived.Task;
        cancellation.Cancel();

        await call.FailureAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_call_that_is_cancelled_already_sends_nothing()
    {
        using var api = new FakeApi();

        await api.Widgets.FindAsync<Widget>(cancellationToken: new CancellationToken(canceled: true)).FailureAsync<OperationCanceledException>();
        Assert.That(api.Addresses, Is.Empty);
    }

    private sealed class FakeTransport : HttpMessageHandler
    {
        public int Disposals { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            Disposals++;
            base.Dispose(disposing);
        }
    }

    private sealed class DisposalCount() : HttpClient(new MockHttpMessageHandler())
    {
        public int Disposals { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Disposals++;
            base.Dispose(disposing);
        }
    }
}
