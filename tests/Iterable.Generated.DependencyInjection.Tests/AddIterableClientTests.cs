using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Iterable.Generated.Tests;

public class AddIterableClientTests
{
    [Test]
    public async Task A_client_comes_from_a_delegate_typed_and_by_its_interface()
    {
        using var http = Answering();
        var services = new ServiceCollection();
        services.AddIterableClient(options => options.ApiKey = "key-1").ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IIterableClient>().Lists.ListListsAsync();

        Assert.That(provider.GetRequiredService<IterableClient>(), Is.SameAs(provider.GetRequiredService<IIterableClient>()));
        Assert.That(http.Seen.Single().Headers.GetValues("Api-Key"), Is.EqualTo(new[] { "key-1" }));
    }

    [Test]
    public async Task A_client_comes_from_a_section_of_the_configuration()
    {
        var configuration = Json("""
            {"Iterable":{"ApiKey":"key-1","DataCenter":"Europe","AttemptTimeout":"00:00:30","Retry":{"MaxRetries":1,"GenerateIds":true},"RateLimit":{"Enabled":false}}}
            """);
        using var http = Answering();
        var services = new ServiceCollection();
        services.AddIterableClient(configuration.GetSection("Iterable")).ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IIterableClient>().Events.TrackEventAsync(new TrackEventRequest { EventName = "x" });

        var options = provider.GetRequiredService<IOptions<IterableClientOptions>>().Value;
        Assert.Multiple(() =>
        {
            Assert.That(http.Seen.Single().RequestUri!.Host, Is.EqualTo("api.eu.iterable.com"));
            Assert.That(http.Bodies.Single(), Does.Contain("\"id\""));
            Assert.That(options.AttemptTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(options.Retry.MaxRetries, Is.EqualTo(1));
            Assert.That(options.RateLimit.Enabled, Is.False);
        });
    }

    [Test]
    public async Task Projects_live_side_by_side_under_their_keys()
    {
        using var http = Answering();
        var services = new ServiceCollection();
        services.AddIterableClient("shop", options => options.ApiKey = "shop-key").ConfigurePrimaryHttpMessageHandler(() => http);
        services.AddIterableClient("news", options =>
        {
            options.ApiKey = "news-key";
            options.DataCenter = IterableDataCenter.Europe;
        }).ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredKeyedService<IIterableClient>("shop").Lists.ListListsAsync();
        await provider.GetRequiredKeyedService<IterableClient>("news").Lists.ListListsAsync();

        Assert.That(http.Seen.Select(request => (request.RequestUri!.Host, request.Headers.GetValues("Api-Key").Single())), Is.EqualTo(new[]
        {
            ("api.iterable.com", "shop-key"), ("api.eu.iterable.com", "news-key"),
        }));
        Assert.That(provider.GetService<IIterableClient>(), Is.Null);
    }

    [TestCase("""{"ApiKey":""}""", "IterableClientOptions.ApiKey is empty")]
    [TestCase("""{"ApiKey":"k","BaseAddress":"http://example.com"}""", "IterableClientOptions.BaseAddress cannot be used")]
    [TestCase("""{"ApiKey":"k","Retry":{"MaxRetries":-1}}""", "IterableClientOptions.Retry.MaxRetries cannot be negative")]
    [TestCase("""{"ApiKey":"k","AttemptTimeout":"00:00:00"}""", "IterableClientOptions.AttemptTimeout has to be more than zero")]
    [TestCase("""{"ApiKey":"k","ApiKye":"x"}""", "ApiKye")]
    [TestCase("""{"ApiKey":"k","DataCenter":"Mars"}""", "DataCenter")]
    public void Wrong_options_stop_the_start(string json, string message)
    {
        var services = new ServiceCollection();
        services.AddIterableClient(Json(json));
        using var provider = services.BuildServiceProvider();

        var error = Assert.Catch(() => provider.GetRequiredService<IStartupValidator>().Validate())!;

        Assert.That(error.ToString(), Does.Contain(message));
    }

    [Test]
    public async Task Handlers_of_the_caller_see_every_attempt_with_its_operation()
    {
        var attempts = new List<(IterableOperation?, int)>();
        using var http = new Recorder(number => number == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        var services = new ServiceCollection();
        services.AddIterableClient(options =>
            {
                options.ApiKey = "k";
                options.Retry.BaseDelay = TimeSpan.FromTicks(1);
            })
            .ConfigurePrimaryHttpMessageHandler(() => http)
            .AddHttpMessageHandler(() => new Witness(request => attempts.Add((request.GetIterableOperation(), request.Headers.GetValues("Api-Key").Count()))));
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IIterableClient>().Users.UpdateUserAsync(new UserUpdateRequest { Email = "ada@example.com" });

        Assert.That(attempts, Is.EqualTo(new[] { (IterableOperations.UpdateUser, 1), (IterableOperations.UpdateUser, 1) }));
        Assert.That(http.Bodies, Is.EqualTo(new[] { """{"email":"ada@example.com"}""", """{"email":"ada@example.com"}""" }));
        Assert.That(http.Seen.Select(request => request.Headers.GetValues("X-Witness").Count()), Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public async Task Registering_twice_adds_options_and_no_second_set_of_handlers()
    {
        using var http = Answering();
        var services = new ServiceCollection();
        services.AddIterableClient(options => options.ApiKey = "k").ConfigurePrimaryHttpMessageHandler(() => http);
        services.AddIterableClient(options => options.DataCenter = IterableDataCenter.Europe);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IIterableClient>().Lists.ListListsAsync();

        Assert.That(http.Seen.Single().RequestUri!.Host, Is.EqualTo("api.eu.iterable.com"));
        Assert.That(services.Count(service => service.ServiceType == typeof(IIterableClient)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_key_that_changes_in_the_configuration_is_used_from_then_on()
    {
        using var http = Answering();
        var configuration = Json("""{"ApiKey":"key-1"}""");
        var services = new ServiceCollection();
        services.AddIterableClient(configuration).ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IIterableClient>();

        await client.Lists.ListListsAsync();
        configuration["ApiKey"] = "key-2";
        configuration.Reload();
        await client.Lists.ListListsAsync();

        Assert.That(http.Seen.Select(request => request.Headers.GetValues("Api-Key").Single()), Is.EqualTo(new[] { "key-1", "key-2" }));
    }

    [Test]
    public async Task Nothing_personal_is_logged_by_the_factory_either()
    {
        using var http = new Recorder(_ => HttpStatusCode.NotFound);
        var log = new LogLines();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        services.AddIterableClient(options => options.ApiKey = "planted-key").ConfigurePrimaryHttpMessageHandler(() => http);
        using var provider = services.BuildServiceProvider();

        await Assert.ThatAsync(
            () => provider.GetRequiredService<IIterableClient>().Users.GetUserByEmailAsync("ada@example.com"), Throws.TypeOf<IterableNotFoundException>());

        Assert.That(log.Lines, Has.Some.Contains("getUserByEmail"));
        Assert.That(log.Lines, Has.None.Contains("example.com").And.None.Contains("planted"));
    }

    [Test]
    public void Options_can_come_from_other_services()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new Secrets("from-a-vault"));
        services.AddIterableClient((options, provider) => options.ApiKey = provider.GetRequiredService<Secrets>().Key);
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IterableClient>().BaseAddress.Host, Is.EqualTo("api.iterable.com"));
    }

    private static Recorder Answering() => new(_ => HttpStatusCode.OK);

    private static IConfigurationRoot Json(string json) =>
        new ConfigurationBuilder().AddInMemoryCollection(Flat(json)).Build();

    private static Dictionary<string, string?> Flat(string json) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().AsEnumerable()
        .Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value);

    private sealed record Secrets(string Key);

    private sealed class Witness(Action<HttpRequestMessage> see) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Witness", "1");
            see(request);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Recorder(Func<int, HttpStatusCode> status) : HttpMessageHandler
    {
        public List<HttpRequestMessage> Seen { get; } = [];

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Add(request);
            Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(status(Seen.Count)) { Content = new StringContent("{}") };
        }
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Add($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{formatter(state, exception)} {exception}");
    }
}
