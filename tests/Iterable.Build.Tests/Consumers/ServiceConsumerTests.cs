using System.Globalization;
using System.Net;
using Iterable.Generated;
using Iterable.Generated.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Iterable.Build.Tests;

/// <summary>Services in which the client is one part among many, each a case of the application tests/Consumers/Service.</summary>
[TestFixture]
public sealed class ServiceConsumerTests
{
    private IterableTestServer _server = null!;
    private long _campaign;

    [OneTimeSetUp]
    public void Build() => PackedPackages.Dotnet("Service", "build", "-c", "Release", "-o", "built").ShouldSucceed();

    [SetUp]
    public async Task Start()
    {
        _server = await IterableTestServer.StartAsync();
        _server.Users.Add("ada@example.com");
        _campaign = _server.Campaigns.Add(new { name = "Receipt" });
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [TestCase("aspire")]
    [TestCase("resilience")]
    [TestCase("hedging")]
    [TestCase("kept resilience")]
    [TestCase("kept hedging")]
    public void A_message_goes_out_once_though_its_answer_is_lost_and_a_read_as_often_as_the_client_says(string name)
    {
        _server.Faults.For(IterableOperations.SendTransactionalEmail).Always().LoseAnswer();
        _server.Faults.For(IterableOperations.ListLists).Always().Respond(HttpStatusCode.ServiceUnavailable);

        var output = Run(name, _server.BaseAddress.AbsoluteUri);

        Assert.That(_server.Messages, Has.Count.EqualTo(1));
        _server.Requests.AssertReceived(IterableOperations.SendTransactionalEmail, times: 1);
        _server.Requests.AssertReceived(IterableOperations.ListLists, times: 3);
        Assert.That(output, Does.Contain("send: IterableConnectionException").And.Contain("read: IterableServerException"));
    }

    [TestCase("aspire")]
    [TestCase("hedging")]
    [TestCase("kept resilience")]
    [TestCase("kept hedging")]
    public void A_message_goes_out_once_though_the_service_answers_500_or_takes_its_time(string name)
    {
        _server.Faults.For(IterableOperations.SendTransactionalEmail).Respond(HttpStatusCode.InternalServerError);
        _server.Faults.For(IterableOperations.ListLists).Delay(TimeSpan.FromMilliseconds(300));

        var output = Run(name, _server.BaseAddress.AbsoluteUri);

        _server.Requests.AssertReceived(IterableOperations.SendTransactionalEmail, times: 1);
        _server.Requests.AssertReceived(IterableOperations.ListLists, times: 1);
        Assert.That(output, Does.Contain("send: IterableServerException").And.Contain("read: done"));
    }

    [Test]
    public void That_handlers_were_left_out_is_logged_once() =>
        Assert.That(Run("aspire", _server.BaseAddress.AbsoluteUri).Split("were left out of client default (ResilienceHandler)"), Has.Length.EqualTo(2));

    [Test]
    public void A_time_out_of_a_handler_that_is_kept_comes_out_as_one_of_the_client()
    {
        _server.Faults.For(IterableOperations.SendTransactionalEmail).Delay(TimeSpan.FromSeconds(20));

        Assert.That(Run("kept time-out", _server.BaseAddress.AbsoluteUri), Does.Contain("send: IterableTimeoutException").And.Contain("read: done"));
    }

    [Test]
    public async Task A_transport_for_a_proxy_carries_the_key_to_no_other_host_and_follows_redirects_within_the_one_it_asked()
    {
        var elsewhere = new List<string?>();
        await using var thief = await Serve(context => elsewhere.Add(context.Request.Headers["Api-Key"]));
        await using var service = await Serve(context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/api/email/viewInBrowser":
                    context.Response.StatusCode = 303;
                    context.Response.Headers.Location = "/e/viewInBrowser";
                    break;
                case "/e/viewInBrowser":
                    context.Response.ContentType = "text/html";
                    context.Response.WriteAsync("<p>the e-mail</p>").Wait();
                    break;
                default:
                    context.Response.StatusCode = 302;
                    context.Response.Headers.Location = AddressOf(thief) + "/api/lists";
                    break;
            }
        });

        var output = Run("proxy", AddressOf(service) + "/api");

        Assert.That(output, Does.Contain("<p>the e-mail</p>").And.Contain("listLists (GET /lists) failed: HTTP 302"));
        Assert.That(elsewhere, Is.Empty);
    }

    [Test]
    public void A_minimal_API_takes_and_returns_models_as_they_stand_on_the_wire()
    {
        var lines = Run("api", _server.BaseAddress.AbsoluteUri).Split('\n', StringSplitOptions.TrimEntries);

        Assert.That(lines[0], Is.EqualTo("""{"email":"ada@example.com","dataFields":{"plan":"pro","since":"2026-11-26T09:30:00+02:00","tags":["a"],"total":12345678901234567.89}}"""));
        Assert.That(_server.Requests.To(IterableOperations.UpdateUser).Single().Body, Is.EqualTo(lines[0]));
        Assert.That(lines[1], Does.Contain("\"plan\":\"pro\"").And.Contain("\"tags\":[\"a\"]").And.Contain("\"email\":\"ada@example.com\""));
        Assert.That(lines[2], Is.EqualTo("""{"emailOpen":"messageType"}"""));
    }

    [Test]
    public void An_outbox_keeps_calls_as_text_and_sends_them_as_they_were()
    {
        var kept = Run("outbox", _server.BaseAddress.AbsoluteUri);

        var body = _server.Requests.To(IterableOperations.TrackEvent).Single().Body;
        Assert.That(body, Does.Contain("""{"sku":"b-1","total":12345678901234567.89,"count":9007199254740993,"note":null}""").And.Contain("\"id\":\"order-1\""));
        Assert.That(kept.Trim(), Is.EqualTo($$"""{"Number":1,"Call":{{body}}}"""));
    }

    private string Run(string name, string address)
    {
        var result = PackedPackages.Dotnet("Service/built", "exec", "Service.dll", name, address, _server.ApiKey, _campaign.ToString(CultureInfo.InvariantCulture));
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        return result.Output;
    }

    private static async Task<WebApplication> Serve(Action<HttpContext> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        host.Run(context =>
        {
            answer(context);
            return Task.CompletedTask;
        });
        await host.StartAsync();
        return host;
    }

    private static string AddressOf(WebApplication host) => host.Urls.Single();
}
