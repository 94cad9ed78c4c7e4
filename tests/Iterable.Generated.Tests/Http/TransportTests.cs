using System.Net;

namespace Iterable.Generated.Tests.Http;

/// <summary>Transports of the caller, and redirects.</summary>
public class TransportTests
{
    private const string Host = "https://api.iterable.com";

    [Test]
    public async Task A_redirect_of_a_read_within_its_host_is_followed_with_the_key()
    {
        using var web = new Web((request, number) => number == 1 ? Redirect(303, "/e/viewInBrowser?id=7") : Answer("<p>the e-mail</p>"));
        using var client = web.Client();

        var html = await client.Email.ViewEmailInBrowserAsync("m-1", email: "ada@example.com");

        Assert.That(html, Is.EqualTo("<p>the e-mail</p>"));
        Assert.That(web.Seen, Is.EqualTo(new[] { $"GET {Host}/api/email/viewInBrowser?messageId=m-1&email=ada%40example.com k", $"GET {Host}/e/viewInBrowser?id=7 k" }));
    }

    [TestCase("https://elsewhere.example/e")]
    [TestCase("http://api.iterable.com/e")]
    [TestCase("https://api.iterable.com:444/e")]
    [TestCase("//elsewhere.example/e")]
    [TestCase("https://api.iterable.com.elsewhere.example/e")]
    [TestCase("http://api.iterable.com:443/e")]
    public async Task A_redirect_to_another_host_is_an_error_and_nothing_goes_there(string location)
    {
        using var web = new Web((_, _) => Redirect(302, location));
        using var client = web.Client();

        await Assert.ThatAsync(
            () => client.Lists.ListListsAsync(),
            Throws.InstanceOf<IterableException>().With.Property(nameof(IterableException.StatusCode)).EqualTo(HttpStatusCode.Found).And.Message.Contains("the API key would go along"));
        Assert.That(web.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_answer_that_leads_elsewhere_keeps_no_connection()
    {
        using var moved = new StreamContent(new FaultyStream("moved"));
        using var web = new Web((_, number) =>
        {
            var answer = number == 1 ? Redirect(302, "/e") : Answer("""{"lists":[]}""");
            if (number == 1)
                answer.Content = moved;
            return answer;
        });
        using var client = web.Client();

        await client.Lists.ListListsAsync();

        await Failures.FailureAsync<ObjectDisposedException>(() => moved.ReadAsStreamAsync());
    }

    [TestCase(200)]
    [TestCase(201)]
    public async Task An_answer_that_tells_a_place_and_is_no_redirect_is_the_answer(int status)
    {
        using var web = new Web((_, _) =>
        {
            var answer = Answer("""{"lists":[]}""");
            answer.StatusCode = (HttpStatusCode)status;
            answer.Headers.Location = new Uri("/e", UriKind.Relative);
            return answer;
        });
        using var client = web.Client();

        await client.Lists.ListListsAsync();

        Assert.That(web.Seen, Has.Count.EqualTo(1));
    }

    [TestCase(307)]
    [TestCase(308)]
    [TestCase(302)]
    public async Task A_redirect_of_a_write_is_an_error(int status)
    {
        using var web = new Web((_, _) => Redirect(status, "/api/elsewhere"));
        using var client = web.Client();

        await Assert.ThatAsync(() => client.Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" }), Throws.InstanceOf<IterableException>());
        Assert.That(web.Seen, Has.Count.EqualTo(1));
    }

    [TestCase("//")]
    [TestCase("http://[")]
    [TestCase("https://")]
    public async Task A_redirect_to_what_is_no_address_is_an_error_like_any_other(string location)
    {
        using var web = new Web((_, _) =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.Found);
            answer.Headers.TryAddWithoutValidation("Location", location);
            return answer;
        });
        using var client = web.Client();

        await Assert.ThatAsync(() => client.Lists.ListListsAsync(), Throws.InstanceOf<IterableException>().With.Property(nameof(IterableException.StatusCode)).EqualTo(HttpStatusCode.Found));
        Assert.That(web.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Redirects_that_lead_in_a_circle_or_nowhere_end([Values] bool circle)
    {
        using var web = new Web((_, number) => Redirect(302, circle ? $"/e/{number % 2}" : $"/e/{number}"));
        using var client = web.Client();

        await Assert.ThatAsync(() => client.Lists.ListListsAsync(), Throws.InstanceOf<IterableException>());
        Assert.That(web.Seen, Has.Count.EqualTo(circle ? 3 : 6));
    }

    [Test]
    public void An_HttpClient_that_follows_redirects_is_refused_with_what_to_do()
    {
        using var plain = new HttpClient();
        using var proxied = new HttpClient(new Wrapper(new HttpClientHandler { UseProxy = true }));

        foreach (var http in new[] { plain, proxied })
        {
            Assert.That(
                () => new IterableClient(new IterableClientOptions { ApiKey = "k" }, http),
                Throws.ArgumentException.With.Message.Contains("follows redirects").And.Message.Contains("AllowAutoRedirect = false").And.Message.Contains("IterableClientOptions.Proxy"));
        }
    }

    [Test]
    public void An_HttpClient_that_follows_none_is_taken_as_it_is()
    {
        using var http = new HttpClient(new Wrapper(new HttpClientHandler { AllowAutoRedirect = false }));

        using var client = new IterableClient(new IterableClientOptions { ApiKey = "k" }, http);

        Assert.That(client.BaseAddress.Host, Is.EqualTo("api.iterable.com"));
    }

    [Test]
    public void A_proxy_of_the_options_is_that_of_the_transport_and_not_for_an_HttpClient_of_the_caller()
    {
        var options = new IterableClientOptions { ApiKey = "k", Proxy = new WebProxy("http://proxy.example:8080") };
        using var handlers = new IterableMessageHandlers(options);
        using var transport = handlers.CreateTransport();
        using var web = new Web((_, _) => Answer("{}"));

        Assert.That(transport.GetType().GetProperty("Proxy")!.GetValue(transport), Is.SameAs(options.Proxy));
        Assert.That(() => new IterableClient(options, web.HttpClient), Throws.ArgumentException.With.Message.Contains("IterableClientOptions.Proxy is for the client's own transport"));
    }

    private static HttpResponseMessage Answer(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };

    private static HttpResponseMessage Redirect(int status, string location) =>
        new((HttpStatusCode)status) { Headers = { Location = new Uri(location, UriKind.RelativeOrAbsolute) } };

    private sealed class Wrapper(HttpMessageHandler transport) : DelegatingHandler(transport);

    private sealed class Web : HttpMessageHandler
    {
        private readonly Func<HttpRequestMessage, int, HttpResponseMessage> _answer;

        public Web(Func<HttpRequestMessage, int, HttpResponseMessage> answer)
        {
            _answer = answer;
            HttpClient = new HttpClient(this, disposeHandler: false);
        }

        public HttpClient HttpClient { get; }

        public List<string> Seen { get; } = [];

        public IterableClient Client() => new(new IterableClientOptions { ApiKey = "k", Retry = { MaxRetries = 0 } }, HttpClient);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Add($"{request.Method} {request.RequestUri!.AbsoluteUri} {string.Join(",", request.Headers.GetValues("Api-Key"))}");
            return Task.FromResult(_answer(request, Seen.Count));
        }
    }
}
